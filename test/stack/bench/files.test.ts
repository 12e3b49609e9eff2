import { expect, it } from 'vitest';
import { cleanUp } from '../../../bench/cleanup.ts';
import { eraseAll } from '../../../bench/erasure.ts';
import { draw } from '../../../bench/thumbnails.ts';
import { countUploads } from '../../../bench/uploads.ts';
import { aPicture } from '../../sample-media.ts';

it('each way in takes as few requests as it can', async () => {
  const counted = await countUploads();
  const brief = Object.fromEntries(
    Object.entries(counted).map(([name, { calls, puts, writeUnits }]) => [name, { calls, puts, writeUnits }]),
  );
  // A new row is written with two indexes; what completes it moves one of them.
  expect(brief).toEqual({
    // What was sent, its copy under the key at which it is read, and what keeps the address closed.
    presigned: { calls: 2, puts: 3, writeUnits: 6 },
    // What was fetched, and its copy under the key at which it is read.
    'from-url': { calls: 3, puts: 2, writeUnits: 6 },
    base64: { calls: 1, puts: 1, writeUnits: 3 },
    stream: { calls: 1, puts: 1, writeUnits: 3 },
  });
});

it('a cleanup removes a thousand objects a request, and takes four write units an upload', async () => {
  const { removed, asked } = await cleanUp(60);
  expect(removed).toBe(60);
  expect(asked.removals).toBe(1);
  expect(asked.writeUnits).toBe(60 * 4 + 1);
});

it('a picture is drawn in two sizes', async () => {
  expect(await draw(await aPicture(), 3)).toMatchObject({ pictures: 3, written: 6 });
});

it('an erasure takes a handful of table requests a task, and one S3 request for many', async () => {
  const { tasks, asked } = await eraseAll(60);
  expect(tasks).toBe(60);
  expect(asked.removals).toBeLessThanOrEqual(3);
  expect(asked.requests / tasks).toBeLessThanOrEqual(7);
  expect(asked.writeUnits / tasks).toBeLessThanOrEqual(10);
});
