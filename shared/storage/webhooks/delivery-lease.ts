import type { Row, Table } from '../table/table-port.ts';
import type { WebhookAddress } from './delivery-rows.ts';

/** The right to deliver to one webhook, which one call of a function has at a time. */
export interface Lease {
  readonly holder: string;
  /** How often others have asked for it in vain. */
  readonly wanted: number;
  /** Up to which event everything has been seen: what came later may be new. */
  readonly seenTo: string | undefined;
  /** What those others had found due: it may be too old to be seen as new. */
  readonly found: readonly string[];
}

/** From when a lease is wanted, and until when (epoch ms). */
export interface LeaseTerm {
  readonly from: number;
  readonly until: number;
}

/** So many ids are left for whoever has the lease, 7 KB of them; the next tick of the schedule finds the rest. */
const MOST_LEFT = 200;

const keyOf = ({ owner, webhookId }: WebhookAddress) => ({
  pk: `delivering#${owner}#${webhookId}`,
  sk: 'lease',
});

const foundIn = (row: Row): string[] => {
  const { found } = row;
  return typeof found === 'string' && found !== '' ? found.split(' ') : [];
};

/** One row a webhook. A lease that nobody gives back ends by itself. */
export const deliveryLeases = (table: Table, nonce: () => string) => ({
  /** Takes the lease; undefined where another has it, who is told that there is more, and what (event ids, the oldest first). */
  async take(
    webhook: WebhookAddress,
    { from, until }: LeaseTerm,
    ids: readonly string[] = [],
  ): Promise<Lease | undefined> {
    const holder = nonce();
    const key = keyOf(webhook);
    const expiresAtSeconds = Math.ceil(until / 1000) + 30 * 24 * 3600;
    const row = await table.update({
      type: 'add',
      key,
      add: { wanted: 0 },
      set: { until, holder, expiresAtSeconds },
      when: { belowOrMissing: { until: from } },
    });
    if (row === undefined) {
      const left = ids.length === 0 ? {} : { set: { found: ids.slice(0, MOST_LEFT).join(' ') } };
      await table.write({ type: 'add', key, add: { wanted: 1 }, ...left });
      return undefined;
    }
    const seenTo = row['seenTo'];
    return {
      holder,
      wanted: Number(row['wanted'] ?? 0),
      seenTo: typeof seenTo === 'string' ? seenTo : undefined,
      found: foundIn(row),
    };
  },

  /**
   * Gives it back, unless somebody has asked for it meanwhile: then the lease as it is now. Undefined where it is given back,
   * or lost.
   */
  async giveBack(webhook: WebhookAddress, lease: Lease, seenTo: string): Promise<Lease | undefined> {
    const { holder, wanted } = lease;
    const key = keyOf(webhook);
    const when = { equals: { holder, wanted } };
    const { type } = await table.write({ type: 'add', key, set: { until: 0, seenTo, found: '' }, when });
    if (type === 'done') return undefined;
    const row = await table.get(key);
    if (row?.['holder'] !== holder) return undefined;
    return { holder, wanted: Number(row['wanted']), seenTo, found: foundIn(row) };
  },

  /** Gives it back, whoever has asked for it: what is left is found by the schedule. */
  async release(webhook: WebhookAddress, { holder }: Lease, seenTo: string): Promise<void> {
    const when = { equals: { holder } };
    await table.write({ type: 'add', key: keyOf(webhook), set: { until: 0, seenTo }, when });
  },
});

export type DeliveryLeases = ReturnType<typeof deliveryLeases>;
