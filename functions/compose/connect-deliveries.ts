import { LambdaClient } from '@aws-sdk/client-lambda';
import type { DeliverOrder } from '#actions/webhooks/deliver-events.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import { cloudLog } from './cloud-log.ts';
import { readSettings } from './settings.ts';

/** What hands events over to the function that delivers them: it goes on at once. */
export function connectDeliveries(): (order: DeliverOrder) => Promise<void> {
  const { DELIVER_FUNCTION } = readSettings('DELIVER_FUNCTION');
  const deliverer = calledFunction(new LambdaClient({ maxAttempts: 3 }), DELIVER_FUNCTION);
  return (order) => deliverer.callLater(order);
}

/** The same for who has something else to do: what could not be handed over is found by the schedule. */
export function connectWaking(): (order: DeliverOrder) => Promise<void> {
  const hand = connectDeliveries();
  return async (order) => {
    try {
      await hand(order);
    } catch (error) {
      cloudLog.warn('a webhook was not woken', { error: error instanceof Error ? error.name : 'unknown' });
    }
  };
}
