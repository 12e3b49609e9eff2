import { describe, expect, it } from 'vitest';
import type { Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { allScopes, usualScopes } from '#domain/keys/scopes.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const ana = 'ana' as Owner;
const now = Date.parse('2026-11-30T10:20:00Z');
const hashOf = (n: number): string => n.toString(16).padStart(16, '0').padEnd(64, 'a');

/** A row as versions without scopes wrote it. */
const oldRow = (n: number, owner: string, operator = false) => ({
  pk: `key#${hashOf(n)}`,
  sk: 'key',
  listPk: 'keys',
  listSk: `${isoTime(now + n)}#${hashOf(n).slice(0, 16)}`,
  hash: hashOf(n),
  owner,
  operator,
  createdAt: isoTime(now + n),
  idSecret: 'secret',
});

function aTable() {
  const memory = new MemoryTable();
  const table = memoryTable(memory);
  return {
    memory,
    keys: keyStore(table),
    put: (row: ReturnType<typeof oldRow>) => table.write({ type: 'put', row }),
  };
}

/** What a version without scopes makes of a row: it opens where nothing says that it was revoked. */
const opensForOlderVersions = (memory: MemoryTable, hash: string): boolean =>
  memory.get({ pk: `key#${hash}`, sk: 'key' })?.['revokedAt'] === undefined;

describe('a key that an older version has made', () => {
  it('may do what it could do, and nothing with keys unless it is an operator’s', async () => {
    const { keys, put } = aTable();
    await put(oldRow(1, 'ana'));
    await put(oldRow(2, 'root', true));
    expect(await keys.find(hashOf(1))).toMatchObject({ owner: 'ana', scopes: usualScopes });
    expect(usualScopes).not.toContain('keys');
    expect(await keys.find(hashOf(2))).toMatchObject({ scopes: allScopes });
  });

  it('is listed, found by its id, rotated and revoked like any other', async () => {
    const { keys, put } = aTable();
    await put(oldRow(1, 'ana'));
    await put(oldRow(2, 'ben'));
    await keys.create({ owner: ana, hash: hashOf(3), now: now + 3 });
    const { keys: listed } = await keys.page({ owner: ana, limit: 10 });
    expect(listed.map(({ id }) => id)).toEqual([1, 3].map((n) => hashOf(n).slice(0, 16)));
    const old = await keys.withId(hashOf(1).slice(0, 16));
    if (old === undefined) throw new Error('It was not found');
    const next = { owner: ana, scopes: old.scopes, hash: hashOf(4), now: now + 4 };
    expect(await keys.replace({ old, next, endsAt: now + 9 })).toMatchObject({ scopes: usualScopes });
    expect(await keys.find(hashOf(1))).toMatchObject({ expiresAt: isoTime(now + 9) });
    expect(await keys.revoke(old.id, now + 5)).toBe(true);
    expect(await keys.find(hashOf(1))).toBeUndefined();
  });
});

describe('a key that an older version cannot understand', () => {
  it.each([
    ['may do less', { scopes: ['tasks:read' as const] }],
    ['ends', { expiresAt: now + 1000 }],
  ])('opens nothing there, as it %s, and is good here', async (_what, part) => {
    const { memory, keys } = aTable();
    await keys.create({ owner: ana, hash: hashOf(1), now, ...part });
    expect(opensForOlderVersions(memory, hashOf(1))).toBe(false);
    const found = await keys.find(hashOf(1));
    expect(found).toBeDefined();
    expect(found?.revokedAt).toBeUndefined();
  });

  it('is told from one that may do all that keys could do, which opens there', async () => {
    const { memory, keys } = aTable();
    await keys.create({ owner: ana, hash: hashOf(1), now });
    await keys.create({ owner: ana, hash: hashOf(2), now, scopes: allScopes });
    for (const n of [1, 2]) expect(opensForOlderVersions(memory, hashOf(n))).toBe(true);
  });

  it('is out of use once it is revoked, also by an older version', async () => {
    const { memory, keys } = aTable();
    for (const n of [1, 2]) await keys.create({ owner: ana, hash: hashOf(n), now, scopes: ['keys'] });
    await keys.revoke(hashOf(1).slice(0, 16), now);
    const row = memory.get({ pk: `key#${hashOf(2)}`, sk: 'key' });
    memory.write({
      type: 'put',
      row: { ...row, pk: `key#${hashOf(2)}`, sk: 'key', revokedAt: isoTime(now) },
    });
    for (const n of [1, 2]) expect(await keys.find(hashOf(n))).toBeUndefined();
  });
});

describe('the keys of an owner', () => {
  it('are found among thousands of others, page by page, each once', async () => {
    const { keys, put } = aTable();
    for (let n = 0; n < 2500; n += 1) {
      if (n % 2 === 0) await put(oldRow(n, n % 100 === 0 ? 'ana' : 'ben'));
      else
        await keys.create({ owner: (n % 25 === 0 ? 'ana' : 'ben') as Owner, hash: hashOf(n), now: now + n });
    }
    const seen: string[] = [];
    let after: Parameters<typeof keys.page>[0]['after'];
    do {
      const page = await keys.page({ owner: ana, limit: 7, ...(after === undefined ? {} : { after }) });
      expect(page.keys.length).toBeLessThanOrEqual(7);
      seen.push(...page.keys.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    const expected = Array.from({ length: 2500 }, (_, n) => n).filter((n) =>
      n % 2 === 0 ? n % 100 === 0 : n % 25 === 0,
    );
    expect(seen).toEqual(expected.map((n) => hashOf(n).slice(0, 16)));
  });

  it('are replaced once: of two that do it at the same time one is refused, and so is one after a revocation', async () => {
    const { keys } = aTable();
    for (const n of [1, 2]) await keys.create({ owner: ana, hash: hashOf(n), now });
    const [one, two] = [await keys.withId(hashOf(1).slice(0, 16)), await keys.withId(hashOf(2).slice(0, 16))];
    if (one === undefined || two === undefined) throw new Error('They were not found');
    const replace = (old: typeof one, n: number) =>
      keys.replace({ old, next: { owner: ana, hash: hashOf(n), now }, endsAt: now + 10 });
    const results = await Promise.all([replace(one, 3), replace(one, 4)]);
    expect(results.filter((result) => result !== undefined)).toHaveLength(1);
    await keys.revoke(two.id, now);
    expect(await replace(two, 5)).toBeUndefined();
    expect(await keys.find(hashOf(5))).toBeUndefined();
  });

  it('are noted as used once an hour, whoever notes it', async () => {
    const { memory, keys } = aTable();
    await keys.create({ owner: ana, hash: hashOf(1), now });
    let writes = 0;
    memory.onChange = () => void (writes += 1);
    const hour = Math.floor(now / 3_600_000);
    for (const each of [hour, hour, hour - 1, hour + 1, hour + 1]) await keys.noteUse(hashOf(1), each);
    expect(writes).toBe(2);
    expect(await keys.find(hashOf(1))).toMatchObject({ lastUsedAt: '2026-11-30T11:00:00.000Z' });
    await keys.noteUse(hashOf(2), hour);
    expect(await keys.find(hashOf(2))).toBeUndefined();
  });
});
