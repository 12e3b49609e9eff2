import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { missingPackages, nativePackages, rangeInWords, satisfies } from '../../../local/machine.mjs';
import { nativePackages as ofFunctions } from '../../../infra/bundle/native-packages.ts';
import { aFolder } from './a-folder.ts';

const root = join(import.meta.dirname, '..', '..', '..');
type Lock = Parameters<typeof nativePackages>[0];
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  engines: { node: string };
};
const thisKind = { os: 'linux', cpu: 'x64', libc: 'glibc' };

it.each([
  ['18.20.4', false],
  ['20.9.0', false],
  ['20.18.9', false],
  ['20.19.0', true],
  ['20.20.2', true],
  ['21.7.3', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.21.0', true],
])('takes Node %s to install with: %s', (version, isTaken) => {
  expect(satisfies(version, engines.node)).toBe(isTaken);
});

it('says which Node it needs in words', () => {
  expect(rangeInWords(engines.node)).toBe('20.19 (or newer of that line), or 22.12 or newer');
});

it('needs no older Node than any native package of this kind of machine does', () => {
  const natives = nativePackages(lock, thisKind);
  expect(natives).toEqual(
    expect.arrayContaining(['node_modules/@img/sharp-linux-x64', 'node_modules/@esbuild/linux-x64']),
  );
  const wanted = natives.flatMap((folder) => lock.packages[folder]?.engines?.node ?? []);
  const least = ['20.19.0', '22.12.0'];
  for (const range of wanted.map((text) => text.replaceAll('>= ', '>=')))
    for (const version of least) expect(satisfies(version, range), `${range} and ${version}`).toBe(true);
});

it('counts no package of another machine among the native ones', () => {
  const musl = nativePackages(lock, { ...thisKind, libc: 'musl' });
  expect(musl).toContain('node_modules/@img/sharp-linuxmusl-x64');
  expect(musl).not.toContain('node_modules/@img/sharp-linux-x64');
});

it('names what npm has left out', () => {
  expect(missingPackages(aFolder(), ['node_modules/a'])).toEqual(['node_modules/a']);
  expect(missingPackages(root, nativePackages(lock, thisKind))).toEqual([]);
});

it('loads what the functions load of native packages before anything starts', () => {
  const bootstrap = readFileSync(join(root, 'local', 'bootstrap.mjs'), 'utf8');
  for (const name of ofFunctions) expect(bootstrap).toContain(`import('${name}')`);
});

it('is told of the same least Node wherever one is named', () => {
  const text = (file: string): string => readFileSync(join(root, file), 'utf8');
  expect(satisfies(`${text('.nvmrc').trim()}.0.0`, engines.node)).toBe(true);
  for (const [, least = ''] of engines.node.matchAll(/([\d]+\.[\d]+)\.0/g))
    for (const page of ['README.md', 'docs/deploy.md']) expect(text(page)).toContain(least);
  expect(text('packages/cli/README.md')).toContain(/[\d]+\.[\d]+/.exec(engines.node)?.[0] ?? '');
});
