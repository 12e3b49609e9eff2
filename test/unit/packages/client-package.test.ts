import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildClient } from '../../../local/client-package.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-package-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A registry is never asked: there is nothing beside the package. */
const offline = (): string[] => ['--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')];

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

// Imports whatever the package names, and opens a path as only Node can.
const program = `
const { exports, dependencies } = JSON.parse(await (await import('node:fs/promises')).readFile('node_modules/@darkroom/client/package.json', 'utf8'));
const names = Object.keys(exports);
// What is for React wants React, and style sheets are for pages.
for (const name of names.filter((one) => !/^.\\/(react|uploader)/.test(one))) await import('@darkroom/client' + name.slice(1));
const { createDarkroom } = await import('@darkroom/client');
const upload = createDarkroom({ url: 'http://127.0.0.1:2', key: 'dk_test' }).upload({ path: 'none.png' });
const { code } = await upload.catch((error) => error);
console.log(JSON.stringify({ names, dependencies, code }));
`;

it('is packed, installed where there is nothing else, imported by every name, and declares its style sheet', async () => {
  buildClient(join(folder, 'built'));
  const packing = ['pack', join(folder, 'built'), '--json', '--pack-destination', folder, ...offline()];
  const { stdout: answer } = await run('npm', packing);
  const [packed] = JSON.parse(answer) as [Packed];

  const sources = globSync(['*.ts', 'react/*.ts', 'ai-sdk/*.ts', 'uploader/*.ts'], {
    cwd: join(root, 'packages', 'client'),
  })
    .filter((name) => name !== 'fake-api.ts')
    .map((name) => name.slice(0, -'.ts'.length));
  const files = [
    'LICENSE',
    'README.md',
    'package.json',
    'uploader/uploader.css',
    'uploader/uploader.css.d.ts',
    ...sources.flatMap((one) => [`${one}.js`, `${one}.d.ts`]),
  ];
  expect(packed.files.map(({ path }) => path).toSorted()).toEqual(files.toSorted());

  const place = join(folder, 'place');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{"private":true,"type":"module"}');
  await run('npm', ['install', join(folder, packed.filename), ...offline()], { cwd: place });
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: place });
  expect(JSON.parse(stdout)).toEqual({
    names: expect.arrayContaining([
      '.',
      './tasks',
      './save',
      './api-types',
      './react',
      './uploader',
      './uploader.css',
    ]) as unknown,
    code: 'no_such_file',
  });

  writeFileSync(join(place, 'page.ts'), "import '@darkroom/client/uploader.css';\n");
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const asPages = ['--noEmit', '--module', 'nodenext', '--noUncheckedSideEffectImports'];
  await run(process.execPath, [compiler, ...asPages, 'page.ts'], { cwd: place });
});
