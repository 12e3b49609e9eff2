import { afterEach, describe, expect, it } from 'vitest';
import { isoTime } from '#domain/ports.ts';
import type { Upload } from '#domain/files/upload.ts';
import type { Table, Write } from '#storage/table/table-port.ts';
import { aBucketWorld, ana, aTaskId, DAY_MS, HOUR_MS, type BucketWorld } from './bucket-fixture.ts';

let world: BucketWorld;
afterEach(() => world.end());

const rowOf = (upload: { id: string }) => world.table.partition(`upload#ana#${upload.id}`);

describe('an upload that has expired', () => {
  it('is removed with its rows, and counted', async () => {
    world = await aBucketWorld();
    const old = await world.store();
    await world.advance(DAY_MS);
    const young = await world.store();
    const kept = await world.store({ keep: true });
    await world.advance(2 * DAY_MS);

    expect(await world.expire()).toEqual({ removed: 1, needed: 0, left: 0 });
    expect(await rowOf(old)).toEqual([]);
    expect((await world.keys()).sort()).toEqual([young.key, kept.key].sort());
    expect(world.counts.get('UploadsExpired')).toBe(1);
    expect(await world.expire()).toEqual({ removed: 0, needed: 0, left: 0 });
  });

  it('stays as long as an open task may need it, and an hour more', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    await world.advance(3 * DAY_MS - HOUR_MS);
    expect(await world.use(upload, aTaskId(1), 2 * HOUR_MS)).toBe(true);
    await world.advance(2 * HOUR_MS);
    expect(await world.expire()).toMatchObject({ removed: 0, needed: 1 });
    await world.advance(HOUR_MS - 1);
    expect(await world.expire()).toMatchObject({ removed: 0, needed: 1 });
    await world.advance(1);
    expect(await world.expire()).toMatchObject({ removed: 1, needed: 0 });
    expect(await rowOf(upload)).toEqual([]);
    expect(await world.use(upload, aTaskId(2), HOUR_MS)).toBe(false);
  });

  it('is left to whoever uses it in the very moment of its removal', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    await world.advance(3 * DAY_MS);
    const { uploads } = world.dependencies;
    const meddling = {
      ...uploads,
      withUses: async (address: Parameters<typeof uploads.withUses>[0]) => {
        const seen = await uploads.withUses(address);
        await world.use(upload, aTaskId(7), HOUR_MS);
        return seen;
      },
    };
    expect(await world.expire({ uploads: meddling })).toEqual({ removed: 0, needed: 0, left: 1 });
    expect(await world.keys()).toEqual([upload.key]);
  });

  it('is found again by the next tick, wherever the last one died', async () => {
    for (let deadly = 1; deadly <= 6; deadly += 1) {
      let step = 0;
      const mortal =
        <In extends unknown[], Out>(work: (...args: In) => Promise<Out>) =>
        async (...args: In): Promise<Out> => {
          step += 1;
          if (step === deadly) throw new Error('died');
          return work(...args);
        };
      let armed = false;
      world = await aBucketWorld((table: Table) => ({
        write: (write) => (armed ? mortal((one: Write) => table.write(one))(write) : table.write(write)),
      }));
      const used = await world.store();
      const uploads = [used, await world.store()];
      await world.use(used, aTaskId(1), 1000);
      await world.advance(3 * DAY_MS);
      armed = true;
      const removeAll = mortal(world.objects.removeAll);
      await world.expire({ objects: { removeAll } }).catch(() => undefined);
      armed = false;
      await world.expire();
      expect(await world.keys()).toEqual([]);
      for (const upload of uploads)
        expect((await rowOf(upload)).filter(({ sk }) => sk === 'upload')).toEqual([]);
      if (deadly < 6) await world.end();
    }
  });

  it('bears two cleanups at once', async () => {
    world = await aBucketWorld();
    for (let i = 0; i < 30; i += 1) await world.store();
    await world.advance(4 * DAY_MS);
    const reports = await Promise.all([world.expire(), world.expire()]);
    expect(reports.reduce((sum, { removed }) => sum + removed, 0)).toBeGreaterThanOrEqual(30);
    expect(await world.keys()).toEqual([]);
    expect(
      await world.dependencies.uploads.expired(new Date(world.s3.clock.now()).toISOString(), 10),
    ).toEqual({
      items: [],
    });
  });

  it('is removed page by page where there are thousands, and a visit that has no time stops in between', async () => {
    world = await aBucketWorld();
    const { uploads } = world.dependencies;
    const now = world.s3.clock.now();
    for (let n = 0; n < 2300; n += 1) {
      const id = n.toString(16).padStart(32, '0') as Upload['id'];
      const at = isoTime(now + n);
      const pending = { id, owner: ana, status: 'pending', fileName: 'a', createdAt: at, uses: 0 } as const;
      await uploads.create({ ...pending, expiresAt: at });
    }
    await world.advance(DAY_MS);
    expect(await world.expire({}, world.s3.clock.now())).toEqual({ removed: 1000, needed: 0, left: 0 });
    expect(await world.expire()).toEqual({ removed: 1300, needed: 0, left: 0 });
    expect(world.partitions()).toEqual([]);
  });

  it('is caught up with after days without a tick, and stays unseen meanwhile', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    await world.advance(40 * DAY_MS);
    await expect(world.remove(ana, upload.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await world.use(upload, aTaskId(3), HOUR_MS)).toBe(true);
    expect(await world.expire()).toMatchObject({ needed: 1 });
    await world.advance(3 * HOUR_MS);
    expect(await world.expire()).toMatchObject({ removed: 1 });
    expect(world.partitions()).toEqual([]);
  });

  it('keeps its row where the store did not remove its object', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    await world.advance(3 * DAY_MS);
    const stubborn = { removeAll: async (keys: readonly string[]) => new Set(keys) };
    expect(await world.expire({ objects: stubborn })).toEqual({ removed: 0, needed: 0, left: 1 });
    expect(await rowOf(upload)).toHaveLength(1);
    expect(await world.expire()).toMatchObject({ removed: 1 });
  });
});

describe('removing an upload by hand', () => {
  it('is refused while a task that uses it is open, and then works', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    world.tasks.set(aTaskId(1), 'PENDING');
    await world.use(upload, aTaskId(1), HOUR_MS);
    await expect(world.remove(ana, upload.id)).rejects.toMatchObject({ code: 'conflict' });
    world.tasks.set(aTaskId(1), 'SUCCESS');
    await world.remove(ana, upload.id);
    expect(await world.keys()).toEqual([]);
    expect(await rowOf(upload)).toEqual([]);
    await expect(world.remove(ana, upload.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
