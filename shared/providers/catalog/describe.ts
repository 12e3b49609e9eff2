import * as z from 'zod';
import { toUsd, fromCredits } from '#domain/money/money.ts';
import { shapeOf, type Reading } from './compile.ts';
import type { Capability, Fields, Form, LifecycleFacts, ModelEntry, PriceRule, PriceTier } from './entry.ts';
import { fileInputsOf, type PublicFileInput } from './describe-files.ts';
import { allOf, conditionsOf, type SchemaPart } from './describe-rules.ts';
import { exampleOf } from './example.ts';
import { glossary } from './glossary.ts';
import { mergedFields } from './merge.ts';
import type { Lifecycle, Media } from './model.ts';

/** One request form: `model` is the name that chooses it. */
export interface RequestSchema {
  readonly model: string;
  readonly service: string;
  readonly schema: z.ZodObject | z.ZodDiscriminatedUnion;
  readonly example: Readonly<Record<string, unknown>>;
}

export interface PublicTier extends PriceTier {
  readonly usd: number;
}

export interface PublicPrice extends PriceRule {
  readonly tiers: readonly PublicTier[];
}

export interface PublicForm {
  readonly wireId: string;
  readonly title: string;
  readonly media: Media;
  readonly price: PublicPrice;
  readonly rules: readonly string[];
  /** The fields that take files; those within groups are not among them. */
  readonly files: readonly PublicFileInput[];
  readonly example: Readonly<Record<string, unknown>>;
}

/** A model as discovery shows it. */
export interface PublicModel {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly vendor: string;
  readonly service: string;
  readonly media: readonly Media[];
  readonly status: Lifecycle;
  readonly wireIds: readonly string[];
  /** JSON Schema 2020-12 of `providerParams`; absent for a model that cannot be called. */
  readonly inputSchema?: Readonly<Record<string, unknown>>;
  readonly forms: readonly PublicForm[];
  readonly capabilities: readonly Capability[];
  readonly limits: { readonly maxJobs: number; readonly deadlineSeconds: number };
  readonly expectedSeconds: number;
  readonly lifecycle: LifecycleFacts;
  readonly source: ModelEntry['source'];
  readonly example?: Readonly<Record<string, unknown>>;
}

export type ModelSummary = Omit<PublicModel, 'inputSchema'>;

const tolerant: Reading = { tolerant: glossary };

type Meta = Parameters<z.ZodObject['meta']>[0] & object;

const together = (conditions: readonly SchemaPart[]): Meta => allOf(conditions);

/** The fields of a model beside `model`, or in `input`, with what is asked of several of them together. */
function inLayout(
  entry: ModelEntry,
  fields: Fields,
  conditions: readonly SchemaPart[],
): { readonly shape: Record<string, z.ZodType>; readonly meta: Meta } {
  const shape = shapeOf(fields, tolerant);
  const meta = together(conditions);
  return entry.shape === 'flat'
    ? { shape, meta }
    : { shape: { input: z.strictObject(shape).meta(meta) }, meta: {} };
}

const namesOf = ({ service, id, aliases }: ModelEntry) => ({
  service: z.literal(service),
  model: z.literal([id, ...aliases]),
});

const schemaOfForm = (entry: ModelEntry, form: Form): z.ZodObject => {
  const { selector } = entry;
  const wire = z.literal(form.wire);
  const chosen = selector && { [selector.field]: selector.default === form.wire ? wire.optional() : wire };
  const { shape, meta } = inLayout(entry, form.fields, conditionsOf(form));
  return z
    .strictObject({ ...namesOf(entry), ...chosen, ...shape })
    .meta({ ...meta, description: form.title });
};

/** What every form asks for, whichever is meant. */
function commonConditions([first, ...others]: readonly Form[]): readonly SchemaPart[] {
  if (first === undefined) return [];
  const known = others.map((form) => new Set(conditionsOf(form).map((part) => JSON.stringify(part))));
  return conditionsOf(first).filter((part) => known.every((all) => all.has(JSON.stringify(part))));
}

/** Where what is given chooses the form, no member tells the forms apart: one object has the fields of all. */
function schemaOfAll(entry: ModelEntry, field: string): z.ZodObject {
  const wires = entry.forms.map(({ wire }) => wire);
  const chosen = { [field]: z.enum(wires).describe('Which form is meant; follows from what is given.') };
  const fields = mergedFields(entry.forms.map((form) => form.fields));
  const { shape, meta } = inLayout(entry, fields, commonConditions(entry.forms));
  return z
    .strictObject({ ...namesOf(entry), ...z.object(chosen).partial().shape, ...shape })
    .meta({ ...meta, description: entry.title });
}

