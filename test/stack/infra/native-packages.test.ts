import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundleFunctions } from '../../../infra/bundle/bundle.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let folder: string;
let sources: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-native-'));
  sources = join(folder, 'functions');
  mkdirSync(sources);
  writeFileSync(
    join(sources, 'draws.ts'),
    "import sharp from 'sharp';\nexport const handler = async () => sharp;\n",
  );
  writeFileSync(join(sources, 'writes.ts'), 'export const handler = async () => 1;\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bundled = (packages?: string): Promise<string> =>
  bundleFunctions({ sources, files: ['draws', 'writes'], into: join(folder, 'build'), packages });

it('a bundle with native code finds our own package beside it, without any network', async () => {
  for (let times = 0; times < 2; times += 1) await bundled();
  const beside = join(folder, 'build', 'draws', 'node_modules', 'sharp');
  expect(lstatSync(beside).isSymbolicLink()).toBe(true);
  expect(realpathSync(beside)).toBe(realpathSync(join(root, 'node_modules', 'sharp')));
  expect(existsSync(join(folder, 'build', 'writes', 'node_modules'))).toBe(false);
});

it('a bundle that is to be deployed holds the packages that were fetched for it', async () => {
  const fetched = join(folder, 'fetched');
  mkdirSync(join(fetched, 'sharp'), { recursive: true });
  writeFileSync(join(fetched, 'sharp', 'index.js'), 'for arm64');
  await bundled();
  await bundled(fetched);
  const beside = join(folder, 'build', 'draws', 'node_modules', 'sharp');
  expect(lstatSync(beside).isSymbolicLink()).toBe(false);
  expect(readFileSync(join(beside, 'index.js'), 'utf8')).toBe('for arm64');
  expect(existsSync(join(root, 'node_modules', 'sharp', 'package.json'))).toBe(true);
});
