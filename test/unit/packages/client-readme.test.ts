import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createDarkroom } from '@darkroom/client';

/** `run`, `tasks.create`: every function, by the way to it. */
const callsOf = (object: object, way = ''): string[] =>
  Object.entries(object).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null ? callsOf(member, `${way}${name}.`) : [`${way}${name}`],
  );

it('the README of the client lists the calls that it makes', () => {
  const path = join(import.meta.dirname, '..', '..', '..', 'packages', 'client', 'README.md');
  const [, section = ''] = readFileSync(path, 'utf8').split('\n## Calls\n');
  const [table = ''] = section.split('\n## ');
  const listed = [...table.matchAll(/^\| `([a-z][\w.]*)` /gim)].map(([, name]) => name);
  const darkroom = createDarkroom({ url: 'https://api.example.test', key: 'dk_test' });
  expect(listed.sort()).toEqual(callsOf(darkroom).sort());
});
