import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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

  it('puts what a door asks for by import() beside its bundle, and forgets it with the question', async () => {
    const door = join(doors, 'first-door.ts');
    const stub = readFileSync(door, 'utf8');
    writeFileSync(join(doors, 'films.ts'), "export const length = () => 'ninety minutes';\n");
    writeFileSync(door, "export const handler = async () => (await import('./films.ts')).length();\n");
    const { folder: build } = await bundleDoors(doors, join(folder, 'build'));
    const beside = join(build, 'first-door', 'films.js');
    expect(readFileSync(join(build, 'first-door', 'index.js'), 'utf8')).not.toContain('ninety');
    expect(readFileSync(beside, 'utf8')).toContain('ninety');
    const { handler } = createRequire(import.meta.url)(join(build, 'first-door', 'index.js')) as {
      handler: () => Promise<string>;
    };
    expect(await handler()).toBe('ninety minutes');
    writeFileSync(door, stub);
    await bundleDoors(doors, build);
    expect(existsSync(beside)).toBe(false);
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

  it('takes credentials from the environment of the function and looks nowhere else', async () => {
    // Inside the project, so that the door finds the SDK.
    mkdirSync(join(import.meta.dirname, '..', '..', '.build'), { recursive: true });
    const inside = mkdtempSync(join(import.meta.dirname, '..', '..', '.build', 'doors-'));
    const source = [
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
      'export const handler = async () => new DynamoDBClient({}).config.credentials();',
    ];
    try {
      writeFileSync(join(inside, 'asks.ts'), source.join('\n'));
      await bundleDoors(inside, join(folder, 'build'));
    } finally {
      rmSync(inside, { recursive: true });
    }
    const bundle = join(folder, 'build', 'asks', 'index.js');
    const text = readFileSync(bundle, 'utf8');
    expect(text).not.toContain('AssumeRoleWithWebIdentity');
    const door = createRequire(import.meta.url)(bundle) as { handler: () => Promise<object> };
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    expect(await door.handler()).toMatchObject({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
    vi.unstubAllEnvs();
  });
});
