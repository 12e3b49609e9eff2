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
import { bundleFunctions } from '../../../infra/bundle/bundle.ts';
import { stubFunctions, temporaryFolder } from './assembly.ts';

let folder = '';
let sources = '';
const files = ['first', 'second'];
beforeEach(() => {
  folder = temporaryFolder();
  sources = stubFunctions(join(folder, 'functions'), files);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bundled = (into = 'build', of: readonly string[] = files): Promise<string> =>
  bundleFunctions({ sources, files: of, into: join(folder, into) });

const bytesOf = (build: string): string[] =>
  readdirSync(build, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(build, path)).isFile())
    .sort()
    .map((path) => `${path}: ${readFileSync(join(build, path), 'utf8')}`);

describe('bundling', () => {
  it('makes a CommonJS module of each function that runs as it stands, even inside a package of modules', async () => {
    mkdirSync(join(folder, 'build'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const build = await bundled();
    const loaded = createRequire(import.meta.url)(join(build, 'first', 'index.js')) as {
      handler: () => Promise<string>;
    };
    expect(await loaded.handler()).toBe('first');
  });

  it('gives the same bytes for the same sources, wherever they are written', async () => {
    await bundled('one');
    await bundled('two');
    expect(bytesOf(join(folder, 'two'))).toEqual(bytesOf(join(folder, 'one')));
  });

  it('touches nothing when nothing has changed', async () => {
    const build = await bundled();
    const before = statSync(join(build, 'first', 'index.js')).mtimeMs;
    await bundled();
    expect(statSync(join(build, 'first', 'index.js')).mtimeMs).toBe(before);
  });

  it('puts what a function loads by import() beside its bundle, and removes it when it is no longer loaded', async () => {
    const path = join(sources, 'first.ts');
    const stub = readFileSync(path, 'utf8');
    writeFileSync(join(sources, 'films.ts'), "export const length = () => 'ninety minutes';\n");
    writeFileSync(path, "export const handler = async () => (await import('./films.ts')).length();\n");
    const build = await bundled();
    const beside = join(build, 'first', 'films.js');
    expect(readFileSync(join(build, 'first', 'index.js'), 'utf8')).not.toContain('ninety');
    expect(readFileSync(beside, 'utf8')).toContain('ninety');
    const { handler } = createRequire(import.meta.url)(join(build, 'first', 'index.js')) as {
      handler: () => Promise<string>;
    };
    expect(await handler()).toBe('ninety minutes');
    writeFileSync(path, stub);
    await bundled();
    expect(existsSync(beside)).toBe(false);
  });

  it('bundles what several functions load later once, with the same bytes beside each', async () => {
    writeFileSync(join(sources, 'films.ts'), "export const length = () => 'ninety minutes';\n");
    for (const name of files)
      writeFileSync(
        join(sources, `${name}.ts`),
        `export const handler = async () => '${name} ' + (await import('./films.ts')).length();\n`,
      );
    const build = await bundled();
    const beside = files.map((name) => readFileSync(join(build, name, 'films.js'), 'utf8'));
    expect(beside[0]).toContain('ninety minutes');
    expect(beside[1]).toBe(beside[0]);
    const meta = JSON.parse(readFileSync(join(build, 'meta.json'), 'utf8')) as { outputs: object };
    expect(Object.keys(meta.outputs).sort()).toEqual([
      'first/films.js',
      'first/index.js',
      'second/films.js',
      'second/index.js',
    ]);
  });

  it('makes what comes first ahead of the rest, and the same bytes as all at once', async () => {
    await bundled('at-once');
    const into = join(folder, 'in-parts');
    const seen: unknown[] = [];
    await bundleFunctions({
      sources,
      files,
      into,
      ahead: {
        of: (names) => names.filter((name) => name === 'second'),
        written: (names) => {
          seen.push([names, files.filter((name) => existsSync(join(into, name, 'index.js')))]);
          return Promise.resolve();
        },
      },
    });
    expect(seen).toEqual([[['second'], ['second']]]);
    const at = (name: string) => bytesOf(join(folder, name)).filter((file) => !file.startsWith('meta.json'));
    expect(at('in-parts')).toEqual(at('at-once'));
  });

  it('names a bundle after the file, whatever folder that lies in', async () => {
    stubFunctions(sources, ['api/third']);
    const build = await bundled('build', ['api/third']);
    const loaded = createRequire(import.meta.url)(join(build, 'third', 'index.js')) as {
      handler: () => Promise<string>;
    };
    expect(await loaded.handler()).toBe('third');
  });

  it('removes the bundle of a function that is gone', async () => {
    await bundled();
    const build = await bundled('build', ['first']);
    expect(readdirSync(build).sort()).toEqual(['first', 'meta.json']);
  });

  it('writes down what each bundle is made of, by function', async () => {
    const build = await bundled();
    const meta = JSON.parse(readFileSync(join(build, 'meta.json'), 'utf8')) as { outputs: object };
    expect(Object.keys(meta.outputs)).toEqual(['first/index.js', 'second/index.js']);
  });

  it('names a file of the table that does not exist', async () => {
    await expect(bundled('build', ['first', 'api/missing'])).rejects.toThrow(
      /table of functions names .*missing\.ts/,
    );
  });

  it('takes credentials from the environment of the function and looks nowhere else', async () => {
    // Inside the project, so that the function finds the SDK.
    mkdirSync(join(import.meta.dirname, '..', '..', '..', '.build'), { recursive: true });
    const inside = mkdtempSync(join(import.meta.dirname, '..', '..', '..', '.build', 'functions-'));
    const source = [
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';",
      'export const handler = async () => new DynamoDBClient({}).config.credentials();',
    ];
    try {
      writeFileSync(join(inside, 'asks.ts'), source.join('\n'));
      await bundleFunctions({ sources: inside, files: ['asks'], into: join(folder, 'build') });
    } finally {
      rmSync(inside, { recursive: true });
    }
    const bundle = join(folder, 'build', 'asks', 'index.js');
    const text = readFileSync(bundle, 'utf8');
    expect(text).not.toContain('AssumeRoleWithWebIdentity');
    const loaded = createRequire(import.meta.url)(bundle) as { handler: () => Promise<object> };
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    expect(await loaded.handler()).toMatchObject({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
    vi.unstubAllEnvs();
  });
});
