import * as z from 'zod';
import { MOST_ADDRESS_CHARS, webAddressForm } from '#domain/files/input-ref.ts';
import type { Field, Fields, FileField, ListField, NumberField, TextField } from './entry.ts';

/**
 * `strict` judges a request in canonical spelling; `tolerant` describes all that is taken, for documentation, with the
 * words of a glossary for fields that do not describe themselves.
 */
export type Reading = 'strict' | { readonly tolerant: Readonly<Record<string, string>> };

const isTolerant = (reading: Reading): boolean => reading !== 'strict';
const webAddress = z.url({ protocol: /^https?$/, hostname: /./ });
const uploadId = /^[0-9a-f]{32}$/;

/** The address of a file, or the id of an upload of ours. */
const fileAddress = z
  .string()
  .max(MOST_ADDRESS_CHARS)
  .superRefine((text, context) => {
    if (uploadId.test(text) || webAddress.safeParse(text).success) return;
    context.addIssue({ code: 'invalid_format', format: 'url', input: text });
  })
  .meta({
    anyOf: [
      { type: 'string', format: 'uri', pattern: webAddressForm.source },
      { type: 'string', pattern: uploadId.source },
    ],
  });
/** How long a text may be where the provider's page names no limit, in characters: what most that name one are below. */
const USUAL_TEXT_CHARS = 20_000;
/** How long any text may be, whatever the page says: a task has to hold it, as asked and as sent. */
const MOST_TEXT_CHARS = 100_000;

/** The most characters that a text field takes. */
export const longestText = ({ maxLength = USUAL_TEXT_CHARS }: Pick<TextField, 'maxLength'>): number =>
  Math.min(maxLength, MOST_TEXT_CHARS);

/** No text, which has a fault of its own, or one with more than blanks in it: blanks alone say nothing, and would be paid. */
const NOT_BLANK = /^$|\S/;

const taskId = z.string().regex(/^[0-9a-f]{32}$/, { error: 'must be the id of a task of ours' });

function choiceSchema(field: TextField, choices: readonly string[], reading: Reading): z.ZodType {
  if (!isTolerant(reading)) return z.enum([...choices, ...(field.also ?? [])]);
  const words = z.enum(choices);
  return field.alsoAs ? z.union([words, z.literal(choices.map(Number).filter(Number.isFinite))]) : words;
}

function textSchema(field: TextField, reading: Reading): z.ZodType {
  if (field.enum) return choiceSchema(field, field.enum, reading);
  const least = field.minLength ?? (field.required ? 1 : 0);
  let text = least > 0 ? z.string().min(least) : z.string();
  if (least > 0) text = text.regex(isTolerant(reading) ? /\S/ : NOT_BLANK, { error: 'must not be empty' });
  text = text.max(longestText(field));
  if (field.pattern !== undefined) text = text.regex(new RegExp(field.pattern, 's'));
  return isTolerant(reading) && field.alsoAs ? z.union([text, z.number()]) : text;
}

function fileSchema({ schemes = [] }: FileField): z.ZodType {
  if (schemes.length === 0) return fileAddress;
  return z.union([fileAddress, z.string().regex(new RegExp(`^(${schemes.join('|')})://\\S+$`))]);
}

function rangeSchema(field: NumberField): z.ZodType {
  let range = field.type === 'integer' ? z.int() : z.number();
  if (field.min !== undefined) range = range.min(field.min);
  if (field.max !== undefined) range = range.max(field.max);
  return field.special ? z.union([range, z.literal([...field.special])]) : range;
}

/** Numbers in quotes; that they keep to the range, a pattern cannot say. */
const inQuotes = { integer: /^-?\d+$/, number: /^-?\d+(\.\d+)?$/ } as const;

function numberSchema(field: NumberField, reading: Reading): z.ZodType {
  const number = field.enum ? z.literal([...field.enum]) : rangeSchema(field);
  if (!isTolerant(reading) || !field.alsoAs) return number;
  return z.union([
    number,
    field.enum ? z.enum(field.enum.map(String)) : z.string().regex(inQuotes[field.type]),
  ]);
}

function listSchema(field: ListField, name: string, reading: Reading): z.ZodType {
  let list = z.array(bareSchema(field.items, name, reading));
  const least = field.minItems ?? (field.required ? 1 : 0);
  if (least > 0) list = list.min(least);
  return field.maxItems === undefined ? list : list.max(field.maxItems);
}

function bareSchema(field: Field, name: string, reading: Reading): z.ZodType {
  switch (field.type) {
    case 'string':
      return textSchema(field, reading);
    case 'file':
      return fileSchema(field);
    case 'parent':
      return taskId;
    case 'number':
    case 'integer':
      return numberSchema(field, reading);
    case 'boolean':
      return isTolerant(reading) ? z.union([z.boolean(), z.enum(['true', 'false'])]) : z.boolean();
    case 'list':
      return listSchema(field, name, reading);
    case 'group':
      return fieldsSchema(field.fields, reading);
  }
}

/** The words for a field: its own, or those of the glossary for its name. */
export const wordsFor = (field: Field, name: string, glossary: Readonly<Record<string, string>>): string =>
  field.description ?? glossary[name] ?? '';

function fieldSchema(field: Field, name: string, reading: Reading): z.ZodType {
  const bare = bareSchema(field, name, reading);
  const described = reading === 'strict' ? bare : bare.describe(wordsFor(field, name, reading.tolerant));
  if ('default' in field && field.default !== undefined) return described.default(field.default);
  const isOptional = !field.required || field.absentOk;
  const mayBeAbsent = isOptional || (isTolerant(reading) && field.spellings !== undefined);
  return mayBeAbsent ? described.optional() : described;
}

function otherSpellings(name: string, field: Field, reading: Reading): [string, z.ZodType][] {
  return (field.spellings ?? []).map(({ name: other, single }) => {
    const meant = single && field.type === 'list' ? field.items : field;
    const schema = bareSchema(meant, name, reading).optional();
    return [other, schema.meta({ description: `Another spelling of ${name}.`, deprecated: true })];
  });
}

/** The properties of a set of fields, for a schema to be built of. */
export function shapeOf(fields: Fields, reading: Reading): Record<string, z.ZodType> {
  const entries = Object.entries(fields).flatMap(([name, field]): [string, z.ZodType][] => [
    [name, fieldSchema(field, name, reading)],
    ...(isTolerant(reading) ? otherSpellings(name, field, reading) : []),
  ]);
  return Object.fromEntries(entries);
}

/** An object of these fields and of nothing else. */
export const fieldsSchema = (fields: Fields, reading: Reading): z.ZodObject =>
  z.strictObject(shapeOf(fields, reading));
