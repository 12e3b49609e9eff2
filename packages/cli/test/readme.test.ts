import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../commands.ts';
import { exitCodes } from '../context.ts';
import { helpText } from '../help.ts';

it('the README of the command line lists its commands', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  const listed = [...readme.matchAll(/^\| `darkroom (\w+)` /gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(commands).sort());
});

it('the help tells every command and every exit code', () => {
  for (const name of Object.keys(commands)) expect(helpText).toContain(`darkroom ${name}`);
  const [, codes = ''] = helpText.split('Exit codes:');
  expect(codes.match(/\b\d+\b/g)).toEqual(Object.values(exitCodes).map(String));
});
