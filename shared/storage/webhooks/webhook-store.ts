import type { Owner } from '#domain/ids.ts';
import { MOST_WEBHOOKS, type Webhook } from '#domain/webhooks/webhook.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { Row, Table } from '../table/table-port.ts';
import { MOST_RACES, whenSeen } from '../table/versioned-row.ts';
import { Contention } from '../unavailable.ts';
import { readWebhook, webhookKey, webhooksOf } from './webhook-rows.ts';

/** The address of a `callbackUrl` is kept for so long after it was last needed: longer than what was sent there. */
const UNUSED_SECONDS = 60 * 24 * 3600;

const rowOf = (webhook: Webhook): Row => ({
  ...webhookKey(webhook.owner, webhook.id),
  ...webhook,
  ...(webhook.usedAt === undefined
    ? {}
    : { expiresAtSeconds: Math.floor(Date.parse(webhook.usedAt) / 1000) + UNUSED_SECONDS }),
});

/** Webhooks that nobody asks for by themselves: default secrets, and the addresses of `callbackUrl`s. */
const unaskedWebhooks = (table: Table, nonce: () => string) => ({
  /** The addresses that an owner's tasks have named as their `callbackUrl`. */
  async listCallbacks(owner: Owner): Promise<readonly Webhook[]> {
    return (await table.partition(webhooksOf(owner), 'cb_')).map(readWebhook);
  },

  /** Stores one that nobody asks for by itself, unless it is there. What is stored in the end. */
  async ensure(webhook: Webhook): Promise<Webhook> {
    const row = { ...rowOf(webhook), rev: 1, by: nonce() };
    if ((await table.write({ type: 'put', row, when: { absent: true } })).type === 'done') return webhook;
    const stored = await table.get(webhookKey(webhook.owner, webhook.id));
    return stored === undefined ? webhook : readWebhook(stored);
  },
});

/** Where webhooks are kept. `nonce` marks our own writes, so that a repeated one knows itself. */
export const webhookStore = (
  table: Table,
  nonce: () => string,
  backoff: (tries: number) => Promise<void>,
) => {
  const list = async (owner: Owner): Promise<readonly Webhook[]> =>
    (await table.partition(webhooksOf(owner), 'wh_')).map(readWebhook);

  return {
    ...unaskedWebhooks(table, nonce),
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
