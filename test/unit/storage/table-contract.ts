import { beforeAll, describe, expect, it } from 'vitest';
import type { Table, Write } from '#storage/table/table-port.ts';
import { ROW_SCHEMA } from '#storage/table/row-schema.ts';
import { indexContract } from './table-contract-indexes.ts';
import { done, put, refused, type Room } from './table-contract-room.ts';

/** What every table behind the port promises, whatever it is made of. Each test works in a partition of its own. */
export function tableContract(name: string, open: () => Promise<Table>): void {
  describe(`${name}, as a table`, () => {
    let table: Table;
    let count = 0;
    const fresh = (): string => `contract#${(count += 1)}`;

    beforeAll(async () => {
      table = await open();
    });

    readingAndWriting(() => ({ table, pk: fresh() }));
    conditions(() => ({ table, pk: fresh() }));
    counting(() => ({ table, pk: fresh() }));
    transactions(() => ({ table, pk: fresh() }));
    indexContract(() => ({ table, pk: fresh() }));
  });
}

function readingAndWriting(room: Room): void {
  it('gives back a row as it was put, without its undefined members and with the number of its layout', async () => {
    const { table, pk } = room();
    const row = { pk, sk: 'a', text: '', n: 1.5, yes: true, list: [1, { deep: 'x' }], map: { a: null } };
    expect(await table.write(put({ ...row, gone: undefined, map: { a: null, gone: undefined } }))).toEqual(
      done,
    );
    expect(await table.get({ pk, sk: 'a' })).toEqual({ ...row, schema: ROW_SCHEMA });
  });

  it('has nothing where nothing was put', async () => {
    const { table, pk } = room();
    expect(await table.get({ pk, sk: 'a' })).toBeUndefined();
    expect(await table.partition(pk)).toEqual([]);
  });

  it('gives those of many rows that are there', async () => {
    const { table, pk } = room();
    const keys = Array.from({ length: 230 }, (_, n) => ({ pk, sk: String(n).padStart(3, '0') }));
    const there = keys.filter((_, n) => n % 10 === 3);
    await Promise.all(there.map((key) => table.write(put({ ...key, of: key.sk }))));
    const rows = await table.many(keys);
    expect(rows.map(({ of }) => of).sort()).toEqual(there.map(({ sk }) => sk));
    expect(await table.many([])).toEqual([]);
  });

  it('replaces a whole row', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'a', old: 1 }));
    await table.write(put({ pk, sk: 'a', new: 2 }));
    expect(await table.get({ pk, sk: 'a' })).toEqual({ pk, sk: 'a', new: 2, schema: ROW_SCHEMA });
  });

  it('keeps the number of a newer layout, and raises that of an older one', async () => {
    const { table, pk } = room();
    for (const [sk, schema, stored] of [
      ['a', 99, 99],
      ['b', 0, ROW_SCHEMA],
    ] as const) {
      await table.write(put({ pk, sk, schema }));
      expect((await table.get({ pk, sk }))?.['schema']).toBe(stored);
    }
  });

  it('lists a partition in the order of its sort key, all of it or what begins so', async () => {
    const { table, pk } = room();
    for (const sk of ['job#2', 'task', 'job#10', 'job#1', 'Job#3']) await table.write(put({ pk, sk }));
    const keys = async (prefix?: string) => (await table.partition(pk, prefix)).map((row) => row.sk);
    expect(await keys()).toEqual(['Job#3', 'job#1', 'job#10', 'job#2', 'task']);
    expect(await keys('job#1')).toEqual(['job#1', 'job#10']);
  });

  it('lists a partition that is larger than one page', async () => {
    const { table, pk } = room();
    const large = 'x'.repeat(200_000);
    for (let i = 0; i < 8; i += 1) await table.write(put({ pk, sk: `r${i}`, large }));
    expect((await table.partition(pk)).map((row) => row.sk)).toHaveLength(8);
  });

  it('gives the next rows of a partition after a sort key, up to so many', async () => {
    const { table, pk } = room();
    for (const sk of ['c', 'a', 'b', 'd']) await table.write(put({ pk, sk }));
    const keys = async (after: string, limit: number) =>
      (await table.page(pk, after, limit)).map((row) => row.sk);
    expect(await keys('', 1)).toEqual(['a']);
    expect(await keys('a', 2)).toEqual(['b', 'c']);
    expect(await keys('bb', 9)).toEqual(['c', 'd']);
    expect(await keys('d', 9)).toEqual([]);
  });

  it('removes a row, and takes the removal of a missing one for done', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'a' }));
    expect(await table.write({ type: 'remove', key: { pk, sk: 'a' } })).toEqual(done);
    expect(await table.write({ type: 'remove', key: { pk, sk: 'a' } })).toEqual(done);
    expect(await table.get({ pk, sk: 'a' })).toBeUndefined();
  });

  it('does not share a row with whoever wrote it', async () => {
    const { table, pk } = room();
    const list = ['a'];
    await table.write(put({ pk, sk: 'a', list }));
    list.push('b');
    expect((await table.get({ pk, sk: 'a' }))?.['list']).toEqual(['a']);
  });
}

