import { beforeEach, describe, expect, it } from 'vitest';
import type { Upload } from '#domain/files/upload.ts';
import { rowOf } from '#storage/files/upload-rows.ts';
import { limitsKey } from '#storage/limits/limit-store.ts';
import { ByteWorld, DAY, ana, refusal } from './byte-world.ts';

/** What is counted of uploads for each API key, beside the count of their owner. */
let w: ByteWorld;
beforeEach(() => {
  w = new ByteWorld();
});

describe('a limit of the bytes that each key may bring', () => {
  const ofKey = (n: number, bytes: number, keyId = 'k1'): Upload => ({ ...w.ready(n, bytes), keyId });
  const countOf = (keyId: string): unknown =>
    w.memory.get({ ...limitsKey(ana), sk: `bytes#${DAY}` })?.[`key ${keyId}`];

  it('is of each key, and not of who comes with a token', async () => {
    const counted = w.counting({ keyUploadBytesPerDay: 50 });
    await counted.create(ofKey(1, 50));
    const refused = await refusal(counted.create(ofKey(2, 1)));
    expect(refused.details.extra).toEqual({ exceeded: 'key-upload-bytes' });
    expect(refused.message).toContain('50 bytes of uploads with one key a day are allowed');
    await counted.create(ofKey(3, 40, 'k2'));
    await counted.create(w.ready(4, 100));
    await counted.create(w.ready(5, 100));
    expect([w.taken(), countOf('k1'), countOf('k2')]).toEqual([290, 50, 40]);
  });

  it('is held where it is completed by whoever it is', async () => {
    const counted = w.counting({ keyUploadBytesPerDay: 50, uploadBytesPerDay: 80 });
    await counted.create(ofKey(1, 30));
    const awaited = { ...w.pending(2), keyId: 'k1' };
    w.memory.write({ type: 'put', row: rowOf(awaited, 1) });
    const { code } = await refusal(w.makeReady(counted, awaited, 21));
    expect([code, countOf('k1'), w.stored(awaited)]).toEqual(['rate_limited', 30, 'pending']);
    await w.makeReady(counted, awaited, 20);
    expect([w.taken(), countOf('k1'), w.stored(awaited)]).toEqual([50, 50, 'ready']);
    expect((await refusal(counted.create(ofKey(3, 31, 'k2')))).details.extra).toEqual({
      exceeded: 'upload-bytes',
    });
  });

  it('admits one of two that come at once where there is room for one', async () => {
    const counted = w.counting({ keyUploadBytesPerDay: 50 });
    await counted.create(ofKey(1, 10));
    w.meanwhile = [
      async (transact) => {
        await w.counting({ keyUploadBytesPerDay: 50 }).create(ofKey(2, 30));
        return transact();
      },
    ];
    expect((await refusal(counted.create(ofKey(3, 30)))).code).toBe('rate_limited');
    expect([w.taken(), countOf('k1')]).toEqual([40, 40]);
  });
});
