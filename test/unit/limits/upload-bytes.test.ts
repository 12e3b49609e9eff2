import { beforeEach, describe, expect, it } from 'vitest';
import { countArrival } from '#actions/files/count-arrival.ts';
import type { Failure } from '#domain/error.ts';
import { arrived, type Upload } from '#domain/files/upload.ts';
import type { Owner, UploadId } from '#domain/ids.ts';
import { limitIn, limitsIn, limitsText } from '#domain/limits/owner-limits.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { limitsKey } from '#storage/limits/limit-store.ts';
import { uploadBytes } from '#storage/limits/upload-bytes.ts';
import type { Table, WriteResult } from '#storage/table/table-port.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

/** What counting makes of races, lost answers and midnight. */
const ana = 'ana' as Owner;
const DAY = '2026-01-05';
const NOON = Date.parse(`${DAY}T12:00:00.000Z`);
const MIDNIGHT = Date.parse('2026-01-06T00:00:00.000Z');
const life = { days: 3, keepDays: 30 };
const log = {
  info: () => undefined,
  warn: () => undefined,
  count: () => undefined,
  measure: () => undefined,
};

let now = NOON;
let memory: MemoryTable;
let slept = 0;
/** What is done before, or instead of, the next transactions. */
let meanwhile: ((transact: () => Promise<WriteResult>) => Promise<WriteResult>)[] = [];
beforeEach(() => {
  [now, slept, meanwhile] = [NOON, 0, []];
  memory = new MemoryTable();
});

function counting(usual?: number) {
  const plain = memoryTable(memory);
  const table: Table = {
    ...plain,
    transact: async (writes) => {
      const trip = meanwhile.shift();
      return trip === undefined ? plain.transact(writes) : trip(() => plain.transact(writes));
    },
  };
  const sleep = async (ms: number): Promise<void> => {
    slept += 1;
    now += ms;
  };
  return countArrival({
    uploads: uploadStore(table),
    uploadBytes: uploadBytes(table, usual),
    clock: { now: () => now, sleep },
    random: { fraction: () => 0.5, hex128: () => '', secret256: () => '' },
    log,
    life,
  });
}

const limit = (uploadBytesPerDay: number): void =>
  void memory.write({ type: 'put', row: { ...limitsKey(ana), uploadBytesPerDay, rev: 1 } });
const taken = (day = DAY): unknown => memory.get({ ...limitsKey(ana), sk: `bytes#${day}` })?.['taken'];
const stored = ({ id }: Upload): unknown => memory.get({ pk: `upload#ana#${id}`, sk: 'upload' })?.['status'];

const pending = (n: number): Upload => ({
  id: n.toString(16).padStart(32, '0') as UploadId,
  owner: ana,
  status: 'pending',
  fileName: 'boat.png',
  createdAt: new Date(now).toISOString(),
  expiresAt: new Date(now + 3_600_000).toISOString(),
  uses: 0,
});
const arrival = (bytes: number) => ({ key: 'k', contentType: 'image/png', bytes, sha256: '' }) as const;
const ready = (n: number, bytes: number): Upload => arrived(pending(n), arrival(bytes), { now, life });
const makeReady = (counted: ReturnType<typeof counting>, upload: Upload, bytes: number) =>
  counted.amend(upload, (current, at) => arrived(current, arrival(bytes), { now: at, life }));
const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => {
      throw new Error('It was not refused');
    },
    (error: unknown) => error as Failure,
  );

