import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleDoors, doorsIn } from '../../infra/bundle.ts';
import { stubDoors, temporaryFolder } from './assembly.ts';

let folder = '';
let doors = '';
beforeEach(() => {
  folder = temporaryFolder();
  doors = stubDoors(join(folder, 'doors'), ['first-door', 'second-door']);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (build: string): string[] =>
  readdirSync(build, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(build, path)).isFile())
    .sort()
    .map((path) => `${path}: ${readFileSync(join(build, path), 'utf8')}`);

describe('bundling', () => {
  it('takes a file for a door when it exports a handler, and leaves the rest alone', () => {
    writeFileSync(join(doors, 'wiring.ts'), 'export const connect = () => 1;\n');
    writeFileSync(join(doors, 'notes.md'), 'export const handler = 1;\n');
    expect(doorsIn(doors)).toEqual(['first-door', 'second-door']);
  });

  it('makes a CommonJS module of each door that runs as it stands, even inside a package of modules', async () => {
    mkdirSync(join(folder, 'build'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const { folder: build } = await bundleDoors(doors, join(folder, 'build'));
    const door = createRequire(import.meta.url)(join(build, 'first-door', 'index.js')) as {
      handler: () => Promise<string>;
    };
    expect(await door.handler()).toBe('first-door');
  });

  it('gives the same bytes for the same sources, wherever they are written', async () => {
    await bundleDoors(doors, join(folder, 'one'));
    await bundleDoors(doors, join(folder, 'two'));
    expect(bytesOf(join(folder, 'two'))).toEqual(bytesOf(join(folder, 'one')));
  });

  it('touches nothing when nothing has changed', async () => {
    const { folder: build } = await bundleDoors(doors, join(folder, 'build'));
    const before = statSync(join(build, 'first-door', 'index.js')).mtimeMs;
    await bundleDoors(doors, build);
    expect(statSync(join(build, 'first-door', 'index.js')).mtimeMs).toBe(before);
  });

  it('forgets a door that is gone', async () => {
    const { folder: build } = await bundleDoors(doors, join(folder, 'build'));
    rmSync(join(doors, 'second-door.ts'));
    expect((await bundleDoors(doors, build)).doors).toEqual(['first-door']);
    expect(readdirSync(build).sort()).toEqual(['first-door', 'meta.json']);
  });

  it('writes down what each bundle is made of, by door', async () => {
    const { folder: build } = await bundleDoors(doors, join(folder, 'build'));
    const meta = JSON.parse(readFileSync(join(build, 'meta.json'), 'utf8')) as { outputs: object };
    expect(Object.keys(meta.outputs)).toEqual(['first-door/index.js', 'second-door/index.js']);
  });

  it('says so when there is no door at all', async () => {
    rmSync(join(doors, 'first-door.ts'));
    rmSync(join(doors, 'second-door.ts'));
    await expect(bundleDoors(doors, join(folder, 'build'))).rejects.toThrow(/No door/);
  });
});
