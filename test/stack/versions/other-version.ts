import type { Row } from '#storage/table/table-port.ts';
import { laterRow, lossesBetween } from '../../unit/storage/later-version.ts';
import { allRows } from '../erasure/scan.ts';
import type { World } from '../test-stack.ts';

const nameOf = ({ pk, sk }: Row): string => `${pk} ${sk}`;

/** Has a later version write every row anew, with members of its own in each map. Answers with the rows as they are then. */
export async function rewriteAll(world: World): Promise<ReadonlyMap<string, Row>> {
  const rows = (await allRows(world)).map((row) => laterRow(row));
  for (const row of rows) await world.table.write({ type: 'put', row });
  return new Map(rows.map((row) => [nameOf(row), row]));
}

/** What of such rows has been lost since, of those that are still there. */
export async function lossesSince(world: World, written: ReadonlyMap<string, Row>): Promise<string[]> {
  return (await allRows(world)).flatMap((row) =>
    lossesBetween(written.get(nameOf(row)), row).map((place) => `${nameOf(row)}: ${place}`),
  );
}

/** Writes words of a later version into one row. */
export async function writeWords(
  world: World,
  key: { readonly pk: string; readonly sk: string },
  words: Readonly<Record<string, unknown>>,
): Promise<void> {
  const row = await world.table.get(key);
  if (row === undefined) throw new Error(`There is no row ${key.pk} ${key.sk}`);
  await world.table.write({ type: 'put', row: laterRow(row, words) });
}
