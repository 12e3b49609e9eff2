import * as z from 'zod';
import { Failure } from '#domain/error.ts';
import type { Fault } from '#domain/error.ts';
import { isFiller } from '#domain/fillers.ts';
import { isTaskId } from '#domain/ids.ts';
import { fromCredits } from '#domain/money/money.ts';
import type { FileField, Form, ModelEntry } from './entry.ts';
import { faultsOf } from './faults.ts';
import { chooseForm, faultsInDoubt, layOut, without } from './layout.ts';
import { fileFault } from './file-type.ts';
import type { InputFile, ParentTask, Plan } from './model.ts';
import { modelAt } from './names.ts';
import { pointer } from './pointer.ts';
import { estimateOf, isUnpriced } from './price.ts';
import { filesIn, readFields } from './read-input.ts';
import { siblingSeeds } from './sibling-seeds.ts';

export interface PlanOptions {
  readonly allowRetired: boolean;
  readonly now: Date;
}

const headOf = (services: readonly string[]) =>
  z.looseObject({ service: z.enum(services), model: z.string().min(1) });

type Head = ReturnType<typeof headOf>;

const heads = new WeakMap<readonly ModelEntry[], Head>();

/** What every request has, where these are the models. Made once for a catalogue. */
function headFor(entries: readonly ModelEntry[]): Head {
  const known = heads.get(entries) ?? headOf([...new Set(entries.map(({ service }) => service))]);
  heads.set(entries, known);
  return known;
}

/** Of a budget at least so many credits are held for a call of which nobody knows the price. */
const LEAST_HELD = 1;

/** An answer stays readable, however much is wrong. */
const MOST_FAULTS = 100;

const refuse = (errors: readonly Fault[]): never => {
  const count = errors.length === 1 ? 'one fault' : `${errors.length} faults`;
  throw new Failure('validation_failed', `The request has ${count}.`, {
    errors: errors.slice(0, MOST_FAULTS),
  });
};

const refuseAny = (errors: readonly Fault[]): void => {
  if (errors.length > 0) refuse(errors);
};

/** Where no page names the types, every type of the kind will do. */
const typesOf = ({ accept, kind }: FileField): Pick<InputFile, 'accept'> => {
  const types = accept ?? (kind === undefined ? undefined : [`${kind}/*`]);
  return types === undefined ? {} : { accept: types };
};

/** Bytes of JSON that a model's input may have in all: a task is one row each for what is asked and what is sent, of 400 KB. */
const MOST_INPUT_BYTES = 128 * 1024;

const jsonBytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** What is too much in all is said of the largest member. */
function sizeFaults(
  input: Readonly<Record<string, unknown>>,
  at: (path: readonly PropertyKey[]) => string,
): Fault[] {
  const bytes = jsonBytes(input);
  if (bytes <= MOST_INPUT_BYTES) return [];
  const sizes = Object.entries(input).map(([name, value]) => ({ name, size: jsonBytes(value) }));
  const [largest] = sizes.toSorted((left, right) => right.size - left.size);
  if (largest === undefined) return [];
  const message = `has ${largest.size} of ${bytes} bytes of input; a task may have ${MOST_INPUT_BYTES}`;
  return [{ path: at([largest.name]), message }];
}

const limitsOf = (field: FileField): Pick<InputFile, 'accept' | 'maxMegabytes'> => ({
  ...typesOf(field),
  ...(field.maxMegabytes === undefined ? {} : { maxMegabytes: field.maxMegabytes }),
});

function parentIn(
  form: Form,
  input: Readonly<Record<string, unknown>>,
  at: (path: readonly PropertyKey[]) => string,
): ParentTask | undefined {
  for (const [name, field] of Object.entries(form.fields)) {
    const taskId = input[name];
    if (field.type !== 'parent' || typeof taskId !== 'string' || !isTaskId(taskId)) continue;
    return { taskId, field: name, path: at([name]), of: field.of, media: field.media };
  }
  return undefined;
}

function readHead(entries: readonly ModelEntry[], params: unknown): z.infer<Head> {
  const read = headFor(entries).safeParse(params, { reportInput: true });
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

/** Without what says nothing and belongs to other forms of the model: clients fill in all that they know of. */
const meantFor = (
  { fields }: Form,
  { forms }: ModelEntry,
  raw: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const isForeign = (name: string): boolean =>
    !Object.hasOwn(fields, name) && forms.some((form) => Object.hasOwn(form.fields, name));
  const foreign = Object.keys(raw).filter((name) => isFiller(raw[name]) && isForeign(name));
  return without(raw, ...foreign);
};

/** Understands a request with the help of these entries, or refuses it with every fault that it has. */
export function planFrom(entries: readonly ModelEntry[], params: unknown, options: PlanOptions): Plan {
  const request = readHead(entries, params);
  const named = modelAt(entries, { ...request, allowRetired: options.allowRetired });
  const { entry } = named;
  refuseRetired(entry, options);

  const laid = layOut(request, entry);
  const { form, certain, faults: selectorFaults } = chooseForm(named, laid);
  const { input, faults: found, written } = readFields(form, meantFor(form, entry, laid.raw ?? {}));
  const inner = laid.raw === undefined ? [] : found;
  const at = (path: readonly PropertyKey[]): string => laid.base + written(path);
  const counted = certain ? inner : faultsInDoubt(entry, inner);
  const faults = [
    ...laid.faults,
    ...selectorFaults,
    ...counted.map((fault) => ({ ...fault, path: laid.base + fault.path })),
  ];
  refuseAny(faults);
  refuseAny(sizeFaults(input, at));

  const files = Object.entries(input).flatMap(([name, value]) => filesIn(form.fields[name], value, [name]));
  refuseAny(files.flatMap((file) => fileFault(file).map((message) => ({ path: at(file.path), message }))));
  const parent = parentIn(form, input, at);
  const jobs = form.jobsField === undefined ? 1 : Number(input[form.jobsField] ?? 1);
  const seeds = siblingSeeds(form, input, jobs);
  return {
    service: entry.service,
    model: entry.id,
    wireModel: form.wire,
    dialect: entry.dialect,
    media: form.media,
    input: without(input, form.jobsField, parent?.field),
    jobs,
    ...(seeds === undefined ? {} : { seeds }),
    estimate: estimateOf(form.price, input, form.fields) * jobs,
    ...(isUnpriced(form.price)
      ? { unpriced: true, held: fromCredits(form.price.held ?? LEAST_HELD) * jobs }
      : {}),
    timing: form.timing ?? entry.timing,
    inputUrls: files.map(({ path, url, field }) => ({ path: at(path), url, ...limitsOf(field) })),
    ...(parent === undefined ? {} : { parent }),
    ...deprecationOf(entry),
  };
}
