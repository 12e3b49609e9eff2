import * as z from 'zod';
import { Failure } from '#domain/error.ts';
import type { Fault } from '#domain/error.ts';
import { canonical } from './canonical.ts';
import { fieldsSchema } from './compile.ts';
import { holds } from './condition.ts';
import type { Field, Form, ModelEntry } from './entry.ts';
import { faultsOf } from './faults.ts';
import type { Plan, Service } from './model.ts';
import { modelAt } from './names.ts';
import type { Named } from './names.ts';
import { pointer } from './pointer.ts';
import { estimateOf } from './price.ts';

type Values = Readonly<Record<string, unknown>>;

export interface PlanOptions {
  readonly allowRetired: boolean;
  readonly now: Date;
}

const services = ['KIE', 'GOOGLE', 'AZURE', 'OPENAI'] as const satisfies readonly Service[];
const head = z.looseObject({ service: z.enum(services), model: z.string().min(1) });
const anObject = z.record(z.string(), z.unknown());

const refuse = (errors: readonly Fault[]): never => {
  const count = errors.length === 1 ? 'one fault' : `${errors.length} faults`;
  throw new Failure('validation_failed', `The request has ${count}.`, { errors });
};

function readHead(params: unknown): z.infer<typeof head> {
  const read = head.safeParse(params, { reportInput: true });
  return read.success ? read.data : refuse(faultsOf(read.error.issues, (path) => pointer(...path)));
}

function refuseRetired({ id, lifecycle }: ModelEntry, { allowRetired, now }: PlanOptions): void {
  const isOver = lifecycle.sunset !== undefined && now.getTime() >= Date.parse(lifecycle.sunset);
  if (allowRetired || (lifecycle.status !== 'retired' && !isOver)) return;
  const { successor } = lifecycle;
  const hint = successor === undefined ? '' : ` Use ${successor}.`;
  throw new Failure('model_retired', `${id} is retired. ${lifecycle.reason ?? ''}${hint}`, {
    extra: successor === undefined ? {} : { successor },
  });
}

/** Where the fields of a request lie, and what lies beside them. */
interface Laid {
  readonly raw: Values;
  readonly base: string;
  readonly selected: unknown;
  readonly selectorPath: string;
  readonly faults: readonly Fault[];
}

