import { beforeEach, describe, expect, it } from 'vitest';
import type { Counted, CountRequest } from '#actions/limits/count-requests.ts';
import type { CountedRequest } from '#domain/limits/request-rates.ts';
import { requestCounts } from '#storage/limits/request-counts.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { digest, functionsOver, ownerNamed } from './four-functions.ts';

const ana = ownerNamed('ana');
const ben = ownerNamed('ben');
const read: CountedRequest = { key: 'k1', changes: false, creates: 0 };
const write: CountedRequest = { key: 'k1', changes: true, creates: 0 };
const creating = (creates: number): CountedRequest => ({ key: 'k1', changes: true, creates });

const time = { now: 0 };
beforeEach(() => {
  time.now = Date.parse('2026-11-21T10:00:20Z');
});
const over = (limits: Parameters<typeof functionsOver>[1], howMany?: number) =>
  functionsOver(memoryTable(new MemoryTable()), limits, { time, howMany });

const isAdmitted = ({ exceeded }: Counted): boolean => exceeded === undefined;

/** So many requests at once, dealt out to the functions in turn. */
async function crowd(functions: readonly CountRequest[], size: number, request = read): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: size }, async (_, i) => functions[i % functions.length]?.(ana, request)),
  );
  return answers.filter((answer) => answer !== undefined && isAdmitted(answer)).length;
}

describe('requests at four functions at once', () => {
  it.each([1, 7, 100, 1000, 6000])('are admitted up to a limit of %i, and never beyond', async (limit) => {
    const { functions, written } = over({ readsPerMinute: limit });
    expect(await crowd(functions, 10_000)).toBe(limit);
    expect(written.updates).toBeLessThanOrEqual(1000);
  });

  it('write once for ten of one key where a minute takes a hundred or more', async () => {
    for (const limit of [100, 1000, 30_000]) {
      const { functions, written } = over({ readsPerMinute: limit, keyReadsPerMinute: limit }, 1);
      const sent = Math.min(limit, 2000);
      for (let i = 0; i < sent; i += 1) await crowd(functions, 1);
      expect(written.updates).toBeLessThanOrEqual(sent / 10);
    }
  });

  it('find what slower functions have left of it', async () => {
    const { functions } = over({ readsPerMinute: 100 });
    expect(await crowd(functions, 4)).toBe(4);
    // Three functions keep what they have leased and not used; one spends all the rest.
    expect(await crowd(functions.slice(0, 1), 100)).toBe(69);
  });

  it('lose none of a limit below a hundred, whoever asks how often', async () => {
    for (const limit of [12, 20, 99]) {
      const { functions } = over({ readsPerMinute: limit, keyReadsPerMinute: limit });
      expect(await crowd(functions, 3)).toBe(3);
      expect(await crowd(functions.slice(0, 1), 100)).toBe(limit - 3);
    }
  });

  it('are admitted anew in the next minute', async () => {
    const { functions } = over({ readsPerMinute: 5 });
    expect(await crowd(functions, 20)).toBe(5);
    time.now += 39_999;
    expect(await crowd(functions, 20)).toBe(0);
    time.now += 1;
    expect(await crowd(functions, 20)).toBe(5);
  });
});

