import { problemOf } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';

/** Bytes that a Lambda event holds; a file within takes a third more, as base64. */
const EVENT_BYTES = 6 * 1024 * 1024;

const detail =
  `A request has to fit into a call of Lambda, ${EVENT_BYTES / 1024 / 1024} MB in all: files in a body to 4 MB. ` +
  'POST /api/v1/uploads gives an address for larger ones';

/** The refusal of a request that does not fit into a call of Lambda, in the form of all our refusals. */
export const tooLarge = (requestId: string): { headers: Record<string, string>; body: string } => {
  const failure = new Failure('payload_too_large', detail, { extra: { presigned: '/api/v1/uploads' } });
  return {
    headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId },
    body: JSON.stringify(problemOf(failure, requestId)),
  };
};
