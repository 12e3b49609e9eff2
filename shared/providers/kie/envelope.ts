import * as z from 'zod';
import { withoutTokens } from '#domain/tasks/callback-address.ts';
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

/** A code as a number or as digits. A code in words is one of the words: the status counts. */
const code = z
  .union([
    z.int(),
    z
      .string()
      .trim()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);
const envelope = z.record(z.string(), z.unknown());

/** The members that say in words what became of a call. */
const wordNames = ['msg', 'message', 'error', 'errorMessage', 'error_message', 'detail', 'failMsg', 'reason'];
/** … and why a job has failed. */
const failureNames = [
  'failMsg',
  'errorMessage',
  'failReason',
  'fail_reason',
  'failureReason',
  'errorMsg',
  'error_msg',
];

const bestWords = ['en', ...wordNames];

/** What a member says in words: some services say it in several languages, by name of the language, with a code, or in a list. */
function wordsIn(said: unknown): string {
  if (typeof said === 'string') return said;
  if (typeof said === 'number' || typeof said === 'boolean') return String(said);
  if (Array.isArray(said))
    return said
      .map((one) => (typeof one === 'string' ? one : ''))
      .filter((one) => one.trim() !== '')
      .join('; ');
  if (typeof said !== 'object' || said === null) return '';
  const texts = Object.entries(said).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const best = bestWords.flatMap((name) => texts.filter(([other]) => other === name));
  const [said1] = [...best, ...texts];
  return said1?.[1] ?? '';
}

/** What an answer says in words, a code of words before its message. */
function messageOf(body: Readonly<Record<string, unknown>>, isCodeRead: boolean): string {
  const message = wordNames.map((name) => wordsIn(body[name])).find((words) => words.trim() !== '') ?? '';
  const spoken = isCodeRead || typeof body['code'] !== 'string' ? '' : body['code'];
  return [spoken, message].filter((words) => words !== '').join(': ');
}

/** What a record says in words of a job that has failed; '' where it says nothing. */
export const failureWords = (record: Readonly<Record<string, unknown>>): string =>
  [...failureNames, ...wordNames].map((name) => wordsIn(record[name])).find((words) => words.trim() !== '') ??
  '';

const LONGEST_MESSAGE = 500;

/**
 * One line of bounded length: a stranger's words, fit to be stored and shown. What is looked at is a few times longer than
 * what is kept, because blanks that follow each other become one.
 */
export function oneLine(text: string, most = LONGEST_MESSAGE): string {
  const plain = withoutTokens(text.slice(0, most * 8)).replaceAll(/[\s\p{Cc}]+/gu, ' ');
  return cutTo(plain.trim(), most);
}

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
  const parsed = parseJson(text);
  // Some encode an answer twice.
  const read = envelope.safeParse(typeof parsed === 'string' ? parseJson(parsed) : parsed);
  if (!read.success) return { type: 'unreadable', status };
  const body = read.data;
  const told = code.parse(body['code']);
  const message = oneLine(messageOf(body, told !== undefined));
  return { type: 'read', code: told ?? status, message, data: body['data'], body };
}
