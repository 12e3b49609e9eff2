import * as z from 'zod';
import { NOTE_LIFE_MS, type WalkCounts } from '#domain/files/orphans.ts';
import type { Table } from '../table/table-port.ts';

/** How far a walk has come: after which key ('' for the beginning), and what it has seen since. */
export interface WalkPlace extends WalkCounts {
  readonly after: string;
}

/** Rows of earlier versions have no counts. */
const placeRow = z.object({
  after: z.string(),
  looked: z.number().default(0),
  found: z.number().default(0),
});
const noteRow = z.object({ notedAt: z.number() });
const identityRow = z.object({ id: z.string() });

/** Remembers how far a walk through the bucket has come, what it has noted, and what the table is called in the bucket. */
export const walkStore = (table: Table, walk: string) => {
  const pk = `walk#${walk}`;
  const placeKey = { pk, sk: 'place' };
  const identityKey = { pk, sk: 'identity' };

  const readIdentity = async (): Promise<string | undefined> => {
    const row = await table.get(identityKey);
    return row === undefined ? undefined : identityRow.parse(row).id;
  };

  return {
    async read(): Promise<WalkPlace> {
      const row = await table.get(placeKey);
      return row === undefined ? { after: '', looked: 0, found: 0 } : placeRow.parse(row);
    },

    async write({ after, looked, found }: WalkPlace): Promise<void> {
      await table.write({ type: 'add', key: placeKey, set: { after, looked, found } });
    },

    /** Notes an object without a row, unless it is noted already; answers when that was (epoch milliseconds). */
    async note(key: string, now: number): Promise<number> {
      const noteKey = { pk, sk: `note#${key}` };
      const known = await table.get(noteKey);
      if (known !== undefined) return noteRow.parse(known).notedAt;
      const expiresAtSeconds = Math.ceil((now + NOTE_LIFE_MS) / 1000);
      await table.write({ type: 'put', row: { ...noteKey, notedAt: now, expiresAtSeconds } });
      return now;
    },

    /** The table's own name, by which a bucket is marked as its: the candidate where it has none yet. */
    async identity(candidate: string): Promise<string> {
      const known = await readIdentity();
      if (known !== undefined) return known;
      const row = { ...identityKey, id: candidate };
      const { type } = await table.write({ type: 'put', row, when: { absent: true } });
      if (type === 'done') return candidate;
      const other = await readIdentity();
      if (other === undefined) throw new Error('The name of the table cannot be written');
      return other;
    },
  };
};

export type WalkStore = ReturnType<typeof walkStore>;
