import { afterEach, describe, expect, it } from 'vitest';
import type { OrphanReport } from '#actions/files/remove-orphans.ts';
import { NOTICE_MS } from '#domain/files/orphans.ts';
import { aBucketWorld, aTaskId, DAY_MS, type BucketWorld } from './bucket-fixture.ts';

let world: BucketWorld;
afterEach(() => world.end());

describe('objects that no row knows', () => {
  const orphan = `uploads/ana/${aTaskId(9)}.png`;
  const media = `images/generated/ana/${aTaskId(5)}.png`;
  const placed = `project_p/branch_b/scene_1/role/videos/thumbnails/320/ana/${aTaskId(5)}-2.webp`;

  /** A bucket that a first visit, which found it empty, has marked as the table's own. */
  async function aMarkedBucket(...trip: Parameters<typeof aBucketWorld>): Promise<void> {
    world = await aBucketWorld(...trip);
    expect(await world.orphans()).toEqual({ looked: 0, found: 0, removed: 0 });
  }

  /** What there is grows old, is looked at, and again when what was noted then is due. */
  async function walkTwice(): Promise<OrphanReport> {
    await world.advance(DAY_MS);
    expect((await world.orphans()).removed).toBe(0);
    await world.advance(NOTICE_MS);
    return world.orphans();
  }

  it('are noted when they are a day old and removed a week later; everything else stays', async () => {
    await aMarkedBucket();
    const upload = await world.store({ keep: true });
    const known = `images/generated/ana/${aTaskId(6)}.png`;
    world.tasks.set(aTaskId(6), 'SUCCESS');
    for (const key of [orphan, media, placed, known, 'notes/readme.txt', 'uploads/ana/readme.txt'])
      await world.put(key);
    expect(await world.orphans()).toEqual({ looked: 8, found: 0, removed: 0 });
    await world.advance(DAY_MS);
    expect(await world.orphans()).toEqual({ looked: 8, found: 3, removed: 0 });
    await world.advance(NOTICE_MS - 1000);
    expect(await world.orphans()).toEqual({ looked: 8, found: 3, removed: 0 });
    await world.advance(1000);
    expect(await world.orphans()).toEqual({ looked: 8, found: 3, removed: 3 });
    expect((await world.keys()).sort()).toEqual(
      [known, upload.key ?? '', 'notes/readme.txt', 'uploads/ana/readme.txt'].sort(),
    );
    expect(world.counts.get('OrphansRemoved')).toBe(3);
  });

  it('stay if they have a row again when a week is over', async () => {
    await aMarkedBucket();
    await world.put(media);
    await world.advance(DAY_MS);
    expect((await world.orphans()).found).toBe(1);
    world.tasks.set(aTaskId(5), 'SUCCESS');
    world.stored.set(aTaskId(5), [media]);
    await world.advance(NOTICE_MS);
    expect(await world.orphans()).toEqual({ looked: 2, found: 0, removed: 0 });
    expect(await world.keys()).toEqual([media]);
  });

  it('are counted and left alone where their removal is not switched on', async () => {
    await aMarkedBucket();
    for (const key of [orphan, media, placed]) await world.put(key);
    await world.advance(DAY_MS);
    expect(await world.orphans({ removes: false })).toEqual({ looked: 4, found: 3, removed: 0 });
    await world.advance(NOTICE_MS);
    expect(await world.orphans({ removes: false })).toEqual({ looked: 4, found: 3, removed: 0 });
    expect((await world.keys()).sort()).toEqual([orphan, media, placed].sort());
    expect(world.counts.get('OrphansFound')).toBe(6);
    expect(world.counts.get('OrphansRemoved')).toBeUndefined();
    expect(await world.orphans()).toEqual({ looked: 4, found: 3, removed: 3 });
    expect(await world.keys()).toEqual([]);
  });

  it('are those of a settled task that none of its outputs is, nor the thumbnail of one', async () => {
    await aMarkedBucket();
    const keys = ['generated', 'thumbnails/320', 'thumbnails/1024'].map(
      (folder) => `images/${folder}/ana/${aTaskId(5)}.${folder === 'generated' ? 'png' : 'webp'}`,
    );
    const discarded = [1, 2].map((n) => `images/generated/ana/${aTaskId(n)}.png`);
    for (const key of [...keys, ...discarded]) await world.put(key);
    for (const n of [1, 2, 5]) world.tasks.set(aTaskId(n), 'SUCCESS');
    world.stored.set(aTaskId(5), keys.slice(0, 1));
    world.stored.set(aTaskId(1), []);
    expect((await walkTwice()).removed).toBe(1);
    expect((await world.keys()).sort()).toEqual([...keys, discarded[1]].sort());
  });

  it('are those, too, that lie beside the key of their row', async () => {
    await aMarkedBucket();
    const upload = await world.store({ keep: true });
    const beside = (upload.key ?? '').replace('.png', '.jpg');
    await world.put(beside);
    await walkTwice();
    expect(await world.keys()).toEqual([upload.key]);
  });

  it('are removed though one object cannot be looked at; that one waits for the next walk', async () => {
    let isBroken = true;
    await aMarkedBucket((table) => ({
      partition: async (pk, prefix) => {
        if (isBroken && pk.includes(aTaskId(9))) throw new Error('try again');
        return table.partition(pk, prefix);
      },
      get: async (key) => {
        if (isBroken && key.pk.includes(aTaskId(9))) throw new Error('try again');
        return table.get(key);
      },
    }));
    await world.put(orphan);
    await world.put(media);
    expect((await walkTwice()).removed).toBe(1);
    expect(await world.keys()).toEqual([orphan]);
    isBroken = false;
    expect((await walkTwice()).removed).toBe(1);
  });

  it('are found however far the walk is from its beginning', async () => {
    await aMarkedBucket();
    await world.put(orphan);
    await world.advance(DAY_MS);
    // As an earlier version wrote it.
    await world.table.write({ type: 'put', row: { pk: 'walk#orphans', sk: 'place', after: 'zzz' } });
    expect((await world.orphans()).found).toBe(0);
    expect((await world.orphans()).found).toBe(1);
  });

  it('are none at all in a bucket that names another table, not even to look at', async () => {
    world = await aBucketWorld();
    await world.put('darkroom.json', JSON.stringify({ table: 'f'.repeat(32) }));
    await world.put(media);
    await world.advance(DAY_MS);
    for (let i = 0; i < 2; i += 1) {
      expect(await world.orphans()).toEqual({ looked: 0, found: 0, removed: 0, refused: 'not-ours' });
      await world.advance(NOTICE_MS);
    }
    expect(await world.keys()).toEqual([media]);
    expect(world.counts.get('OrphanWalkRefused')).toBe(2);
  });

  it('are not removed from a full bucket that a new table finds: it is never marked as its own', async () => {
    world = await aBucketWorld();
    for (let n = 1; n <= 5; n += 1) await world.put(`images/generated/ana/${aTaskId(n)}.png`);
    for (let i = 0; i < 3; i += 1) {
      await world.advance(NOTICE_MS);
      expect(await world.orphans()).toEqual({ looked: 5, found: 5, removed: 0 });
    }
    expect(await world.keys()).toHaveLength(5);
  });

  it('are not removed where they are more than twenty and more than two in a hundred, and an alarm counts it', async () => {
    await aMarkedBucket();
    const keyOf = (n: number): string => `images/generated/ana/${aTaskId(n)}.png`;
    for (let n = 1; n <= 21; n += 1) await world.put(keyOf(n));
    await world.advance(DAY_MS);
    expect(await world.orphans()).toEqual({ looked: 22, found: 21, removed: 0, refused: 'too-many' });
    await world.advance(NOTICE_MS);
    expect(await world.orphans()).toEqual({ looked: 22, found: 21, removed: 0, refused: 'too-many' });
    expect(world.counts.get('OrphanWalkRefused')).toBe(2);
    world.tasks.set(aTaskId(1), 'SUCCESS');
    world.stored.set(aTaskId(1), [keyOf(1)]);
    expect((await walkTwice()).removed).toBe(20);
    expect(await world.keys()).toEqual([keyOf(1)]);
  });
});
