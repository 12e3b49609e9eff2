import type { Table, Write, WriteResult } from './table-port.ts';

/** One write alone, several as a transaction. */
export const writeTogether = (table: Table, writes: readonly Write[]): Promise<WriteResult> => {
  const [first, ...others] = writes;
  return first !== undefined && others.length === 0 ? table.write(first) : table.transact(writes);
};
