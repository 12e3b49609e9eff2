import * as z from 'zod';
import type { Table } from '../table/table-port.ts';

const placeRow = z.object({ after: z.string() });

/** Remembers how far a walk that takes many visits has come. */
export const walkStore = (table: Table, walk: string) => {
  const key = { pk: `walk#${walk}`, sk: 'place' };
  return {
    /** Where the last visit ended; '' for the beginning. */
    async read(): Promise<string> {
      const row = await table.get(key);
      return row === undefined ? '' : placeRow.parse(row).after;
    },
    async write(after: string): Promise<void> {
      await table.write({ type: 'put', row: { ...key, after } });
    },
  };
};

export type WalkStore = ReturnType<typeof walkStore>;
