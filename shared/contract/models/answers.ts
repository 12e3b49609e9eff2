import * as z from 'zod';
import type {
  ModelSummary,
  PublicForm,
  PublicModel,
  PublicPrice,
  PublicTier,
} from '#providers/catalog/describe.ts';
import type { PublicFileInput } from '#providers/catalog/describe-files.ts';
import type { Capability, LifecycleFacts, PriceExtra, Times } from '#providers/catalog/entry.ts';
import type { Lifecycle, Media } from '#providers/catalog/model.ts';
import { services } from '#providers/services.ts';
import { nextCursor, words, type Members, type Shown } from '../wire/members.ts';

export const mediaWord = words<Media>({ image: 'pictures', video: 'films', audio: 'sounds' });
export const serviceWord = words<string>(
  Object.fromEntries(services.map(({ name, title }) => [name, title])),
);
export const lifecycleWord = words<Lifecycle>({
  active: 'in service',
  beta: 'in service, may still change',
  deprecated: 'in service until its sunset',
  retired: 'gone; creating with it is refused with 410',
  unavailable: 'known, but cannot be called',
});
export const capabilityWord = words<Capability>({
  'text-to-image': 'a picture from words',
  'image-to-image': 'a picture from a picture',
  'text-to-video': 'a film from words',
  'image-to-video': 'a film from a picture',
  'video-to-video': 'a film from a film',
  'audio-to-video': 'a film that follows a sound',
  'text-to-audio': 'speech, music or sound from words',
  'audio-to-audio': 'a sound from a sound',
  'first-and-last-frame': 'a film between two pictures',
  'reference-images': 'pictures of what should appear',
  'style-reference': 'a picture of how it should look',
  mask: 'changes within a mask',
  'follow-up': 'goes on from an earlier task',
  sound: 'a film with sound',
  'negative-prompt': 'words for what to avoid',
  seed: 'repeats a result as far as it can',
  batch: 'several results for one request',
  watermark: 'a text laid over the result',
  callback: 'the provider reports back by itself',
});

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const count = z.object({ min: z.number().exactOptional(), max: z.number().exactOptional() });
const test = z.union([scalar, z.array(scalar), z.object({ count }), z.object({ given: z.boolean() })]);
const date = z.iso.date();

const times = z.object({
  field: z.string(),
  by: z.enum(['value', 'items', 'characters']),
  per: z.union([z.number(), z.string()]).describe('Divided by this, or by that field.').exactOptional(),
  member: z.string().describe('In a list of groups: the member that counts.').exactOptional(),
  beyond: z.number().describe('So many are free.').exactOptional(),
} satisfies Members<Times>);

const tier = z.object({
  when: z.record(z.string(), test).exactOptional(),
  credits: z.number(),
  usd: z.number(),
  assumed: z.number().describe('Units assumed on top, of which only a file can tell.').exactOptional(),
} satisfies Members<PublicTier>);

const price = z.object({
  unit: z.string().describe('What the credits buy.'),
  tiers: z.array(tier).describe('The first tier whose condition holds. None at all: no price is known.'),
  times: times.describe('The field that multiplies the tier.').exactOptional(),
  extras: z
    .array(z.object({ unit: z.string(), credits: z.number(), times } satisfies Members<PriceExtra>))
    .describe('What input costs besides.')
    .exactOptional(),
  assumed: z.number().describe('How many units are assumed where the request does not say.').exactOptional(),
  held: z
    .number()
    .describe('Where no price is known: what is held of a budget for one call, the dearest of its family.')
    .exactOptional(),
  until: date.describe('The last day of a promotion; the price after it is not known.').exactOptional(),
  source: z.string(),
  date,
} satisfies Members<PublicPrice>);

const fileInput = z.object({
  field: z.string(),
  required: z.boolean(),
  maxFiles: z.int().describe('Absent: as many as you like.').exactOptional(),
  accept: z
    .array(z.string())
    .describe('Media types, or `image/*` for all of a kind; empty: whatever can be uploaded.'),
  maxBytes: z.int().describe('Absent: what any file of its kind may have.').exactOptional(),
} satisfies Members<PublicFileInput>);

const form = z.object({
  wireId: z.string().describe('What the provider calls it. Also works as `model`.'),
  title: z.string(),
  media: mediaWord,
  price,
  rules: z.array(z.string()).describe('What fields ask of one another.'),
  files: z.array(fileInput).describe('The fields that take files; those within groups are not among them.'),
  example: z.record(z.string(), z.unknown()).describe('An input that works.'),
} satisfies Members<PublicForm>);

const lifecycle = z.object({
  status: lifecycleWord,
  reason: z.string().exactOptional(),
  deprecatedAt: date.exactOptional(),
  sunset: date.exactOptional(),
  successor: z.string().describe('The model to use instead.').exactOptional(),
} satisfies Members<LifecycleFacts>);

const summaryMembers = {
  id: z.string(),
  aliases: z.array(z.string()),
  title: z.string(),
  vendor: z.string(),
  service: serviceWord,
  media: z.array(mediaWord),
  status: lifecycleWord,
  wireIds: z.array(z.string()),
  forms: z.array(form).describe('The forms in which the provider has it; empty where it cannot be called.'),
  capabilities: z.array(capabilityWord),
  limits: z.object({
    maxJobs: z.int().describe('Most paid calls of one task.'),
    deadlineSeconds: z.number().describe('A task of this model has ended by then.'),
  } satisfies Members<PublicModel['limits']>),
  expectedSeconds: z.number(),
  lifecycle,
  source: z.object({ url: z.string(), date } satisfies Members<PublicModel['source']>),
  example: z.record(z.string(), z.unknown()).describe('`providerParams` that work.').exactOptional(),
};

/** A model as the list shows it. */
export const modelSummaryView = z.object(summaryMembers satisfies Members<ModelSummary>).meta({
  id: 'ModelSummary',
  description: 'A model without its input schema.',
}) satisfies z.ZodType<ModelSummary>;

/** A model, whole. */
export const modelView = z
  .object({
    ...summaryMembers,
    inputSchema: z
      .record(z.string(), z.unknown())
      .describe('JSON Schema 2020-12 of `providerParams`. Absent where the model cannot be called.')
      .exactOptional(),
  } satisfies Members<PublicModel>)
  .meta({
    id: 'Model',
    description: 'A model with everything known about it.',
  }) satisfies z.ZodType<PublicModel>;

/** One page of models. */
export const modelListView = z
  .object({ items: z.array(modelSummaryView), nextCursor })
  .meta({ id: 'ModelList', description: 'One page of models, in the order of the catalogue.' });

/** Which service offers which model. */
export const compatibilityView = z
  .object({
    services: z.array(z.string()),
    models: z.array(z.object({ id: z.string(), services: z.record(z.string(), lifecycleWord) })),
  })
  .meta({ id: 'Compatibility' });

export type CompatibilityView = Shown<typeof compatibilityView>;
