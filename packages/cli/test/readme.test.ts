import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../run.ts';

it('the README of the command line lists its commands', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  const listed = [...readme.matchAll(/^\| `darkroom (\w+)` /gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(commands).sort());
});
