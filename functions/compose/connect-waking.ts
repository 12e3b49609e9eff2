import { once } from '#domain/once.ts';
import type { Wake } from '#storage/webhooks/outbox.ts';
import { cloudLog } from './cloud-log.ts';

/**
 * What has events delivered and pushed at once, for who has something else to do: what could not be handed over is found by
 * the schedule. Most owners have nobody told: what calls functions is loaded where somebody is.
 */
export function connectWaking(): Wake {
  const deliver = once(async () => (await import('./connect-deliveries.ts')).connectDeliveries());
  const push = once(async () => (await import('./connect-pushing.ts')).connectPushing());
  return async (to) => {
    try {
      if ('webhookId' in to) await (await deliver())(to);
      else await (await push())(to);
    } catch (error) {
      cloudLog.warn('who listens was not woken', { error: error instanceof Error ? error.name : 'unknown' });
    }
  };
}
