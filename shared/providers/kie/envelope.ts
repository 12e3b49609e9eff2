import * as z from 'zod';
import { cutTo } from '#domain/text.ts';

/** An answer of the API host, unwrapped. The body's `code` is the true status; HTTP says 200 to nearly everything. */
export type Envelope =
  | {
      readonly type: 'read';
      readonly code: number;
      readonly message: string;
      readonly data: unknown;
      /** The whole answer. */
      readonly body: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'unreadable'; readonly status: number };

/** A code as a number or as digits. Any other says nothing: the status counts. */
const code = z
  .union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)])
  .optional()
  .catch(undefined);
const envelope = z.looseObject({
  code,
  msg: z.unknown().optional(),
  message: z.unknown().optional(),
  data: z.unknown().optional(),
});

/** What an answer says in words: some services say it in several languages, by name of the language. */
function wordsIn(said: unknown): string {
  if (typeof said === 'string') return said;
  if (typeof said !== 'object' || said === null) return '';
  const texts = Object.entries(said).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return (texts.find(([language]) => language === 'en') ?? texts[0])?.[1] ?? '';
}

const LONGEST_MESSAGE = 500;

/** One line of bounded length: a stranger's words, fit to be stored and shown. */
export const oneLine = (text: string): string =>
  cutTo(text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim(), LONGEST_MESSAGE);

const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value;

/** Reads JSON that may not be JSON. Its texts are whole: where one was cut in the middle of a character, a mark stands for the rest. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''), wellFormed) as unknown;
  } catch {
    return undefined;
  }
}

/** Unwraps an answer, whatever its HTTP status; what is no JSON object is unreadable. */
export function readEnvelope(status: number, text: string): Envelope {
  const read = envelope.safeParse(parseJson(text));
  if (!read.success) return { type: 'unreadable', status };
  const { code: told = status, msg, message, data } = read.data;
  return {
    type: 'read',
    code: told,
    message: oneLine(wordsIn(msg) || wordsIn(message)),
    data,
    body: read.data,
  };
}
