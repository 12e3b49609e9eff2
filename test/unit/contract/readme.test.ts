import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorClasses } from '#domain/error.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');

it('the README tells of every way to fail, with the class that the API gives', () => {
  const rows = [...readme.matchAll(/^\| FAILED `(\w+)` +\| (\w+) +\|/gm)];
  expect(Object.fromEntries(rows.map(([, code, word]) => [code, word]))).toEqual(errorClasses);
});
