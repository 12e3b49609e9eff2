import * as z from 'zod';
import { ServiceError } from './failure.ts';
import { jsonValue, PAYLOAD_LIMIT, type Json } from './json.ts';

/** The members several requests share. */
export const arn = z.string().min(1);
export const paging = { maxResults: z.int().min(0).max(1_000).optional(), nextToken: z.string().optional() };
export const reason = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
export const payload = z.string().refine((text) => Buffer.byteLength(text) <= PAYLOAD_LIMIT, {
  error: `must have at most ${String(PAYLOAD_LIMIT)} bytes`,
});

/** Reads JSON that stands as text inside a request, or answers with the given error. */
export function parsed(text: string, errorName: string, prefix: string): Json {
  try {
    return jsonValue.parse(JSON.parse(text));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ServiceError(errorName, `${prefix}: '${message}'`);
  }
}

const NAME_LIMIT = 80;
const forbiddenInNames = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** Refuses what cannot be the name of an execution or a machine. */
export function checkName(name: string): void {
  if (name === '' || name.length > NAME_LIMIT || forbiddenInNames.test(name))
    throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
}
