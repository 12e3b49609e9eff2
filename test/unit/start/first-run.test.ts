import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createDarkroom } from '@darkroom/client';
import { isFirstRun, makeFirstFiles } from '../../../local/start/first-run.ts';
import { startFakeApi, taskId } from '@darkroom/client/fake-api';
import { aFolder } from './a-folder.ts';

it('makes a picture and a film through the API, keeps a copy of each, and does it once', async () => {
  const folder = aFolder();
  const fake = await startFakeApi();
  onTestFinished(() => fake.stop());
  const darkroom = createDarkroom({ url: fake.url, key: fake.key });
  const signal = new AbortController().signal;
  expect(isFirstRun(folder)).toBe(true);
  const files = await makeFirstFiles({ darkroom, dataDir: folder, tell: () => undefined, signal });
  const url = `${fake.url}/media/picture`;
  const path = join(folder, 'first', `${taskId}.png`);
  expect(files).toEqual([
    { name: 'First picture', url, path },
    { name: 'First film', url, path },
  ]);
  expect(readFileSync(path)).toEqual(fake.picture);
  // Both are ordered at once.
  const orders = fake.requests.filter(({ method }) => method === 'POST');
  expect(orders.map(({ body }) => (body as { providerParams: object }).providerParams)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ service: 'KIE', model: 'IMAGEN4' }),
      expect.objectContaining({ service: 'KIE', model: 'VEO3', modelVariant: 'veo3_fast' }),
    ]),
  );
  expect(isFirstRun(folder)).toBe(false);
});

it('says why when what it asked for failed, and tries again at the next start', async () => {
  const folder = aFolder();
  const fake = await startFakeApi();
  onTestFinished(() => fake.stop());
  fake.script.stages = [{ status: 'FAILED', stage: 'done' }];
  fake.script.task = { status: 'FAILED', failCode: 'generation_failed', failMsg: 'no light', assets: [] };
  const darkroom = createDarkroom({ url: fake.url, key: fake.key });
  const made = makeFirstFiles({
    darkroom,
    dataDir: folder,
    tell: () => undefined,
    signal: new AbortController().signal,
  });
  await expect(made).rejects.toThrow('generation_failed no light');
  expect(isFirstRun(folder)).toBe(true);
});

it('gives up waiting and says how far it had come, and why', async () => {
  const fake = await startFakeApi();
  onTestFinished(() => fake.stop());
  fake.script.stages = [{ status: 'PENDING', stage: 'archiving' }];
  const made = makeFirstFiles({
    darkroom: createDarkroom({ url: fake.url, key: fake.key }),
    dataDir: aFolder(),
    tell: () => undefined,
    signal: new AbortController().signal,
    patienceMs: 50,
  });
  await expect(made).rejects.toThrow(
    /it is still archiving; the last that happened was job-held .* \(no light yet\)\. npx darkroom task/,
  );
});
