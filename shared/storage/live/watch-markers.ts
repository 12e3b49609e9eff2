import type { Owner } from '#domain/ids.ts';
import { WATCHED_LEAST_MS, WATCHED_MS } from '#domain/live/live.ts';
import type { Key, Row, Table } from '../table/table-port.ts';
import { MOST_RACES } from '../table/versioned-row.ts';
import { Contention } from '../unavailable.ts';
import { webhooksOf } from '../webhooks/webhook-rows.ts';

/**
 * That somebody of an owner is connected, or was within a day: while this row stands every change of the owner's tasks is
 * written into his feed. It lies beside his webhooks, which whoever changes a task reads anyhow.
 */

const MARKER = 'watched';
const markerKey = (owner: Owner): Key => ({ pk: webhooksOf(owner), sk: MARKER });

/** Whether a row beside the webhooks says that somebody listens at a time (epoch ms). */
export const isWatched = (row: Row, now: number): boolean =>
  row.sk === MARKER && typeof row['until'] === 'number' && row['until'] > now;

export const watchMarkers = (table: Table) => ({
  /** Has changes written down from now on, for a day after the last connection has ended; says since when (epoch ms) they are. */
  async begin(owner: Owner, now: number): Promise<number> {
    const key = markerKey(owner);
    const until = now + WATCHED_MS;
    const set = { until, expiresAtSeconds: Math.ceil(until / 1000) };
    for (let race = 0; race < MOST_RACES; race += 1) {
      const row = await table.get(key);
      if (row !== undefined && isWatched(row, now)) {
        if (Number(row['until']) < now + WATCHED_LEAST_MS)
          await table.write({ type: 'add', key, set, when: { belowOrMissing: { until } } });
        return Number(row['since']);
      }
      const when = { belowOrMissing: { until: now + 1 } };
      const { type } = await table.write({ type: 'add', key, set: { ...set, since: now }, when });
      if (type === 'done') return now;
    }
    throw new Contention('Gave up after too many lost races for the marker of an owner');
  },
});

export type WatchMarkers = ReturnType<typeof watchMarkers>;
