import type { Row, Table, Write } from '#storage/table/table-port.ts';

/** A table, and a partition of it that no other test works in. */
export type Room = () => { table: Table; pk: string };

/** The answers of a table to a write. */
export const done = { type: 'done' };
export const refused = (...failed: number[]) => ({ type: 'refused', failed });

export const put = (row: Row, when?: Write['when']): Write => ({
  type: 'put',
  row,
  ...(when === undefined ? {} : { when }),
});
