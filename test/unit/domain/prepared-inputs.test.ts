import { expect, it } from 'vitest';
import type { Upload } from '#domain/files/upload.ts';
import { fileOf, limitsOn, unreachableInput, unusableInput } from '#domain/tasks/prepared-inputs.ts';
import { after, at, owner } from './samples.ts';

const url = 'https://files.example.test/a.png?signature=secret';

it('an input that cannot be used fails its task, and what may be secret in its address is not told', () => {
  const lost = unusableInput(url, 'it is gone');
  expect(lost).toMatchObject({ type: 'failed', code: 'input_expired' });
  expect(lost.message).toBe('The input https://files.example.test/a.png cannot be used: it is gone');
});

it('an input out of reach is tried again ever more rarely, and given up after ten minutes', () => {
  const waits = (lateSince: string | undefined, now: number) =>
    unreachableInput(url, 'silent', { lateSince, now });
  expect(waits(undefined, after(0))).toMatchObject({ type: 'later', cause: 'input', until: at(15) });
  expect(waits(at(0), after(60))).toMatchObject({ until: at(120) });
  expect(waits(at(0), after(599))).toMatchObject({ until: at(719) });
  expect(waits(at(0), after(600))).toMatchObject({ type: 'failed', code: 'input_expired' });
});

it('only an upload that is here is a file', () => {
  const upload = { owner, status: 'ready', key: 'k', contentType: 'image/png', bytes: 5 } as Upload;
  expect(fileOf(url, upload)).toEqual({
    type: 'file',
    file: { key: 'k', contentType: 'image/png', bytes: 5 },
  });
  expect(fileOf(url, { ...upload, status: 'removing' })).toMatchObject({ type: 'failed' });
  expect(fileOf(url, undefined)).toMatchObject({ type: 'failed' });
});

it('a file is held to the limits of every place in which it stands', () => {
  const limits = [{ url: 'a', maxMegabytes: 1 }, { url: 'b' }, { url: 'a', accept: ['image/*'] }];
  expect(limitsOn({ providerParams: {}, input: {}, limits }, 'a')).toHaveLength(2);
  expect(limitsOn({ providerParams: {}, input: {} }, 'a')).toEqual([]);
});
