import * as z from 'zod';

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Reads a foreign value as JSON, or throws. */
export const jsonValue: z.ZodType<Json> = z.json();

/** What Step Functions allows for an input, an argument, a result or an output. */
export const PAYLOAD_LIMIT = 262_144;

/** True when a value, written down, exceeds the payload limit. */
export function tooLarge(value: Json): boolean {
  return Buffer.byteLength(JSON.stringify(value)) > PAYLOAD_LIMIT;
}

/** True for a JSON object (not an array, not null). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const OPEN = '{%';
const CLOSE = '%}';

/** The JSONata inside `{% … %}`, or undefined when the text is a plain literal. */
export function expressionIn(text: string): string | undefined {
  const marked = text.startsWith(OPEN) && text.endsWith(CLOSE) && text.length >= OPEN.length + CLOSE.length;
  return marked ? text.slice(OPEN.length, -CLOSE.length).trim() : undefined;
}

/** True for a text that opens or closes an expression without doing both, which AWS refuses. */
export function isHalfMarked(text: string): boolean {
  return (text.startsWith(OPEN) || text.endsWith(CLOSE)) && expressionIn(text) === undefined;
}