function conditions(room: Room): void {
  it('writes on an absent row once', async () => {
    const { table, pk } = room();
    expect(await table.write(put({ pk, sk: 'a', n: 1 }, { absent: true }))).toEqual(done);
    expect(await table.write(put({ pk, sk: 'a', n: 2 }, { absent: true }))).toEqual(refused(0));
    expect((await table.get({ pk, sk: 'a' }))?.['n']).toBe(1);
  });

  it('writes on equal attributes only, all of them, of their very type', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'a', rev: 3, by: 'me' }));
    const row = { pk, sk: 'a', rev: 4, by: 'me' };
    for (const equals of [{ rev: 2, by: 'me' }, { rev: 3, by: 'you' }, { rev: '3' }, { other: 1 }]) {
      expect(await table.write(put(row, { equals }))).toEqual(refused(0));
    }
    expect(await table.write(put(row, { equals: { rev: 3, by: 'me' } }))).toEqual(done);
  });

  it('finds a missing row equal to nothing and at least nothing', async () => {
    const { table, pk } = room();
    expect(await table.write(put({ pk, sk: 'a' }, { equals: { rev: 0 } }))).toEqual(refused(0));
    expect(await table.write(put({ pk, sk: 'a' }, { atLeast: { n: -1 } }))).toEqual(refused(0));
    expect(await table.get({ pk, sk: 'a' })).toBeUndefined();
  });

  it('compares numbers: at least includes equal, below does not', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'a', n: 5 }));
    const result = async (when: Write['when']) => (await table.write(put({ pk, sk: 'a', n: 5 }, when))).type;
    expect(await result({ atLeast: { n: 5 } })).toBe('done');
    expect(await result({ atLeast: { n: 6 } })).toBe('refused');
    expect(await result({ belowOrMissing: { n: 6 } })).toBe('done');
    expect(await result({ belowOrMissing: { n: 5 } })).toBe('refused');
    expect(await result({ belowOrMissing: { missing: 0 } })).toBe('done');
  });

  it('removes under a condition', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'a', state: 'open' }));
    const remove = (state: string) =>
      table.write({ type: 'remove', key: { pk, sk: 'a' }, when: { equals: { state } } });
    expect(await remove('shut')).toEqual(refused(0));
    expect(await remove('open')).toEqual(done);
  });
}

