import { mkdirSync, writeFileSync } from 'node:fs';
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
