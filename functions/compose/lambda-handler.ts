import middy from '@middy/core';
import { beginInvocation, endInvocation } from './cloud-log.ts';

/** Names the invocation in its log lines, and writes out what was counted, whether it succeeded or failed. */
const observe: middy.MiddlewareObj = {
  before: ({ context }) => beginInvocation(context),
  after: () => endInvocation(),
  onError: () => endInvocation(),
};

/**
 * The base of every Lambda handler: middlewares around an action. Their `before` run in the order given, their `onError`
 * in the reverse one; `observe` stands first, so it runs last, when all has been counted. `Seen` is what the middlewares
 * make of the event.
 */
export function lambdaHandler<Event, Result, Seen extends Event = Event>(
  action: (event: Seen) => Promise<Result>,
  middlewares: readonly middy.MiddlewareObj<Seen, Result>[] = [],
): (event: Event) => Promise<Result> {
  // middy's own timer is off: it would run beside every invocation, and end it with an error of middy's.
  const handler: unknown = middy<Seen, Result>({ timeoutEarlyInMillis: 0 })
    .use([observe, ...middlewares])
    .handler((event: Seen) => action(event));
  // Its type asks for Lambda's context too, which nothing of ours reads.
  return handler as (event: Event) => Promise<Result>;
}
