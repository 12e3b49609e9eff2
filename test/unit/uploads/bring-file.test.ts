import { afterEach, describe, expect, it } from 'vitest';
import { bringFile, type BringDependencies } from '#actions/files/bring-file.ts';
import { aBucketWorld, ana, type BucketWorld } from './bucket-fixture.ts';
import { bringing } from './bringing.ts';

let world: BucketWorld;
afterEach(() => world.end());

const key = `uploads/ana/${'1'.repeat(32)}.png`;

const bring = (more: Partial<BringDependencies> = {}) =>
  bringFile({ ...world.dependencies, ...bringing(world), ...more })({
    owner: ana,
    url: 'https://files.example/a.png',
    keyOf: () => key,
  });

describe('a stranger file', () => {
  it('lies where it is to lie, and no more where it arrived', async () => {
    world = await aBucketWorld();
    const brought = await bring();
    expect(brought).toMatchObject({ type: 'stored', arrival: { key, contentType: 'image/png' } });
    expect(await world.keys()).toEqual([key]);
    // Once more it is written over.
    expect(await bring()).toEqual(brought);
    expect(await world.keys()).toEqual([key]);
  });

  const claims = { contentType: 'image/png', bytes: 1, sha256: '' };
  it.each([
    ['has not answered', undefined],
    ['answers with nothing', null],
    ['answers as none of its versions does', { type: 'stored', arrival: { key: 'fetched/ana/1' } }],
    [
      'says that it is of a type that is not taken',
      { type: 'stored', arrival: { ...claims, key: 'fetched/ana/1', contentType: 'text/html' } },
    ],
    ['names a file of another owner', { type: 'stored', arrival: { ...claims, key: 'fetched/ben/1' } }],
    [
      'names a file that did not arrive',
      { type: 'stored', arrival: { ...claims, key: 'uploads/ana/1.png' } },
    ],
  ])('is no file, and no verdict on one, where the function that fetches %s', async (_how, answer) => {
    world = await aBucketWorld();
    const fetchFile = async (): Promise<unknown> => {
      if (answer === undefined) throw new Error('Task timed out');
      return answer;
    };
    await expect(bring({ fetchFile })).rejects.toThrow();
    expect(await world.keys()).toEqual([]);
    // The next one finds nothing in its way.
    expect(await bring()).toMatchObject({ type: 'stored' });
  });

  it('does not stay where it arrived even where it cannot be taken in', async () => {
    world = await aBucketWorld();
    const { fetched } = bringing(world);
    const take = async (): Promise<void> => {
      throw new Error('SlowDown');
    };
    await expect(bring({ fetched: { ...fetched, take } })).rejects.toThrow('SlowDown');
    expect(await world.keys()).toEqual([]);
  });

  it('is here although its arrival cannot be cleared away', async () => {
    world = await aBucketWorld();
    const { fetched } = bringing(world);
    const drop = async (): Promise<void> => {
      throw new Error('SlowDown');
    };
    expect(await bring({ fetched: { ...fetched, drop } })).toMatchObject({ type: 'stored' });
    expect(await world.keys()).toContain(key);
  });
});
