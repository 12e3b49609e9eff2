import * as z from 'zod';

/** An answer of the API host, unwrapped. The body's `code` is the true status; HTTP says 200 to nearly everything. */
export type Envelope =
  | { readonly type: 'read'; readonly code: number; readonly message: string; readonly data: unknown }
  | { readonly type: 'unreadable'; readonly status: number };

const envelope = z.looseObject({
  code: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
  msg: z.string().nullish(),
  message: z.string().nullish(),
  data: z.unknown().optional(),
});

const LONGEST_MESSAGE = 500;

/** One line of bounded length: a stranger's words, fit to be stored and shown. */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_MESSAGE);

/** Reads JSON that may not be JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Unwraps an answer, whatever its HTTP status; what is no JSON object is unreadable. */
export function readEnvelope(status: number, text: string): Envelope {
  const read = envelope.safeParse(parseJson(text));
  if (!read.success) return { type: 'unreadable', status };
  const { code = status, msg, message, data } = read.data;
  return { type: 'read', code, message: oneLine(msg ?? message ?? ''), data };
}
