import { problemOf } from '#contract/wire/problem.ts';
import type { Failure } from '#domain/error.ts';
import { logAccident, logBusy } from '../compose/cloud-log.ts';
import type { Middleware } from './api-call.ts';
import { failureOf } from './failure-of.ts';
import { resultOf, type HttpResponse } from './response.ts';

function refusal(failure: Failure | undefined, requestId: string): HttpResponse {
  const problem = problemOf(failure, requestId);
  const { retryAfterSeconds: retryAfter, headers } = failure?.details ?? {};
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      ...headers,
    },
    body: problem,
  };
}

/** Answers every error as problem+json (RFC 9457). A fault of ours is logged, and says nothing about our insides. */
export const problem: Middleware = {
  onError: (call) => {
    const { requestId } = call.event.requestContext;
    const failure = failureOf(call.error);
    if (failure === undefined) logAccident(call.error, requestId);
    else if (failure.code === 'busy') logBusy(failure, requestId);
    call.response = resultOf(refusal(failure, requestId), requestId);
  },
};
