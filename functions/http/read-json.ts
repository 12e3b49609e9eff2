import type * as z from 'zod';
import { requestLimits } from '#contract/wire/limits.ts';
import { plainJson } from '#contract/wire/plain-json.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';
import type { HttpRequest } from './request.ts';

/** The JSON body in a schema's form. 415 for another content type, 413 over 256 KB, 400 where it is not JSON, 422 where it does not fit or cannot be kept. */
export function readJson<Schema extends z.ZodType>(
  request: HttpRequest,
  schema: Schema,
  mostBytes = requestLimits.bodyBytes,
): z.output<Schema> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new Failure('unsupported_media_type', 'Send JSON with "Content-Type: application/json"');
  }
  if (Buffer.byteLength(request.body) > mostBytes) {
    throw new Failure('payload_too_large', `The body may have ${mostBytes} bytes`);
  }
  return parseOr422(schema, plainJson(parseJson(request.body)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('malformed_json', `The body is not JSON: ${(cause as Error).message}`, { cause });
  }
}
