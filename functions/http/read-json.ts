import * as z from 'zod';
import { requestLimits } from '#contract/wire/limits.ts';
import { plainJson } from '#contract/wire/plain-json.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';
import { withoutNulls } from '#domain/fillers.ts';
import { bodyText } from './body-text.ts';
import type { HttpRequest } from './request.ts';

/**
 * The JSON body in a schema's form. 415 for another content type, 413 over 256 KB, 400 where it is not JSON, 422 where it
 * does not fit or cannot be kept.
 */
export const readJson = <Schema extends z.ZodType>(
  request: HttpRequest,
  schema: Schema,
  mostBytes = requestLimits.bodyBytes,
): z.output<Schema> => readValue(schema, jsonOf(request, mostBytes));

/** The JSON body of a change, in a schema's form: what is null there is to go, and what is absent stays as it is. */
export const readChange = <Schema extends z.ZodType>(
  request: HttpRequest,
  schema: Schema,
): z.output<Schema> => parseOr422(schema, plainJson(jsonOf(request, requestLimits.bodyBytes)));

/** A JSON body whose parts are read one by one, by `readValue`: what is wrong with one of them is said of it alone. */
export const readEnvelope = <Schema extends z.ZodType>(
  request: HttpRequest,
  schema: Schema,
): z.output<Schema> => parseOr422(schema, membersOf(jsonOf(request, requestLimits.bodyBytes)));

/**
 * JSON in a schema's form; what is null is absent, and an empty text where one may be left out and may not be empty.
 * Throws `validation_failed` where it does not fit or cannot be kept.
 */
export const readValue = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> =>
  parseOr422(schema, withoutBlanks(schema, presentIn(plainJson(value))));

/** The same without members that are empty texts, where the schema takes their absence and refuses these. */
function withoutBlanks(schema: z.ZodType, value: unknown): unknown {
  if (!(schema instanceof z.ZodObject)) return value;
  const shape: Readonly<Record<string, z.ZodType | undefined>> = schema.shape;
  const isBlank = (name: string, member: unknown): boolean => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (member !== '' || field === undefined || field.safeParse('').success) return false;
    return z.object({ [name]: field }).safeParse({}).success;
  };
  return membersOf(value, { isAbsent: isBlank });
}

interface Reading {
  readonly isAbsent?: (name: string, member: unknown) => boolean;
  readonly made?: (name: string, member: unknown) => unknown;
}

/** The same without members that are absent (by default: null), and with the others as `made` makes them. */
function membersOf(
  value: unknown,
  { isAbsent = (_name, member) => member === null, made = (_name, member) => member }: Reading = {},
): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([name, member]) => !isAbsent(name, member));
  return Object.fromEntries(members.map(([name, member]) => [name, made(name, member)]));
}

/** Without what is null, however deep; but `metadata` is the caller's own and is given back as it came. */
const presentIn = (value: unknown): unknown =>
  membersOf(value, { made: (name, member) => (name === 'metadata' ? member : withoutNulls(member)) });

function jsonOf(request: HttpRequest, mostBytes: number): unknown {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new Failure('unsupported_media_type', 'Send JSON with "Content-Type: application/json"');
  }
  const coding = request.headers['content-encoding']?.trim() ?? '';
  if (!/^(?:identity)?$/i.test(coding)) {
    throw new Failure(
      'unsupported_media_type',
      `The body is compressed (${coding.slice(0, 40)}): send it as it is`,
    );
  }
  if (request.bytes().length > mostBytes) {
    throw new Failure('payload_too_large', `The body may have ${mostBytes} bytes`);
  }
  return parseJson(bodyText(request));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('malformed_json', `The body is not JSON: ${(cause as Error).message}`, { cause });
  }
}
