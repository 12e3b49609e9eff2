import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'packages', 'client');

interface Manifest {
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly [member: string]: unknown;
}

/** For our own tests, and therefore not for others. */
const unpublished = './fake-api';

/** Taken as they are. */
const isStyle = (path: string): boolean => path.endsWith('.css');

const compiled = (path: string): string => path.replace(/\.ts$/, '.js');
const declared = (path: string): string => (isStyle(path) ? `${path}.d.ts` : path.replace(/\.ts$/, '.d.ts'));

/** The manifest of what is compiled: here the sources are the exports, there what was made of them is. */
function published(manifest: Manifest): object {
  const { exports, imports } = manifest;
  const shown = Object.entries(exports).filter(([name]) => name !== unpublished);
  return {
    ...manifest,
    private: undefined,
    // What runs here strips types, which takes a newer Node.
    engines: { node: '>=20.19' },
    files: ['*.js', '*.d.ts', 'react', 'ai-sdk', 'uploader'],
    imports: Object.fromEntries(
      Object.entries(imports).map(([name, conditions]) => [
        name,
        Object.fromEntries(Object.entries(conditions).map(([when, path]) => [when, compiled(path)])),
      ]),
    ),
    exports: Object.fromEntries(
      shown.map(([name, path]) => [name, { types: declared(path), default: compiled(path) }]),
    ),
  };
}

/** Links into the repository lead nowhere from there. */
const withoutLinks = (readme: string): string => readme.replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, '$1');

// The compiler rewrites what is run, and leaves declarations as they are.
const importedSource = /((?:from |import\()["']\.\.?\/[^"']+)\.ts(["'])/g;

/** Makes the package that is published of the client: JavaScript, declarations, README, manifest. */
export function buildClient(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(source, 'tsconfig.build.json');
  execFileSync(process.execPath, [compiler, '-p', project, '--outDir', folder], { stdio: 'inherit' });
  for (const path of globSync(join(folder, '**', '*.d.ts')))
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(importedSource, '$1.js$2'));
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Manifest;
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published(manifest), null, 2)}\n`);
  for (const path of Object.values(manifest.exports).filter(isStyle)) {
    copyFileSync(join(source, path), join(folder, path));
    // From TypeScript 6 on an import without a declaration is an error, also where nothing is taken from it.
    writeFileSync(join(folder, declared(path)), 'export {};\n');
  }
  const readme = readFileSync(join(source, 'README.md'), 'utf8');
  writeFileSync(join(folder, 'README.md'), withoutLinks(readme));
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}

if (import.meta.main) {
  const folder = resolve(process.argv[2] ?? join(root, '.build', 'client'));
  buildClient(folder);
  process.stdout.write(`The package is in ${folder}; npm publish ${folder} sends it off.\n`);
}
