import { findModel } from './catalog.ts';
import type { Field, NumberField } from './entry.ts';

const SEED_NAMES = ['seed', 'seeds'];
const MOST_SEED = 2_147_483_647;

type Params = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Params => typeof value === 'object' && value !== null;

function drawn(field: Field, fraction: number): unknown {
  const range: Partial<NumberField> = field.type === 'integer' || field.type === 'number' ? field : {};
  const { min = 0, max = MOST_SEED } = range;
  const seed = Math.floor(min + fraction * (max - min + 1));
  return field.type === 'string' ? String(seed) : Math.min(max, seed);
}

/** The same request with another seed, within the model's range; as it is where the model takes none. */
export function reseeded(params: Params, fraction: number): Record<string, unknown> {
  const model = typeof params['model'] === 'string' ? findModel(params['model']) : undefined;
  const fields = (model?.forms ?? []).flatMap((form) => Object.entries(form.fields));
  const seed = fields.find(([name]) => SEED_NAMES.includes(name));
  if (seed === undefined) return { ...params };
  const [name, field] = seed;
  const value = drawn(field, fraction);
  const { input } = params;
  return isObject(input) ? { ...params, input: { ...input, [name]: value } } : { ...params, [name]: value };
}
