import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listModels } from '#providers/catalog.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { wiresOf } from '#providers/catalog/names.ts';
import { bundleFunctions } from '../../../infra/bundle/bundle.ts';

type Handler = (event?: unknown) => Promise<unknown>;

const root = join(import.meta.dirname, '..', '..', '..');
let folder = '';
beforeAll(() => {
  // Inside the project, so that the functions find the packages.
  mkdirSync(join(root, '.build'), { recursive: true });
  folder = mkdtempSync(join(root, '.build', 'bundled-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.unstubAllEnvs());

/** Bundles a function as it would be deployed, and loads it. */
async function loaded(name: string, ...lines: string[]): Promise<{ handler: Handler; bundle: string }> {
  const sources = join(folder, name);
  mkdirSync(sources);
  writeFileSync(join(sources, `${name}.ts`), lines.join('\n'));
  await bundleFunctions({ sources, files: [name], into: join(folder, `${name}-build`) });
  const bundle = join(folder, `${name}-build`, name);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  const { handler } = createRequire(import.meta.url)(join(bundle, 'index.js')) as { handler: Handler };
  return { handler, bundle };
}

/** Serves on the local host while `use` runs. */
async function serving<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

describe('the SDK in a bundle', () => {
  it('takes an object and gives it back', async () => {
    const objects = new Map<string, Buffer>();
    const { handler } = await loaded(
      'keeps',
      "import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';",
      'export const handler = async (endpoint: string) => {',
      '  const client = new S3Client({ endpoint, forcePathStyle: true, maxAttempts: 1 });',
      "  const place = { Bucket: 'darkroom-media', Key: 'a/b' };",
      "  await client.send(new PutObjectCommand({ ...place, Body: 'light' }));",
      '  return (await client.send(new GetObjectCommand(place))).Body?.transformToString();',
      '};',
    );
    const store: RequestListener = (request, response) => {
      const parts: Buffer[] = [];
      const key = (request.url ?? '').replace(/\?.*/, '');
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (request.method === 'PUT') objects.set(key, Buffer.concat(parts));
        response.writeHead(200).end(request.method === 'GET' ? objects.get(key) : '');
      });
    };
    expect(await serving(store, handler)).toBe('light');
    expect([...objects.keys()]).toEqual(['/darkroom-media/a/b']);
  });

  it('keeps the class and the members of an error, and loads event streams only when asked for', async () => {
    const { handler, bundle } = await loaded(
      'asks',
      "import { DynamoDBClient, GetItemCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';",
      'export const handler = async (endpoint: string) => {',
      '  const client = new DynamoDBClient({ endpoint, maxAttempts: 1 });',
      '  return client.send(new GetItemCommand({ TableName: "t", Key: {} })).catch((error: Error) => ({',
      '    name: error.name,',
      '    reasons: (error as TransactionCanceledException).CancellationReasons,',
      '    known: error instanceof TransactionCanceledException,',
      '  }));',
      '};',
    );
    const refusal = {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    };
    const refusing: RequestListener = (request, response) => {
      request.resume().on('end', () => response.writeHead(400).end(JSON.stringify(refusal)));
    };
    expect(await serving(refusing, handler)).toMatchObject({
      name: 'TransactionCanceledException',
      known: true,
      reasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    expect(readFileSync(join(bundle, 'index.js'), 'utf8')).not.toContain('HeaderMarshaller');
    expect(existsSync(join(bundle, 'smithy-core-event-streams.js'))).toBe(true);
  });
});

describe('the catalogue in a bundle', () => {
  const families = (bundle: string): string[] =>
    Object.keys(createRequire(import.meta.url).cache)
      .filter((path) => path.startsWith(bundle) && !path.endsWith('index.js'))
      .map((path) => path.slice(bundle.length + 1));

  it('finds a model by any of its names, and loads the file of its family only', async () => {
    const { handler, bundle } = await loaded(
      'finds',
      "import { findModel } from '#providers/catalog.ts';",
      'export const handler = async (name: string) => findModel(name)?.title;',
    );
    expect(await handler('no-such-model')).toBeUndefined();
    expect(families(bundle)).toEqual([]);
    for (const name of ['IMAGEN4', 'imagen-4', 'google/imagen4-ULTRA'])
      expect(await handler(name)).toBe('Imagen 4');
    expect(families(bundle)).toEqual(['imagen.js']);
  });

  it('has every model of the sources, whole and in the same order', async () => {
    const { handler } = await loaded(
      'lists',
      "import { listModels } from '#providers/catalog.ts';",
      'export const handler = async () => JSON.stringify(listModels());',
    );
    const named = (models: readonly ModelEntry[]) =>
      models.map((model) => ({ ...model, wires: wiresOf(model) }));
    const found = JSON.parse(String(await handler())) as readonly ModelEntry[];
    const expected = JSON.parse(JSON.stringify(listModels())) as readonly ModelEntry[];
    expect(named(found)).toEqual(named(expected));
  });

  it('cannot be bundled while a model is exported by no file of its own', async () => {
    const market = join(folder, 'providers', 'odd', 'market.ts');
    mkdirSync(join(folder, 'providers', 'odd', 'models'), { recursive: true });
    writeFileSync(market, "export const models = [{ service: 'ODD', id: 'x', aliases: [], forms: [] }];\n");
    await expect(
      loaded(
        'strays',
        `import { models } from ${JSON.stringify(market)};`,
        'export const handler = async () => models;',
      ),
    ).rejects.toThrow('No file in the folder "models" exports the model x.');
  });
});
