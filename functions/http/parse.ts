import { methodsOf } from '#contract/route.ts';
import { Failure } from '#domain/error.ts';
import type { Middleware, ParsedCall } from './api-call.ts';
import type { Operation } from './operation.ts';
import { requestOf } from './request.ts';

/** Reads the request out of the event and finds the operation that serves its route. Throws `not_found` where none does. */
export function parse(operations: readonly Operation[]): Middleware {
  const byRouteKey = new Map(
    operations.flatMap((one) =>
      methodsOf(one.route).map((method): [string, Operation] => [`${method} ${one.route.path}`, one]),
    ),
  );
  return {
    before: ({ event }) => {
      const operation = byRouteKey.get(event.routeKey);
      if (operation === undefined) {
        throw new Failure('not_found', `There is no ${event.requestContext.http.method} ${event.rawPath}`);
      }
      const parsed: ParsedCall = { request: requestOf(event), operation };
      Object.assign(event, parsed);
    },
  };
}