describe('bytes of uploads in a day', () => {
  it('are not counted where no limit is in force', async () => {
    await counting().create(ready(1, 10));
    expect([stored(ready(1, 10)), taken()]).toEqual(['ready', undefined]);
  });

  it('fill the day exactly, and what is over is told how long it has to wait', async () => {
    const counted = counting(100);
    await counted.create(ready(1, 60));
    await counted.create(ready(2, 40));
    const { code, message, details } = await refusal(counted.create(ready(3, 1)));
    expect({ code, ...details }).toEqual({
      code: 'rate_limited',
      retryAfterSeconds: 12 * 3600,
      extra: { exceeded: 'upload-bytes' },
    });
    expect(message).toBe(
      '100 bytes of uploads a day are allowed, 100 have come today, and this would be 1 more',
    );
    expect([taken(), stored(ready(3, 1))]).toEqual([100, undefined]);
  });

  it('a file that is larger than the limit never fits, also where nothing has come', async () => {
    const { message } = await refusal(counting(100).create(ready(1, 101)));
    expect(message).toContain('never fits');
    expect(taken()).toBeUndefined();
  });

  it('what is set for an owner holds before what is usual', async () => {
    limit(10);
    await refusal(counting(100).create(ready(1, 11)));
    await counting(100).create(ready(1, 10));
    expect(taken()).toBe(10);
  });

  it('a race at the edge admits one, and the other is refused after the first has come', async () => {
    const counted = counting(100);
    const results = await Promise.allSettled([counted.create(ready(1, 60)), counted.create(ready(2, 60))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(taken()).toBe(60);
  });

  it('a file that is refused only by what others took meanwhile is told so, and one that still fits comes in', async () => {
    const [counted, other] = [counting(100), counting(100)];
    meanwhile = [
      async (transact) => {
        await other.create(ready(9, 50));
        return transact();
      },
    ];
    await counted.create(ready(1, 50));
    expect(taken()).toBe(100);
  });

  it.each(['done', 'in the way'] as const)('a write whose answer was lost counts once: %s', async (how) => {
    const counted = counting(60);
    meanwhile = [
      async (transact) => {
        await transact();
        return how === 'done' ? transact() : { type: 'conflict' };
      },
    ];
    await counted.create(ready(1, 60));
    expect([stored(ready(1, 60)), taken()]).toEqual(['ready', 60]);
  });

  it('a change whose answer was lost counts once, and fills the day without being refused', async () => {
    const counted = counting(60);
    await uploadStore(memoryTable(memory)).create(pending(1));
    meanwhile = [
      async (transact) => {
        await transact();
        return transact();
      },
    ];
    expect(await makeReady(counted, pending(1), 60)).toMatchObject({ status: 'ready', bytes: 60 });
    expect([taken(), slept]).toEqual([60, 1]);
  });

  it('what has arrived while others were in the way is not refused, though it has filled the day', async () => {
    const counted = counting(60);
    const late: (() => Promise<WriteResult>)[] = [];
    meanwhile = [
      async (transact) => {
        late.push(transact);
        return { type: 'conflict' };
      },
      async () => {
        await late[0]?.();
        return { type: 'conflict' };
      },
    ];
    await counted.create(ready(1, 60));
    expect([stored(ready(1, 60)), taken()]).toEqual(['ready', 60]);
  });

  it('an upload that is ready already is left alone, and counted no more', async () => {
    const counted = counting(100);
    await counted.create(ready(1, 60));
    expect(await makeReady(counted, ready(1, 60), 60)).toMatchObject({ status: 'ready' });
    expect(taken()).toBe(60);
  });

  it('an upload that is refused stays as it is, and becomes ready the next day', async () => {
    const counted = counting(60);
    await counted.create(ready(1, 60));
    await uploadStore(memoryTable(memory)).create(pending(2));
    await refusal(makeReady(counted, pending(2), 30));
    expect(stored(pending(2))).toBe('pending');
    now = MIDNIGHT;
    await makeReady(counted, pending(2), 30);
    expect([taken(), taken('2026-01-06')]).toEqual([60, 30]);
  });

  it('a file counts for the day on which it has come, whatever the hour of its row', async () => {
    const counted = counting(60);
    now = MIDNIGHT - 1;
    const late = ready(1, 60);
    now = MIDNIGHT + 1000;
    await counted.create(late);
    await counted.create(ready(2, 60));
    expect([taken(), taken('2026-01-06')]).toEqual([60, 60]);
  });

  it('a count is gone two days after its day, and a second before midnight a second is left', async () => {
    now = MIDNIGHT - 1000;
    const counted = counting(60);
    await counted.create(ready(1, 60));
    const row = memory.get({ ...limitsKey(ana), sk: `bytes#${DAY}` });
    expect(row?.['expiresAtSeconds']).toBe(MIDNIGHT / 1000 + 2 * 24 * 3600);
    expect((await refusal(counted.look(ana, 1))).details.retryAfterSeconds).toBe(1);
    now = MIDNIGHT;
    await counted.look(ana, 60);
  });

  it('a token that is refused has not had its upload, and one that has had it is told so', async () => {
    const counted = counting(60);
    const ofToken = (n: number, bytes: number): Upload => ({ ...ready(n, bytes), token: 'once' });
    await counted.create(ready(1, 50));
    expect((await refusal(counted.create(ofToken(2, 20)))).code).toBe('rate_limited');
    await counted.create(ofToken(3, 10));
    now = MIDNIGHT;
    expect((await refusal(counted.create(ofToken(4, 10)))).code).toBe('conflict');
    expect([taken(), taken('2026-01-06')]).toEqual([60, undefined]);
  });

  it('whoever is always in the way is stepped aside from for three seconds', async () => {
    meanwhile = Array.from({ length: 50 }, () => async () => ({ type: 'conflict' }) as const);
    const { code } = await refusal(counting(60).create(ready(1, 60)));
    expect([code, taken()]).toEqual(['busy', undefined]);
    expect(now - NOON).toBeGreaterThanOrEqual(3000);
  });
});

describe('a limit of bytes', () => {
  it('may be larger than others, and is told to functions like them', () => {
    const most = 1_000_000_000_000_000;
    expect(limitIn('uploadBytesPerDay', String(most))).toBe(most);
    expect(limitsIn(limitsText({ uploadBytesPerDay: most, openTasks: 3 }))).toEqual({
      uploadBytesPerDay: most,
      openTasks: 3,
    });
    expect(() => limitIn('uploadBytesPerDay', String(most + 1))).toThrow('a whole number from 1 to');
    expect(() => limitIn('openTasks', '1000000001')).toThrow('a whole number from 1 to 1000000000');
    expect(() => limitIn('openTasks', '0')).toThrow();
  });
});