function counting(room: Room): void {
  it('adds to a number, counting a missing one and a missing row as nothing', async () => {
    const { table, pk } = room();
    const add = { type: 'add', key: { pk, sk: 'a' }, add: { n: 2, m: -1 }, set: { name: 'x' } } as const;
    expect(await table.write(add)).toEqual(done);
    expect(await table.update(add)).toEqual({ pk, sk: 'a', n: 4, m: -2, name: 'x' });
  });

  it('leaves the other attributes of an updated row alone', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'a', kept: ['x'], n: 1 }));
    const row = await table.update({ type: 'add', key: { pk, sk: 'a' }, set: { n: 7 } });
    expect(row).toEqual({ pk, sk: 'a', kept: ['x'], n: 7, schema: ROW_SCHEMA });
  });

  it('updates under a condition, and answers with nothing when it does not hold', async () => {
    const { table, pk } = room();
    const key = { pk, sk: 'a' };
    expect(
      await table.update({ type: 'add', key, add: { n: 1 }, when: { atLeast: { n: 1 } } }),
    ).toBeUndefined();
    expect(await table.get(key)).toBeUndefined();
    expect(
      await table.update({ type: 'add', key, add: { n: 1 }, when: { belowOrMissing: { n: 1 } } }),
    ).toEqual({ ...key, n: 1 });
    expect(await table.update({ type: 'add', key, add: { n: 1 }, when: { atLeast: { n: 1 } } })).toEqual({
      ...key,
      n: 2,
    });
  });

  it('counts every one of many updates at once', async () => {
    const { table, pk } = room();
    const key = { pk, sk: 'a' };
    const rows = await Promise.all(
      Array.from({ length: 25 }, () => table.update({ type: 'add', key, add: { n: 1 } })),
    );
    expect(new Set(rows.map((row) => row?.['n'])).size).toBe(25);
    expect((await table.get(key))?.['n']).toBe(25);
  });
}

function transactions(room: Room): void {
  it('writes all rows of a transaction', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'old' }));
    const result = await table.transact([
      put({ pk, sk: 'a' }, { absent: true }),
      { type: 'add', key: { pk, sk: 'b' }, add: { n: 1 } },
      { type: 'remove', key: { pk, sk: 'old' } },
    ]);
    expect(result).toEqual(done);
    expect((await table.partition(pk)).map((row) => row.sk)).toEqual(['a', 'b']);
  });

  it('writes none of them when one condition fails, and names those that did', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'b', n: 1 }));
    const result = await table.transact([
      put({ pk, sk: 'a' }),
      put({ pk, sk: 'b' }, { absent: true }),
      { type: 'add', key: { pk, sk: 'c' }, add: { n: 1 } },
      { type: 'check', key: { pk, sk: 'd' }, when: { equals: { n: 1 } } },
    ]);
    expect(result).toEqual(refused(1, 3));
    expect((await table.partition(pk)).map((row) => row.sk)).toEqual(['b']);
  });

  it('checks a row that it does not write', async () => {
    const { table, pk } = room();
    await table.write(put({ pk, sk: 'guard', open: 1 }));
    const attempt = (open: number) =>
      table.transact([
        put({ pk, sk: `a${open}` }),
        { type: 'check', key: { pk, sk: 'guard' }, when: { equals: { open } } },
      ]);
    expect(await attempt(2)).toEqual(refused(1));
    expect(await attempt(1)).toEqual(done);
  });

  it('refuses a transaction that names a row twice', async () => {
    const { table, pk } = room();
    await expect(table.transact([put({ pk, sk: 'a' }), put({ pk, sk: 'a' })])).rejects.toThrow();
    expect(await table.get({ pk, sk: 'a' })).toBeUndefined();
  });

  it('lets one of many creators win', async () => {
    const { table, pk } = room();
    const create = async (by: number): Promise<string> => {
      for (;;) {
        const rows = [put({ pk, sk: 'a', by }, { absent: true }), put({ pk, sk: `of${by}` })];
        const { type } = await table.transact(rows);
        if (type !== 'conflict') return type;
      }
    };
    const results = await Promise.all(Array.from({ length: 10 }, (_, by) => create(by)));
    expect(results.filter((type) => type === 'done')).toHaveLength(1);
    expect(await table.partition(pk)).toHaveLength(2);
  });
}
