import * as z from 'zod';
import type { Field, Fields, ListField, NumberField, TextField } from './entry.ts';

/** `strict` judges a request in canonical spelling; `tolerant` describes all that is taken, for documentation. */
export type Reading = 'strict' | 'tolerant';

const webAddress = z.url({ protocol: /^https?$/, hostname: /./ });
const uploadId = /^[0-9a-f]{32}$/;

/** The address of a file, or the id of an upload of ours. */
const fileAddress = z
  .string()
  .max(2048)
  .superRefine((text, context) => {
    if (uploadId.test(text) || webAddress.safeParse(text).success) return;
    context.addIssue({ code: 'invalid_format', format: 'url', input: text });
  })
  .meta({ anyOf: [{ format: 'uri' }, { pattern: uploadId.source }] });

function textSchema(field: TextField, reading: Reading): z.ZodType {
  if (field.enum) {
    const values = reading === 'strict' ? [...field.enum, ...(field.also ?? [])] : field.enum;
    const words = z.enum(values);
    return reading === 'tolerant' && field.alsoAs ? z.union([words, z.literal(values.map(Number))]) : words;
  }
  const least = field.minLength ?? (field.required ? 1 : 0);
  let text = least > 0 ? z.string().min(least) : z.string();
  if (field.maxLength !== undefined) text = text.max(field.maxLength);
  if (field.pattern !== undefined) text = text.regex(new RegExp(field.pattern));
  return reading === 'tolerant' && field.alsoAs ? z.union([text, z.number()]) : text;
}

function rangeSchema(field: NumberField): z.ZodType {
  let range = field.type === 'integer' ? z.int() : z.number();
  if (field.min !== undefined) range = range.min(field.min);
  if (field.max !== undefined) range = range.max(field.max);
  return field.special ? z.union([range, z.literal([...field.special])]) : range;
}

function numberSchema(field: NumberField, reading: Reading): z.ZodType {
  const number = field.enum ? z.literal([...field.enum]) : rangeSchema(field);
  return reading === 'tolerant' && field.alsoAs
    ? z.union([number, z.string().regex(/^-?\d+(\.\d+)?$/)])
    : number;
}

function listSchema(field: ListField, reading: Reading): z.ZodType {
  let list = z.array(fieldSchema(field.items, reading));
  const least = field.minItems ?? (field.required ? 1 : 0);
  if (least > 0) list = list.min(least);
  return field.maxItems === undefined ? list : list.max(field.maxItems);
}

function bareSchema(field: Field, reading: Reading): z.ZodType {
  switch (field.type) {
    case 'string':
      return textSchema(field, reading);
    case 'file':
      return fileAddress;
    case 'number':
    case 'integer':
      return numberSchema(field, reading);
    case 'boolean':
      return z.boolean();
    case 'list':
      return listSchema(field, reading);
    case 'group':
      return fieldsSchema(field.fields, reading);
  }
}

/** The schema of one field, with its default and its description. */
export function fieldSchema(field: Field, reading: Reading): z.ZodType {
  const described = bareSchema(field, reading).describe(field.description);
  if ('default' in field && field.default !== undefined) return described.default(field.default);
  const mayBeAbsent = !field.required || (reading === 'tolerant' && field.spellings !== undefined);
  return mayBeAbsent ? described.optional() : described;
}

function otherSpellings(name: string, field: Field): [string, z.ZodType][] {
  return (field.spellings ?? []).map(({ name: other, single }) => {
    const meant = single && field.type === 'list' ? field.items : field;
    const schema = bareSchema(meant, 'tolerant').optional();
    return [other, schema.meta({ description: `Another spelling of ${name}.`, deprecated: true })];
  });
}

/** The properties of a set of fields, for a schema to be built of. */
export function shapeOf(fields: Fields, reading: Reading): Record<string, z.ZodType> {
  const entries = Object.entries(fields).flatMap(([name, field]): [string, z.ZodType][] => [
    [name, fieldSchema(field, reading)],
    ...(reading === 'tolerant' ? otherSpellings(name, field) : []),
  ]);
  return Object.fromEntries(entries);
}

/** An object of these fields and of nothing else. */
export const fieldsSchema = (fields: Fields, reading: Reading): z.ZodObject =>
  z.strictObject(shapeOf(fields, reading));
