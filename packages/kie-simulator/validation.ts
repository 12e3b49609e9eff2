import { listNamed, type Field, type ModelFacts } from './facts.ts';

/** What the service answers when it refuses an input: a body code and its text. */
export interface Refusal {
  code: number;
  msg: string;
}

const notAllowed = (name: string): Refusal => ({
  code: 500,
  msg: `${name} is not within the range of allowed options`,
});
const missing = (name: string): Refusal => ({ code: 500, msg: `${name} is required` });

/** Clients send empty values for fields they do not use; the service takes those as absent. */
export const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Two spellings of the same option: 768p and 768P, "5" and 5. */
export const sameOption = (left: unknown, right: unknown): boolean => word(left) === word(right);
const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).toLowerCase()
    : '';

// Motion control and Kling 3.0 pages speak of std and pro, recorded calls say 720p and 1080p.
const modeSynonyms = new Map([
  ['720p', 'std'],
  ['1080p', 'pro'],
]);

function inOptions(name: string, field: Field, value: unknown): boolean {
  const options = [...(field.enum ?? []), ...(field.lists ?? []).flatMap((list) => listNamed(list))];
  if (options.length === 0) return true;
  if (options.some((option) => sameOption(option, value))) return true;
  const synonym = name === 'mode' && typeof value === 'string' ? modeSynonyms.get(value) : undefined;
  return synonym !== undefined && options.includes(synonym);
}

function inRange(field: Field, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (field.special?.includes(value)) return true;
  return value >= (field.min ?? -Infinity) && value <= (field.max ?? Infinity);
}

function numberFits(field: Field, value: unknown): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') return false;
  const amount = Number(value);
  if (field.type === 'integer' && !Number.isInteger(amount)) return false;
  return inRange(field, amount);
}

function textFits(field: Field, value: unknown): boolean {
  // Recordings show a list of one where the page wants a single address.
  const text: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof text === 'number') return field.min === undefined || inRange(field, text);
  if (typeof text !== 'string') return false;
  if ((field.min !== undefined || field.max !== undefined) && !inRange(field, Number(text))) return false;
  return spellingFits(field, text);
}

function spellingFits({ pattern, url, minLength, maxLength }: Field, text: string): boolean {
  if (pattern !== undefined && !new RegExp(pattern, 's').test(text)) return false;
  if (url === true && !/^(https?|asset|oss):\/\//.test(text)) return false;
  return text.length >= (minLength ?? 0) && text.length <= (maxLength ?? Infinity);
}

function checkList(name: string, field: Field, value: unknown): Refusal | undefined {
  if (!Array.isArray(value)) return notAllowed(name);
  if (value.length < (field.minItems ?? 0) || value.length > (field.maxItems ?? Infinity))
    return notAllowed(name);
  const { item } = field;
  if (item === undefined) return undefined;
  return value.map((entry) => checkField(name, { ...item, required: true }, entry)).find(Boolean);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkObject(name: string, field: Field, value: unknown): Refusal | undefined {
  return isRecord(value) ? checkFields(field.fields ?? {}, value) : notAllowed(name);
}

function checkField(name: string, field: Field, value: unknown): Refusal | undefined {
  if (isAbsent(value)) {
    return field.required === true && field.absentOk !== true ? missing(name) : undefined;
  }
  if (!inOptions(name, field, value)) return notAllowed(name);
  switch (field.type) {
    case 'array':
      return checkList(name, field, value);
    case 'object':
      return checkObject(name, field, value);
    case 'boolean':
      return ['true', 'false'].includes(word(value)) ? undefined : notAllowed(name);
    case 'string':
      return textFits(field, value) ? undefined : notAllowed(name);
    default:
      return numberFits(field, value) ? undefined : notAllowed(name);
  }
}

function checkFields(fields: Record<string, Field>, values: Record<string, unknown>): Refusal | undefined {
  for (const [name, field] of Object.entries(fields)) {
    const refusal = checkField(name, field, values[name]);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** The first thing the service would complain about, or nothing. Unknown fields are ignored. */
export function refusalOf(model: ModelFacts, input: Record<string, unknown>): Refusal | undefined {
  const refusal = checkFields(model.input, input);
  if (refusal !== undefined || model.oneOf === undefined) return refusal;
  const gaps = model.oneOf.map((names) => names.find((name) => isAbsent(input[name])));
  const gap = gaps[0];
  return gap === undefined || gaps.includes(undefined) ? undefined : missing(gap);
}
