import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createApi } from '@darkroom/client';

it('the README of the client lists the calls that it makes', () => {
  const readme = readFileSync(
    join(import.meta.dirname, '..', '..', '..', 'packages', 'client', 'README.md'),
    'utf8',
  );
  const listed = [...readme.matchAll(/^\| `([a-z]\w+)` /gm)].map(([, name]) => name);
  const api = createApi({ url: 'https://api.example.test', key: 'dk_test', fetch });
  expect(listed.sort()).toEqual(Object.keys(api).sort());
});
