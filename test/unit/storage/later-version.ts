import { isUploadId } from '#domain/ids.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { MemoryTable } from '../../simulation/ports/memory-table.ts';
import { at, owner } from '../domain/samples.ts';

const uploadId = 'a'.repeat(32);
if (!isUploadId(uploadId)) throw new Error('Not an id');

/** An upload of this version. */
export const earlierUpload = {
  id: uploadId,
  owner,
  status: 'ready',
  fileName: 'a.png',
  createdAt: at(0),
  uses: 0,
} as const;

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

/** Has a later version write the rows of all partitions anew. */
export function rewriteLater(table: MemoryTable): void {
  const rows = table.partitions('').flatMap((pk) => table.partition(pk));
  for (const row of rows) table.write({ type: 'put', row: laterRow(row) });
}

/** Where a row, or what is left of a part of it, has lost what the later version wrote; empty where nothing is lost. */
export function lossesBetween(before: unknown, after: unknown, path = 'row'): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const left = before.slice(0, after.length);
    return left.flatMap((item, i) => lossesBetween(item, after[i], `${path}[${i}]`));
  }
  if (!isMap(before) || !isMap(after)) return [];
  const isLost = LATER in before && !(LATER in after);
  const shared = Object.keys(before).filter((name) => name !== LATER && name in after);
  const inside = shared.flatMap((name) => lossesBetween(before[name], after[name], `${path}.${name}`));
  return [...(isLost ? [path] : []), ...inside];
}

/** The members that the later version added to a row, at its top. */
export const laterMembers = { [LATER]: { word: 'kept' }, schema: LATER_SCHEMA } as const;
