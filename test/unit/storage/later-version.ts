import type { Row } from '#storage/table/table-port.ts';
import type { MemoryTable } from '../../simulation/ports/memory-table.ts';

/** What a version after this one may have written: each map of a row has a member more. */

const LATER = 'laterMember';
const LATER_SCHEMA = 99;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function grown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(grown);
  if (!isMap(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, grown(member)] as const);
  return { ...Object.fromEntries(members), [LATER]: { word: 'kept' } };
}

/** A row as a later version writes it: with members and words of its own. */
export const laterRow = (row: Row, words: Readonly<Record<string, unknown>> = {}): Row => ({
  ...(grown(row) as Row),
  schema: LATER_SCHEMA,
  ...words,
});

/** Has a later version write the rows of some partitions anew. */
export function rewriteLater(table: MemoryTable, partitions = ''): void {
  const rows = table.partitions(partitions).flatMap((pk) => table.partition(pk));
  for (const row of rows) table.write({ type: 'put', row: laterRow(row) });
}

/** Where a row, or a part of one, has lost what the later version added; empty where nothing is lost. */
export function lossesIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => lossesIn(item, `${path}[${i}]`));
  if (!isMap(value) || path.endsWith(LATER)) return [];
  const inside = Object.entries(value).flatMap(([name, member]) => lossesIn(member, `${path}.${name}`));
  return [...(LATER in value ? [] : [`${path === '' ? 'row' : path}`]), ...inside];
}

/** The members that the later version added to a row, at its top. */
export const laterMembers = { [LATER]: { word: 'kept' }, schema: LATER_SCHEMA } as const;
