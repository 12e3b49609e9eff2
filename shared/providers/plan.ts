import * as z from 'zod';
import { Failure } from '#domain/error.ts';
import type { Fault } from '#domain/error.ts';
import type { ModelEntry } from './entry.ts';
import { faultsOf } from './faults.ts';
import { chooseForm, faultsInDoubt, layOut, without } from './layout.ts';
import type { Plan, Service } from './model.ts';
import { modelAt } from './names.ts';
import { pointer } from './pointer.ts';
import { estimateOf } from './price.ts';
import { filesIn, readFields } from './read-input.ts';

export interface PlanOptions {
  readonly allowRetired: boolean;
  readonly now: Date;
}

const services = ['KIE', 'GOOGLE', 'AZURE', 'OPENAI'] as const satisfies readonly Service[];
const head = z.looseObject({ service: z.enum(services), model: z.string().min(1) });

/** An answer stays readable, however much is wrong. */
const MOST_FAULTS = 100;

const refuse = (errors: readonly Fault[]): never => {
  const count = errors.length === 1 ? 'one fault' : `${errors.length} faults`;
  throw new Failure('validation_failed', `The request has ${count}.`, {
    errors: errors.slice(0, MOST_FAULTS),
  });
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
  const { input, faults: found, written } = readFields(form, laid.raw ?? {});
  const inner = laid.raw === undefined ? [] : found;
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
