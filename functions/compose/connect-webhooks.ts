import { stepAsideMs } from '#domain/tasks/schedule.ts';
import type { Table } from '#storage/table/table-port.ts';
import { webhookStore, type WebhookStore } from '#storage/webhooks/webhook-store.ts';
import { systemClock, systemRandom } from './system-ports.ts';

/** Where webhooks are kept. Whoever loses a race for one steps aside for a moment. */
export const connectWebhooks = (table: Table): WebhookStore =>
  webhookStore(table, systemRandom.hex128, (tries) =>
    systemClock.sleep(stepAsideMs(tries, systemRandom.fraction())),
  );