const without = (values: Values, ...names: readonly (string | undefined)[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

function layOut(params: Values, entry: ModelEntry): Laid {
  const selector = entry.selector?.field;
  const beside = without(params, 'service', 'model', 'input', selector);
  if (entry.shape === 'flat' && !('input' in params)) {
    const selected = selector === undefined ? undefined : params[selector];
    return { raw: beside, base: '', selected, selectorPath: pointer(selector ?? ''), faults: [] };
  }
  const faults: Fault[] = Object.keys(beside).map((name) => ({
    path: pointer(name),
    message: 'is not known here; the fields of the model belong in /input',
  }));
  const input = anObject.safeParse(params['input']);
  if (!input.success) {
    faults.push({
      path: '/input',
      message: params['input'] === undefined ? 'is required' : 'must be an object',
    });
  }
  const raw = input.data ?? {};
  const isInside = selector !== undefined && !(selector in params) && selector in raw;
  const selected = selector === undefined ? undefined : (isInside ? raw : params)[selector];
  const selectorPath = isInside ? pointer('input', selector) : pointer(selector ?? '');
  return { raw: isInside ? without(raw, selector) : raw, base: '/input', selected, selectorPath, faults };
}

/** `certain` is false where the selector is at fault, so that a form had to be assumed. */
interface Choice {
  readonly form: Form;
  readonly certain: boolean;
  readonly faults: readonly Fault[];
}

function chooseForm(named: Named, { selected, selectorPath }: Laid): Choice {
  const { entry, form: byName } = named;
  const [first] = entry.forms;
  if (first === undefined) throw new Error(`${entry.id} has no form`);
  const usual = entry.forms.find(({ wire }) => wire === entry.selector?.default);
  const wires = entry.forms.map(({ wire }) => wire);
  const fault = (message: string): Choice => ({
    form: byName ?? usual ?? first,
    certain: byName !== undefined,
    faults: [{ path: selectorPath, message }],
  });

  if (selected === undefined) {
    const form = byName ?? usual ?? (entry.selector === undefined ? first : undefined);
    return form ? { form, certain: true, faults: [] } : fault(`is required: one of ${wires.join(', ')}`);
  }
  const chosen = entry.forms.find(({ wire }) => wire === selected);
  if (chosen === undefined) return fault(`must be one of ${wires.join(', ')}`);
  if (byName && byName !== chosen && !named.alsoModel)
    return fault(`disagrees with /model, which names ${byName.wire}`);
  return { form: chosen, certain: true, faults: [] };
}

const schemas = new WeakMap<Form, z.ZodObject>();

function schemaOf(form: Form): z.ZodObject {
  const known = schemas.get(form);
  if (known) return known;
  const schema = fieldsSchema(form.fields, 'strict');
  schemas.set(form, schema);
  return schema;
}

function withDerived(form: Form, values: Values): Values {
  const derived: Record<string, unknown> = { ...values };
  for (const { field, when, value } of form.derived ?? []) {
    if (derived[field] === undefined && holds(when, derived)) derived[field] = value;
  }
  return derived;
}

/** The input in the provider's terms, defaults filled in, and everything that is wrong with it. */
function readFields(
  form: Form,
  raw: Values,
): { input: Values; faults: Fault[]; written: (path: readonly PropertyKey[]) => string } {
  const { values, faults, written } = canonical(form.fields, raw);
  const read = schemaOf(form).safeParse(values, { reportInput: true });
  const found = read.success ? [] : faultsOf(read.error.issues, written);
  const input = withDerived(form, read.success ? read.data : values);
  const broken = new Set(found.map(({ path }) => path.split('/')[1]));
  const rules = (form.rules ?? []).filter(({ when, then }) => holds(when, input) && !holds(then, input));
  const crossed = rules
    .map(({ at, message }) => ({ path: written([at]), message }))
    .filter(({ path }) => !broken.has(path.split('/')[1]));
  return { input, faults: [...faults, ...found, ...crossed], written };
}

/** With the form only assumed, a fault counts where every form has the field. */
function faultsInDoubt(entry: ModelEntry, faults: readonly Fault[]): Fault[] {
  const inAll = (name: string | undefined): boolean =>
    name !== undefined && entry.forms.every(({ fields }) => Object.hasOwn(fields, name));
  return faults.filter(({ path }) => inAll(path.split('/')[1]));
}

function filesIn(
  field: Field | undefined,
  value: unknown,
  path: readonly PropertyKey[],
): { path: readonly PropertyKey[]; url: string }[] {
  if (field?.type === 'file' && typeof value === 'string') return [{ path, url: value }];
  if (field?.type === 'list' && Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => filesIn(field.items, item, [...path, index]));
  }
  if (field?.type === 'group' && typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      filesIn(field.fields[name], inner, [...path, name]),
    );
  }
  return [];
}

function deprecationOf({ lifecycle }: ModelEntry): Pick<Plan, 'deprecation'> {
  if (lifecycle.status !== 'deprecated' && lifecycle.status !== 'retired') return {};
  const { deprecatedAt, sunset, successor } = lifecycle;
  return {
    deprecation: {
      ...(deprecatedAt === undefined ? {} : { date: deprecatedAt }),
      ...(sunset === undefined ? {} : { sunset }),
      ...(successor === undefined ? {} : { successor }),
    },
  };
}

/** Understands a request with the help of these entries, or refuses it with every fault that it has. */
export function planFrom(entries: readonly ModelEntry[], params: unknown, options: PlanOptions): Plan {
  const request = readHead(params);
  const named = modelAt(entries, request.service, request.model);
  const { entry } = named;
  refuseRetired(entry, options);

  const laid = layOut(request, entry);
  const { form, certain, faults: selectorFaults } = chooseForm(named, laid);
  const { input, faults: inner, written } = readFields(form, laid.raw);
  const counted = certain ? inner : faultsInDoubt(entry, inner);
  const faults = [
    ...laid.faults,
    ...selectorFaults,
    ...counted.map((fault) => ({ ...fault, path: laid.base + fault.path })),
  ];
  if (faults.length > 0) refuse(faults);

  const jobs = form.jobsField === undefined ? 1 : Number(input[form.jobsField] ?? 1);
  const files = Object.entries(input).flatMap(([name, value]) => filesIn(form.fields[name], value, [name]));
  return {
    service: entry.service,
    model: entry.id,
    wireModel: form.wire,
    dialect: entry.dialect,
    media: form.media,
    input: without(input, form.jobsField),
    jobs,
    estimate: estimateOf(form.price, input) * jobs,
    timing: form.timing ?? entry.timing,
    inputUrls: files.map(({ path, url }) => ({ path: laid.base + written(path), url })),
    ...deprecationOf(entry),
  };
}
