import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const root = join(import.meta.dirname, '..', '..', '..');
const manifest = z.object({ name: z.string(), exports: z.record(z.string(), z.string()).default({}) });

const packages = globSync('packages/*/package.json', { cwd: root }).map((path) => {
  const folder = join(root, dirname(path));
  const { name, exports } = manifest.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
  return { name, folder, exports, readme: readFileSync(join(folder, 'README.md'), 'utf8') };
});

describe.each(packages)('the package $name', ({ name, folder, exports, readme }) => {
  it('exports files that exist', () => {
    expect(Object.values(exports).filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  });

  it('lists every export in its README, and nothing else', () => {
    const rows = readme.split('\n').filter((line) => line.startsWith(`| \`${name}`));
    const listed = rows.map((row) => /`([^`]+)`/.exec(row)?.[1]?.replace(name, '.'));
    expect(listed.sort()).toEqual(Object.keys(exports).sort());
  });
});