describe('what is counted', () => {
  it('is apart for reads and for all else', async () => {
    const [one] = over({ readsPerMinute: 2, writesPerMinute: 1 }).functions;
    expect(await one?.(ana, write)).not.toHaveProperty('exceeded');
    expect(await one?.(ana, write)).toMatchObject({ exceeded: { policy: 'write' } });
    expect(await one?.(ana, read)).not.toHaveProperty('exceeded');
  });

  it('is apart for each owner, and for each key where keys have limits', async () => {
    const [one] = over({ readsPerMinute: 3, keyReadsPerMinute: 2 }).functions;
    for (const key of ['k1', 'k1', 'k2'])
      expect(await one?.(ana, { ...read, key })).not.toHaveProperty('exceeded');
    expect(await one?.(ana, { ...read, key: 'k3' })).toMatchObject({ exceeded: { policy: 'read' } });
    expect(await one?.(ben, read)).not.toHaveProperty('exceeded');
    expect(await one?.(ben, read)).not.toHaveProperty('exceeded');
    expect(await one?.(ben, read)).toMatchObject({ exceeded: { policy: 'key-read' } });
    expect(await one?.(ben, { ...read, key: undefined })).not.toHaveProperty('exceeded');
  });

  it('is each row of a batch, all of them or none', async () => {
    const [one] = over({ createsPerMinute: 10 }).functions;
    expect(await one?.(ana, creating(7))).not.toHaveProperty('exceeded');
    expect(await one?.(ana, creating(4))).toMatchObject({ exceeded: { policy: 'create' } });
    expect(await one?.(ana, creating(3))).not.toHaveProperty('exceeded');
    expect(await one?.(ana, creating(1))).toMatchObject({ exceeded: { policy: 'create' } });
    // What orders nothing goes on.
    expect(await one?.(ana, write)).not.toHaveProperty('exceeded');
  });

  it('takes nothing of one limit where another refuses', async () => {
    const [one, other] = over({ writesPerMinute: 4, createsPerMinute: 1 }).functions;
    expect(await one?.(ana, creating(1))).not.toHaveProperty('exceeded');
    for (let i = 0; i < 20; i += 1)
      expect(await other?.(ana, creating(1))).toMatchObject({ exceeded: { policy: 'create' } });
    for (let i = 0; i < 3; i += 1) expect(await other?.(ana, write)).not.toHaveProperty('exceeded');
    expect(await other?.(ana, write)).toMatchObject({ exceeded: { policy: 'write' } });
  });

  it('is apart for each key that orders tasks, and not for tokens', async () => {
    const [one] = over({ keyCreatesPerMinute: 2 }).functions;
    for (const key of ['k1', 'k1', 'k2', 'k2', undefined, undefined, undefined])
      expect(await one?.(ana, { ...creating(1), key })).not.toHaveProperty('exceeded');
    expect(await one?.(ana, creating(1))).toMatchObject({ exceeded: { policy: 'key-create' } });
  });

  it('is nothing, and nothing is written, where nothing is limited', async () => {
    const { functions, written } = over({});
    expect(await crowd(functions, 100)).toBe(100);
    expect(written.updates).toBe(0);
  });
});

describe('an order that is refused', () => {
  it('gives its places to everybody where they are counted one by one', async () => {
    const { functions } = over({ createsPerMinute: 5, keyCreatesPerMinute: 5 });
    for (let i = 0; i < 12; i += 1) {
      const counted = await functions[i % 2]?.(ana, creating(3));
      expect(await counted?.giveBack(3)).toMatchObject({ rates: [{ left: 5 }, { left: 5 }] });
    }
    expect(await crowd(functions.slice(2), 10, creating(1))).toBe(5);
  });

  it('gives back what it has ordered, and no request', async () => {
    const [one] = over({ writesPerMinute: 3, createsPerMinute: 3 }).functions;
    for (let i = 0; i < 3; i += 1) await (await one?.(ana, creating(1)))?.giveBack(1);
    expect(await one?.(ana, creating(1))).toMatchObject({ exceeded: { policy: 'write' } });
  });

  it('writes nothing where many are taken at once', async () => {
    const { functions, written } = over({ createsPerMinute: 1000 }, 1);
    const counted = await functions[0]?.(ana, creating(10));
    const before = written.updates;
    expect(await counted?.giveBack(10)).toMatchObject({ rates: [{ left: 1000 }] });
    expect(written.updates).toBe(before);
    expect(await crowd(functions, 2000, creating(1))).toBe(1000);
  });

  it('gives them back once, also where that is sent again', async () => {
    const counts = requestCounts(memoryTable(new MemoryTable()), digest);
    await counts.lease(ana, 7, [{ counter: 'create', amount: 4, limit: 5 }]);
    const given = { parts: [{ counter: 'create', amount: 1 }], giver: 'one', time: 1 };
    for (let i = 0; i < 3; i += 1) await counts.giveBack(ana, 7, given);
    expect((await counts.used(ana, 7))['create']).toBe(3);
    await counts.giveBack(ana, 7, { ...given, time: 2 });
    await counts.giveBack(ana, 7, { ...given, giver: 'other' });
    expect((await counts.used(ana, 7))['create']).toBe(1);
  });
});

it('tells what is left, and for how long', async () => {
  const [one] = over({ readsPerMinute: 100 }).functions;
  const first = await one?.(ana, read);
  expect(first).toMatchObject({ secondsLeft: 40, rates: [{ left: 99 }] });
  time.now += 30_500;
  expect(await one?.(ana, read)).toMatchObject({ secondsLeft: 10, rates: [{ left: 98 }] });
});
