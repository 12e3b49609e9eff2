import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** What the provider's pages say about one input field. */
export interface Field {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  required?: boolean | undefined;
  /** Documented as required, yet calls without it are known to pass. */
  absentOk?: boolean | undefined;
  enum?: (string | number | boolean)[] | undefined;
  lists?: string[] | undefined;
  min?: number | undefined;
  max?: number | undefined;
  special?: number[] | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  pattern?: string | undefined;
  default?: unknown;
  url?: boolean | undefined;
  item?: Field | undefined;
  fields?: Record<string, Field> | undefined;
}

const field: z.ZodType<Field> = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']),
  required: z.boolean().optional(),
  absentOk: z.boolean().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
  lists: z.array(z.string()).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  special: z.array(z.number()).optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  pattern: z.string().optional(),
  default: z.unknown().optional(),
  url: z.boolean().optional(),
  item: z.lazy(() => field).optional(),
  fields: z.lazy(() => z.record(z.string(), field)).optional(),
});

const price = z.object({
  credits: z.number(),
  per: z.enum([
    'image',
    'inputImage',
    'megapixel',
    'job',
    'second',
    'secondInOut',
    'inputSecond',
    'inputMinute',
    'thousandCharacters',
    'inputToken',
    'outputToken',
  ]),
  if: z.record(z.string(), z.array(z.string())).optional(),
  /** Holds only with (true) or without (false) an input video. */
  video: z.boolean().optional(),
  free: z.number().optional(),
  upTo: z.number().optional(),
  seconds: z.number().optional(),
  note: z.string().optional(),
});

const model = z.object({
  id: z.string(),
  title: z.string(),
  vendor: z.string(),
  media: z.enum(['image', 'video', 'audio']),
  family: z.enum(['jobs', 'veo', 'mj', 'other']),
  status: z.enum(['listed', 'unlisted', 'legacy', 'removed']),
  result: z.string(),
  path: z.string().optional(),
  input: z.record(z.string(), field),
  oneOf: z.array(z.array(z.string())).optional(),
  prices: z.array(price),
});

/** One price rule: so many credits per unit, under conditions. */
export type Price = z.infer<typeof price>;
/** One model as the simulator knows it. */
export type ModelFacts = z.infer<typeof model>;

function lines(name: string): unknown[] {
  const text = readFileSync(new URL(`./facts/${name}`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

const list = z.object({ name: z.string(), values: z.array(z.string()) });

/** Every model, in the order of the provider's list. */
export const models: readonly ModelFacts[] = lines('models.jsonl').map((line) => model.parse(line));

const byId = new Map(models.map((entry) => [entry.id, entry]));

/**
 * A provider gets new models while it runs: from now on every simulator of this process makes this one too. In its list it
 * stands where the knob `listedToo` says so. Throws a zod error for facts that are none.
 */
export function learn(facts: unknown): ModelFacts {
  const learned = model.parse(facts);
  byId.set(learned.id, learned);
  return learned;
}

const lists = new Map(lines('lists.jsonl').map((line) => [list.parse(line).name, list.parse(line).values]));

/** The facts of one model, if there is such a model. */
export const modelNamed = (id: string): ModelFacts | undefined => byId.get(id);

/** The long value lists (voices, languages) that several fields share. */
export const listNamed = (name: string): readonly string[] => lists.get(name) ?? [];
