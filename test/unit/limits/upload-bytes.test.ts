import { beforeEach, describe, expect, it } from 'vitest';
import type { Upload } from '#domain/files/upload.ts';
import { limitIn, limitsIn, limitsText } from '#domain/limits/owner-limits.ts';
import type { WriteResult } from '#storage/table/table-port.ts';
import { memoryTable } from '../../simulation/ports/memory-table.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { limitsKey } from '#storage/limits/limit-store.ts';
import { ByteWorld, DAY, MIDNIGHT, NOON, ana, refusal } from './byte-world.ts';

/** What counting makes of races, lost answers and midnight. */
let w: ByteWorld;
beforeEach(() => {
  w = new ByteWorld();
});

describe('bytes of uploads in a day', () => {
  it('are not counted where no limit is in force', async () => {
    await w.counting().create(w.ready(1, 10));
    expect([w.stored(w.ready(1, 10)), w.taken()]).toEqual(['ready', undefined]);
  });

  it('fill the day exactly, and what is over is told how long it has to wait', async () => {
    const counted = w.counting({ uploadBytesPerDay: 100 });
    await counted.create(w.ready(1, 60));
    await counted.create(w.ready(2, 40));
    const { code, message, details } = await refusal(counted.create(w.ready(3, 1)));
    expect({ code, ...details }).toEqual({
      code: 'rate_limited',
      retryAfterSeconds: 12 * 3600,
      extra: { exceeded: 'upload-bytes' },
    });
    expect(message).toBe(
      '100 bytes of uploads a day are allowed, 100 have come today, and this would be 1 more',
    );
    expect([w.taken(), w.stored(w.ready(3, 1))]).toEqual([100, undefined]);
  });

  it('a file that is larger than the limit never fits, also where nothing has come', async () => {
    const { message } = await refusal(w.counting({ uploadBytesPerDay: 100 }).create(w.ready(1, 101)));
    expect(message).toContain('never fits');
    expect(w.taken()).toBeUndefined();
  });

  it('what is set for an owner holds before what is usual', async () => {
    w.limit(10);
    await refusal(w.counting({ uploadBytesPerDay: 100 }).create(w.ready(1, 11)));
    await w.counting({ uploadBytesPerDay: 100 }).create(w.ready(1, 10));
    expect(w.taken()).toBe(10);
  });

  it('a race at the edge admits one, and the other is refused after the first has come', async () => {
    const counted = w.counting({ uploadBytesPerDay: 100 });
    const results = await Promise.allSettled([
      counted.create(w.ready(1, 60)),
      counted.create(w.ready(2, 60)),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(w.taken()).toBe(60);
  });

  it('a file that is refused only by what others took meanwhile is told so, and one that still fits comes in', async () => {
    const [counted, other] = [w.counting({ uploadBytesPerDay: 100 }), w.counting({ uploadBytesPerDay: 100 })];
    w.meanwhile = [
      async (transact) => {
        await other.create(w.ready(9, 50));
        return transact();
      },
    ];
    await counted.create(w.ready(1, 50));
    expect(w.taken()).toBe(100);
  });

  it.each(['done', 'in the way'] as const)('a write whose answer was lost counts once: %s', async (how) => {
    const counted = w.counting({ uploadBytesPerDay: 60 });
    w.meanwhile = [
      async (transact) => {
        await transact();
        return how === 'done' ? transact() : { type: 'conflict' };
      },
    ];
    await counted.create(w.ready(1, 60));
    expect([w.stored(w.ready(1, 60)), w.taken()]).toEqual(['ready', 60]);
  });

  it('a change whose answer was lost counts once, and fills the day without being refused', async () => {
    const counted = w.counting({ uploadBytesPerDay: 60 });
    await uploadStore(memoryTable(w.memory)).create(w.pending(1));
    w.meanwhile = [
      async (transact) => {
        await transact();
        return transact();
      },
    ];
    expect(await w.makeReady(counted, w.pending(1), 60)).toMatchObject({ status: 'ready', bytes: 60 });
    expect([w.taken(), w.slept]).toEqual([60, 1]);
  });

  it('what has arrived while others were in the way is not refused, though it has filled the day', async () => {
    const counted = w.counting({ uploadBytesPerDay: 60 });
    const late: (() => Promise<WriteResult>)[] = [];
    w.meanwhile = [
      async (transact) => {
        late.push(transact);
        return { type: 'conflict' };
      },
      async () => {
        await late[0]?.();
        return { type: 'conflict' };
      },
    ];
    await counted.create(w.ready(1, 60));
    expect([w.stored(w.ready(1, 60)), w.taken()]).toEqual(['ready', 60]);
  });

  it('an upload that is ready already is left alone, and counted no more', async () => {
    const counted = w.counting({ uploadBytesPerDay: 100 });
    await counted.create(w.ready(1, 60));
    expect(await w.makeReady(counted, w.ready(1, 60), 60)).toMatchObject({ status: 'ready' });
    expect(w.taken()).toBe(60);
  });

  it('an upload that is refused stays as it is, and becomes ready the next day', async () => {
    const counted = w.counting({ uploadBytesPerDay: 60 });
    await counted.create(w.ready(1, 60));
    await uploadStore(memoryTable(w.memory)).create(w.pending(2));
    await refusal(w.makeReady(counted, w.pending(2), 30));
    expect(w.stored(w.pending(2))).toBe('pending');
    w.now = MIDNIGHT;
    await w.makeReady(counted, w.pending(2), 30);
    expect([w.taken(), w.taken('2026-01-06')]).toEqual([60, 30]);
  });

  it('a file counts for the day on which it has come, whatever the hour of its row', async () => {
    const counted = w.counting({ uploadBytesPerDay: 60 });
    w.now = MIDNIGHT - 1;
    const late = w.ready(1, 60);
    w.now = MIDNIGHT + 1000;
    await counted.create(late);
    await counted.create(w.ready(2, 60));
    expect([w.taken(), w.taken('2026-01-06')]).toEqual([60, 60]);
  });

  it('a count is gone two days after its day, and a second before midnight a second is left', async () => {
    w.now = MIDNIGHT - 1000;
    const counted = w.counting({ uploadBytesPerDay: 60 });
    await counted.create(w.ready(1, 60));
    const row = w.memory.get({ ...limitsKey(ana), sk: `bytes#${DAY}` });
    expect(row?.['expiresAtSeconds']).toBe(MIDNIGHT / 1000 + 2 * 24 * 3600);
    expect((await refusal(counted.look({ owner: ana }, 1))).details.retryAfterSeconds).toBe(1);
    w.now = MIDNIGHT;
    await counted.look({ owner: ana }, 60);
  });

  it('a token that is refused has not had its upload, and one that has had it is told so', async () => {
    const counted = w.counting({ uploadBytesPerDay: 60 });
    const ofToken = (n: number, bytes: number): Upload => ({ ...w.ready(n, bytes), token: 'once' });
    await counted.create(w.ready(1, 50));
    expect((await refusal(counted.create(ofToken(2, 20)))).code).toBe('rate_limited');
    await counted.create(ofToken(3, 10));
    w.now = MIDNIGHT;
    expect((await refusal(counted.create(ofToken(4, 10)))).code).toBe('conflict');
    expect([w.taken(), w.taken('2026-01-06')]).toEqual([60, undefined]);
  });

  it('whoever is always in the way is stepped aside from for three seconds', async () => {
    w.meanwhile = Array.from({ length: 50 }, () => async () => ({ type: 'conflict' }) as const);
    const { code } = await refusal(w.counting({ uploadBytesPerDay: 60 }).create(w.ready(1, 60)));
    expect([code, w.taken()]).toEqual(['busy', undefined]);
    expect(w.now - NOON).toBeGreaterThanOrEqual(3000);
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
