import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { cleanups } from '../../../local/start/cleanups.ts';
import { watchCode } from '../../../local/start/watch.ts';
import { aFolder } from './a-folder.ts';

it('calls once for many saves, again for a save during the call, and never two at a time', async () => {
  const root = aFolder();
  for (const folder of ['infra', 'functions', 'shared']) mkdirSync(join(root, folder));
  const calls: string[] = [];
  let finish: () => void = () => undefined;
  const watch = watchCode(root, (file) => {
    calls.push(file);
    return new Promise((resolve) => (finish = resolve));
  });
  onTestFinished(() => watch.stop());
  writeFileSync(join(root, 'shared', 'a.ts'), '1');
  writeFileSync(join(root, 'shared', 'a.ts'), '2');
  await vi.waitFor(() => expect(calls).toEqual(['shared/a.ts']));
  writeFileSync(join(root, 'infra', 'b.ts'), '1');
  // The call still runs: the second save waits for it.
  await vi.waitUntil(async () => {
    finish();
    return calls.length === 2;
  });
  expect(calls[1]).toBe('infra/b.ts');
});

it('hears of every save that puts a new file in the place of the old, and of files in new folders', async () => {
  const root = aFolder();
  for (const folder of ['infra', 'functions', 'shared/actions'])
    mkdirSync(join(root, folder), { recursive: true });
  const file = join(root, 'shared', 'actions', 'a.ts');
  writeFileSync(file, '0');
  let calls = 0;
  const watch = watchCode(root, async () => void (calls += 1));
  onTestFinished(() => watch.stop());
  for (const text of ['1', '2', '3']) {
    const before = calls;
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
    await vi.waitUntil(() => calls > before);
  }
  const before = calls;
  mkdirSync(join(root, 'shared', 'new'));
  await vi.waitUntil(() => calls > before);
  writeFileSync(join(root, 'shared', 'new', 'b.ts'), '1');
  await vi.waitUntil(() => calls > before + 1);
});

it('puts away in the opposite order, all of it, and late comers at once', async () => {
  const done: string[] = [];
  const waste = cleanups();
  waste.add(() => void done.push('first'));
  waste.add(() => Promise.reject(new Error('stuck')));
  waste.add(() => void done.push('last'));
  const errors = await waste.run();
  waste.add(() => void done.push('late'));
  expect(done).toEqual(['last', 'first', 'late']);
  expect(errors).toHaveLength(1);
});
