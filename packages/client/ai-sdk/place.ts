import type { SharedV4Warning } from '@ai-sdk/provider';
import { localError } from '../error.ts';
import { inputSchemas } from '../model-input.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Something that is asked for in the SDK's terms: the names that models have for it, and the value in the forms that they take. */
export interface Wish {
  readonly feature: string;
  readonly names: readonly string[];
  /** The first that fits is taken. */
  readonly forms: readonly unknown[];
  /** Where it has no place: an error, as it would be paid for without what matters; else a warning. */
  readonly isNeeded?: boolean;
  /** It has no place where it does not fit; else the API says what the field takes. */
  readonly mustFit?: boolean;
}

export interface Placed {
  readonly input: Fields;
  readonly warnings: SharedV4Warning[];
}

/** The fields of a model by name, in whichever of its forms they are. */
export const fieldsOf = (order: unknown): Fields =>
  Object.assign(
    {},
    ...inputSchemas(order)
      .map(({ properties }) => properties)
      .toReversed(),
  ) as Fields;

/** Puts each wish into the field that the model has for it. What the caller has filled in himself stays. */
export function place(model: string, fields: Fields, wishes: readonly Wish[]): Placed {
  const input: Record<string, unknown> = {};
  const warnings: SharedV4Warning[] = [];
  for (const wish of wishes) {
    const found = placeOf(fields, wish);
    if (found !== undefined) input[found.name] = found.value;
    else if (wish.isNeeded === true)
      throw localError('validation_failed', `${model} has no field for ${wish.feature}.`);
    else
      warnings.push({ type: 'unsupported', feature: wish.feature, details: `${model} has no field for it.` });
  }
  return { input, warnings };
}

function placeOf(
  fields: Fields,
  { names, forms, mustFit }: Wish,
): { name: string; value: unknown } | undefined {
  const known = names.filter((name) => Object.hasOwn(fields, name));
  const pairs = known.flatMap((name) => forms.map((value) => ({ name, value })));
  const fitting = pairs.find(({ name, value }) => fits(fields[name], value));
  return fitting ?? (mustFit === true ? undefined : pairs[0]);
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const listIn = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? (value as unknown[]) : undefined;

/** Whether a field takes a value, as far as its kind, its choices and its bounds tell. */
function fits(schema: unknown, value: unknown): boolean {
  if (!isFields(schema)) return false;
  const { type } = schema;
  if (Array.isArray(value) || type === 'array') return isList(schema, value);
  const choices = listIn(schema['enum']);
  if (choices !== undefined) return choices.includes(value);
  if (type === 'string') return typeof value !== 'number' && typeof value !== 'boolean';
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'integer' || type === 'number') return isWithin(schema, value);
  return (listIn(schema['anyOf']) ?? []).some((arm) => fits(arm, value));
}

const isList = ({ type, maxItems }: Fields, value: unknown): boolean =>
  type === 'array' && Array.isArray(value) && value.length <= Number(maxItems ?? value.length);

const isWithin = ({ type, minimum, maximum }: Fields, value: unknown): boolean =>
  typeof value === 'number' &&
  (type !== 'integer' || Number.isInteger(value)) &&
  value >= Number(minimum ?? value) &&
  value <= Number(maximum ?? value);

/** How many a model makes in one order: 1 where it has no field for it. Beyond four some ask for more than a number. */
export function mostIn(fields: Fields, names: readonly string[]): number {
  const schema = names.map((name) => fields[name]).find((one) => one !== undefined);
  const counts = [1, 2, 3, 4];
  const numbers = counts.filter((count) => fits(schema, count));
  const texts = counts.filter((count) => fits(schema, String(count)));
  return Math.max(1, ...(numbers.length > 0 ? numbers : texts));
}
