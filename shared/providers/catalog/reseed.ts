import type { Field, Form, ModelEntry, NumberField } from './entry.ts';
import { chooseForm, layOut } from './layout.ts';
import { findNamed } from './names.ts';
import { SEED_NAMES } from './sibling-seeds.ts';

const MOST_SEED = 2_147_483_647;

type Params = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Params => typeof value === 'object' && value !== null;

function drawn(field: Field, fraction: number): unknown {
  const range: Partial<NumberField> = field.type === 'integer' || field.type === 'number' ? field : {};
  const { min = 0, max = MOST_SEED } = range;
  const seed = Math.floor(min + fraction * (max - min + 1));
  return field.type === 'string' ? String(seed) : Math.min(max, seed);
}

/** The form that a request means, where it can be told; creating the request says what is wrong with any other. */
function formOf(entries: readonly ModelEntry[], params: Params): Form | undefined {
  const { service, model } = params;
  const there = entries.filter((entry) => entry.service === service && entry.forms.length > 0);
  const named = typeof model === 'string' ? findNamed(there, model) : undefined;
  return named && chooseForm(named, layOut(params, named.entry)).form;
}

/** The same request with another seed, within its form's range; as it is where that form takes none. */
export function reseededFrom(
  entries: readonly ModelEntry[],
  params: Params,
  fraction: number,
): Record<string, unknown> {
  const fields = Object.entries(formOf(entries, params)?.fields ?? {});
  const seed = fields.find(([name]) => SEED_NAMES.includes(name));
  if (seed === undefined) return { ...params };
  const [name, field] = seed;
  const value = drawn(field, fraction);
  const { input } = params;
  return isObject(input) ? { ...params, input: { ...input, [name]: value } } : { ...params, [name]: value };
}