const exampleOfForm = (entry: ModelEntry, form: Form): Readonly<Record<string, unknown>> => ({
  service: entry.service,
  model: entry.id,
  ...(entry.selector && { [entry.selector.field]: form.wire }),
  ...(entry.shape === 'flat' ? exampleOf(form) : { input: exampleOf(form) }),
});

function schemaByPublicName(entry: ModelEntry): RequestSchema['schema'] {
  const { selector } = entry;
  if (selector?.by !== undefined) return schemaOfAll(entry, selector.field);
  const [one, ...more] = entry.forms.map((form) => schemaOfForm(entry, form));
  if (one === undefined) throw new Error(`${entry.id} has no form`);
  return selector && more.length > 0 ? z.discriminatedUnion(selector.field, [one, ...more]) : one;
}

const byPublicName = (entry: ModelEntry, first: Form): RequestSchema => ({
  model: entry.id,
  service: entry.service,
  schema: schemaByPublicName(entry),
  example: exampleOfForm(entry, first),
});

const byWireName = (entry: ModelEntry, form: Form): RequestSchema => ({
  model: form.wire,
  service: entry.service,
  schema: z
    .strictObject({
      service: z.literal(entry.service),
      model: z.literal(form.wire),
      input: z.strictObject(shapeOf(form.fields, tolerant)).meta(together(conditionsOf(form))),
    })
    .describe(form.title),
  example: { service: entry.service, model: form.wire, input: exampleOf(form) },
});

const requests = new WeakMap<ModelEntry, readonly RequestSchema[]>();

/** The forms in which a model may be asked for: by its public name, and by each wire id. Compiled once, when first asked for. */
export function describeRequests(entry: ModelEntry): readonly RequestSchema[] {
  const known = requests.get(entry);
  if (known) return known;
  const [first] = entry.forms;
  const made =
    first === undefined
      ? []
      : [
          byPublicName(entry, first),
          ...entry.forms.filter(({ wire }) => wire !== entry.id).map((form) => byWireName(entry, form)),
        ];
  requests.set(entry, made);
  return made;
}

const publicPrice = ({ tiers, ...price }: PriceRule): PublicPrice => ({
  ...price,
  tiers: tiers.map((tier) => ({ ...tier, usd: toUsd(fromCredits(tier.credits)) })),
});

const publicForm = (form: Form): PublicForm => ({
  wireId: form.wire,
  title: form.title,
  media: form.media,
  price: publicPrice(form.price),
  rules: [
    ...[...(form.rules ?? []), ...(form.totals ?? [])].map(({ at, message }) => `${at}: ${message}`),
    ...(form.spans ?? []).map(({ list, to, message }) => `${list}, ${to}: ${message}`),
  ],
  files: fileInputsOf(form.fields),
  example: exampleOf(form),
});

function maxJobsOf({ forms }: ModelEntry): number {
  const counts = forms.map(({ jobsField, fields }) => {
    const field = jobsField === undefined ? undefined : fields[jobsField];
    return field?.type === 'integer' ? (field.max ?? 1) : 1;
  });
  return Math.max(1, ...counts);
}

/** What lists show of a model: all but its schema, so that nothing is compiled for it. */
export function summarizeModel(entry: ModelEntry): ModelSummary {
  const [first] = entry.forms;
  const { id, aliases, title, vendor, service, media, capabilities, lifecycle, source, timing, forms } =
    entry;
  return {
    ...{
      id,
      aliases,
      title,
      vendor,
      service,
      media,
      status: lifecycle.status,
      capabilities,
      lifecycle,
      source,
    },
    wireIds: forms.map(({ wire }) => wire),
    forms: forms.map(publicForm),
    limits: { maxJobs: maxJobsOf(entry), deadlineSeconds: timing.deadlineSeconds },
    expectedSeconds: timing.expectedSeconds,
    ...(first && { example: exampleOfForm(entry, first) }),
  };
}

/** What discovery shows of a model, derived from its entry alone. */
export function describeModel(entry: ModelEntry): PublicModel {
  const [request] = describeRequests(entry);
  const schema = request && { inputSchema: z.toJSONSchema(request.schema, { io: 'input' }) };
  return { ...summarizeModel(entry), ...schema };
}
