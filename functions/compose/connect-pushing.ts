import { LambdaClient } from '@aws-sdk/client-lambda';
import type { PushOrder } from '#actions/live/push-events.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import { readSettings } from './settings.ts';

/** What hands feeds over to the function that pushes them: it goes on at once. */
export function connectPushing(): (order: PushOrder) => Promise<void> {
  const { PUSH_FUNCTION } = readSettings('PUSH_FUNCTION');
  const pusher = calledFunction(new LambdaClient({ maxAttempts: 3 }), PUSH_FUNCTION);
  return (order) => pusher.callLater(order);
}
