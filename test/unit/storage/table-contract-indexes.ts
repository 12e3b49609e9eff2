import { expect, it } from 'vitest';
import type { IndexEntry, IndexQuery, Table, Write } from '#storage/table/table-port.ts';
import { put, type Room } from './table-contract-room.ts';

/** How many rows are found by going on page after page. */
async function walked(table: Table, query: IndexQuery): Promise<number> {
  const seen = new Set<string>();
  let after: IndexEntry | undefined;
  do {
    const page = await table.index({ ...query, ...(after === undefined ? {} : { after }) });
    for (const { sk } of page) seen.add(sk);
    after = page.length === query.limit ? page.at(-1) : undefined;
  } while (after !== undefined);
  return seen.size;
}

/** What an index of a table promises. */
export function indexContract(room: Room): void {
  const listed = (pk: string, sk: string, listSk: string): Write =>
    put({ pk, sk, listPk: `list-of-${pk}`, listSk });

  /** An index may lag behind the rows. */
  const soon = (table: Table, query: IndexQuery, sorts: readonly string[]) =>
    expect
      .poll(async () => (await table.index(query)).map((entry) => entry.sort), { timeout: 5000 })
      .toEqual(sorts);

  it('lists keys in the order of the sort key, either way, within bounds that are included', async () => {
    const { table, pk } = room();
    for (const day of ['2026-03', '2026-01', '2026-02', '2026-04']) await table.write(listed(pk, day, day));
    const query = { index: 'byOwner', partition: `list-of-${pk}`, limit: 10 } as const;
    await soon(table, query, ['2026-01', '2026-02', '2026-03', '2026-04']);
    await soon(table, { ...query, descending: true, limit: 2 }, ['2026-04', '2026-03']);
    await soon(table, { ...query, from: '2026-02', to: '2026-03' }, ['2026-02', '2026-03']);
    await soon(table, { ...query, from: '2026-03' }, ['2026-03', '2026-04']);
    await soon(table, { ...query, to: '2026-01' }, ['2026-01']);
    expect((await table.index({ ...query, limit: 1 }))[0]).toEqual({
      pk,
      sk: '2026-01',
      partition: `list-of-${pk}`,
      sort: '2026-01',
    });
  });

  it('goes on after the last entry of a page, entries with equal sort keys included', async () => {
    const { table, pk } = room();
    for (let i = 0; i < 7; i += 1) await table.write(listed(pk, `r${i}`, i < 5 ? 'same' : 'then'));
    const query = { index: 'byOwner', partition: `list-of-${pk}`, limit: 2 } as const;
    expect(await walked(table, query)).toBe(7);
    expect(await walked(table, { ...query, descending: true })).toBe(7);
  });

  it('lets a row enter, move within and leave an index with its attributes', async () => {
    const { table, pk } = room();
    const query = { index: 'due', partition: `due-of-${pk}`, limit: 10 } as const;
    const row = { pk, sk: 'a', duePk: `due-of-${pk}` };
    await table.write(put({ pk, sk: 'a' }));
    await soon(table, query, []);
    await table.write(put({ ...row, dueAt: '2026-01' }));
    await soon(table, query, ['2026-01']);
    await table.update({ type: 'add', key: { pk, sk: 'a' }, set: { dueAt: '2026-02' } });
    await soon(table, query, ['2026-02']);
    await table.write(put({ pk, sk: 'a' }));
    await soon(table, query, []);
    await table.write(put({ ...row, dueAt: '2026-03' }));
    await table.write({ type: 'remove', key: { pk, sk: 'a' } });
    await soon(table, query, []);
  });
}
