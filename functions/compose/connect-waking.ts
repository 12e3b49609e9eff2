import type { DeliverOrder } from '#actions/webhooks/deliver-events.ts';
import { once } from '#domain/once.ts';
import { cloudLog } from './cloud-log.ts';

/**
 * What has events delivered at once, for who has something else to do: what could not be handed over is found by the schedule.
 * Most owners have nobody told: what calls functions is loaded where somebody is.
 */
export function connectWaking(): (order: DeliverOrder) => Promise<void> {
  const connected = once(async () => (await import('./connect-deliveries.ts')).connectDeliveries());
  return async (order) => {
    try {
      const hand = await connected();
      await hand(order);
    } catch (error) {
      cloudLog.warn('a webhook was not woken', { error: error instanceof Error ? error.name : 'unknown' });
    }
  };
}
