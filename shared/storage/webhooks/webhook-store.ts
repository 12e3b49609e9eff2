import type { Owner } from '#domain/ids.ts';
import { MOST_WEBHOOKS, type Webhook } from '#domain/webhooks/webhook.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { Row, Table } from '../table/table-port.ts';
import { MOST_RACES, whenSeen } from '../table/versioned-row.ts';
import { Contention } from '../unavailable.ts';
import { readWebhook, webhookKey, webhooksOf } from './webhook-rows.ts';

const rowOf = (webhook: Webhook): Row => ({ ...webhookKey(webhook.owner, webhook.id), ...webhook });

/** Where webhooks are kept. `nonce` marks our own writes, so that a repeated one knows itself. */
export const webhookStore = (
  table: Table,
  nonce: () => string,
  backoff: (tries: number) => Promise<void>,
) => {
  const list = async (owner: Owner): Promise<readonly Webhook[]> =>
    (await table.partition(webhooksOf(owner), 'wh_')).map(readWebhook);

  return {
    list,

    /** Stores a new one; false where the owner has as many as he may. */
    async create(webhook: Webhook): Promise<boolean> {
      const counter = { pk: webhooksOf(webhook.owner), sk: 'count' };
      const result = await table.transact([
        { type: 'put', row: { ...rowOf(webhook), rev: 1, by: nonce() }, when: { absent: true } },
        {
          type: 'add',
          key: counter,
          add: { webhooks: 1 },
          when: { belowOrMissing: { webhooks: MOST_WEBHOOKS } },
        },
      ]);
      if (result.type === 'conflict') throw new Contention('Somebody else changes webhooks of this owner');
      return result.type === 'done';
    },

    async find(owner: Owner, id: string): Promise<Webhook | undefined> {
      const row = await table.get(webhookKey(owner, id));
      return row === undefined ? undefined : readWebhook(row);
    },

    /** Changes one as it is now; what `decide` leaves as it is is not written. Undefined where there is none. */
    async amend(
      owner: Owner,
      id: string,
      decide: (webhook: Webhook) => Webhook,
    ): Promise<Webhook | undefined> {
      for (let race = 0; race < MOST_RACES; race += 1) {
        const stored = await table.get(webhookKey(owner, id));
        if (stored === undefined) return undefined;
        const webhook = readWebhook(stored);
        const next = decide(webhook);
        if (next === webhook) return webhook;
        const { rev, by } = { rev: Number(stored['rev']), by: String(stored['by']) };
        const row = { ...rewrittenRow(stored, rowOf(webhook), rowOf(next)), rev: rev + 1, by: nonce() };
        const result = await table.write({ type: 'put', row, when: whenSeen({ rev, by }) });
        if (result.type === 'done') return next;
        await backoff(race);
      }
      throw new Contention('Gave up after too many lost races for one webhook');
    },

    /** Removes one; false where there is none. */
    async remove(owner: Owner, id: string): Promise<boolean> {
      const key = webhookKey(owner, id);
      const result = await table.transact([
        { type: 'remove', key, when: { equals: { id } } },
        { type: 'add', key: { pk: key.pk, sk: 'count' }, add: { webhooks: -1 } },
      ]);
      if (result.type === 'conflict') throw new Contention('Somebody else changes webhooks of this owner');
      return result.type === 'done';
    },
  };
};

export type WebhookStore = ReturnType<typeof webhookStore>;
