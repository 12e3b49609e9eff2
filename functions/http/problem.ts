import { problemOf } from '#contract/wire/problem.ts';
import { Failure } from '#domain/error.ts';
import { logAccident } from '../compose/cloud-log.ts';
import type { Middleware } from './api-call.ts';
import { resultOf, type HttpResponse } from './response.ts';

function refusal(error: unknown, requestId: string): HttpResponse {
  const problem = problemOf(error, requestId);
  const retryAfter = error instanceof Failure ? error.details.retryAfterSeconds : undefined;
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: problem,
  };
}

/** Answers every error as problem+json (RFC 9457). What is no `Failure` is logged, and says nothing about our insides. */
export const problem: Middleware = {
  onError: (call) => {
    const { requestId } = call.event.requestContext;
    if (!(call.error instanceof Failure)) logAccident(call.error, requestId);
    call.response = resultOf(refusal(call.error, requestId), requestId);
  },
};
