import { LambdaClient } from '@aws-sdk/client-lambda';
import type { DeliverOrder } from '#actions/webhooks/deliver-events.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import { readSettings } from './settings.ts';

/** What hands events over to the function that delivers them: it goes on at once. */
export function connectDeliveries(): (order: DeliverOrder) => Promise<void> {
  const { DELIVER_FUNCTION } = readSettings('DELIVER_FUNCTION');
  const deliverer = calledFunction(new LambdaClient({ maxAttempts: 3 }), DELIVER_FUNCTION);
  return (order) => deliverer.callLater(order);
}
