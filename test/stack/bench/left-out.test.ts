import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bundleFunctions } from '../../../infra/bundle.ts';
import { leanZod } from '../../../infra/lambda/lean-zod.ts';
import { endpointOf, storeEndpointOf } from '../../../infra/lambda/endpoint.ts';

const build = join(import.meta.dirname, '..', '..', '..', '.build');
let folder = '';
beforeAll(() => {
  mkdirSync(build, { recursive: true });
  // Inside the project, so that the functions find the packages.
  folder = mkdtempSync(join(build, 'left-out-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => void vi.unstubAllEnvs());

/** Bundles one function as it would be deployed, and loads it. */
async function loaded(name: string, ...lines: string[]): Promise<(event?: unknown) => Promise<unknown>> {
  const sources = join(folder, name);
  mkdirSync(sources);
  writeFileSync(join(sources, `${name}.ts`), lines.join('\n'));
  await bundleFunctions({ sources, files: [name], into: join(folder, `${name}-build`) });
  const bundle = join(folder, `${name}-build`, name, 'index.js');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  return (createRequire(import.meta.url)(bundle) as { handler: (event?: unknown) => Promise<unknown> })
    .handler;
}

/** A service that refuses everything with these words. */
async function refusing(body: object): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(400).end(JSON.stringify(body)));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('the address of a service', () => {
  const regions = ['us-east-1', 'eu-central-2', 'ap-southeast-1', 'sa-east-1', 'us-gov-west-1', 'cn-north-1'];
  const services = {
    dynamodb: new DynamoDBClient({}),
    lambda: new LambdaClient({}),
    states: new SFNClient({}),
    secretsmanager: new SecretsManagerClient({}),
  };

  it.each(Object.entries(services))('%s is where the SDK finds it too', (service, client) => {
    for (const Region of regions) {
      const parameters = { Region, UseFIPS: false, UseDualStack: false };
      expect(endpointOf(service, parameters).url.href).toBe(
        client.config.endpointProvider(parameters, {}).url.href,
      );
    }
  });

  it('is the one that was configured', () => {
    const parameters = { Region: 'eu-west-1', Endpoint: 'http://127.0.0.1:4000' };
    expect(endpointOf('dynamodb', parameters).url.href).toBe('http://127.0.0.1:4000/');
  });

  const buckets: readonly object[] = [
    {},
    { Bucket: 'darkroom-media' },
    { Bucket: 'darkroom-media', ForcePathStyle: true },
    { Bucket: 'media.example.com' },
    { Bucket: 'Media_2' },
  ];
  const places: readonly object[] = [
    ...regions.map((Region) => ({ Region })),
    { Region: 'us-east-1', Endpoint: 'http://127.0.0.1:4000' },
    { Region: 'us-east-1', Endpoint: 'http://localhost:4000' },
    { Region: 'auto', Endpoint: 'https://account.r2.cloudflarestorage.com' },
    { Region: 'eu-west-1', Endpoint: 'https://store.example.com/below' },
  ];
  const store = new S3Client({});
  const plain = { UseFIPS: false, UseDualStack: false, ForcePathStyle: false, Accelerate: false };

  it.each(buckets)(
    'of the store, for $Bucket (path style: $ForcePathStyle), is where the SDK finds it too',
    (bucket) => {
      // A name with dots at a plain http address is more than the SDK itself can spell.
      const spelled = places.filter(
        (place) => !('Endpoint' in place) || !JSON.stringify(bucket).includes('.'),
      );
      for (const place of spelled) {
        const parameters = { ...plain, ...place, ...bucket };
        const found = storeEndpointOf(parameters);
        const expected = store.config.endpointProvider(parameters, {});
        expect([found.url.href, found.properties]).toEqual([expected.url.href, expected.properties]);
      }
    },
  );

  it.each([
    { Bucket: 'arn:aws:s3:us-east-1:1:accesspoint/x' },
    { Bucket: 'b--use1-az4--x-s3' },
    { Bucket: 'darkroom-media', Accelerate: true },
  ])('of a store of another kind is refused: $Bucket', (kind) => {
    expect(() => storeEndpointOf({ Region: 'us-east-1', ...kind })).toThrow(/plain buckets/);
  });

  it('is not guessed where the rules of the SDK know more', () => {
    expect(() => endpointOf('states', { Region: 'us-iso-east-1' })).toThrow(/No endpoint/);
    expect(() => endpointOf('states', { Region: 'us-east-1', UseFIPS: true })).toThrow(/FIPS/);
  });
});

const asks = [
  "import { DynamoDBClient, GetItemCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';",
  'export const handler = async (endpoint: string) => {',
  '  const client = new DynamoDBClient({ endpoint, maxAttempts: 1 });',
  '  return client.send(new GetItemCommand({ TableName: "t", Key: {} })).catch((error: Error) => ({',
  '    name: error.name, message: error.message, reasons: (error as TransactionCanceledException).CancellationReasons,',
  '    known: error instanceof TransactionCanceledException,',
  '  }));',
  '};',
];

describe('errors of a service', () => {
  it('keep their names in a bundle, described there or not', async () => {
    const { url, server } = await refusing({
      __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
      message: 'slow down',
    });
    const handler = await loaded('asks', ...asks);
    expect(await handler(url)).toMatchObject({
      name: 'ProvisionedThroughputExceededException',
      message: 'slow down',
      known: false,
    });
    server.close();
  });

  it('keep class and members where our code asks for them', async () => {
    const { url, server } = await refusing({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    const handler = await loaded('asks-again', ...asks);
    expect(await handler(url)).toMatchObject({
      name: 'TransactionCanceledException',
      known: true,
      reasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    server.close();
  });
});

describe('the store in a bundle', () => {
  it('takes an object and gives it back', async () => {
    const objects = new Map<string, Buffer>();
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      const key = (request.url ?? '').replace(/\?.*/, '');
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        if (request.method === 'PUT') objects.set(key, Buffer.concat(parts));
        response.writeHead(200).end(request.method === 'GET' ? objects.get(key) : '');
      });
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const handler = await loaded(
      'keeps',
      "import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';",
      'export const handler = async (endpoint: string) => {',
      '  const client = new S3Client({ endpoint, forcePathStyle: true, maxAttempts: 1 });',
      "  const place = { Bucket: 'darkroom-media', Key: 'a/b' };",
      "  await client.send(new PutObjectCommand({ ...place, Body: 'light' }));",
      '  return (await client.send(new GetObjectCommand(place))).Body?.transformToString();',
      '};',
    );
    expect(await handler(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).toBe('light');
    expect([...objects.keys()]).toEqual(['/darkroom-media/a/b']);
    server.close();
  });
});

describe('zod in a bundle', () => {
  it('writes JSON Schema where a door asks for it', async () => {
    const handler = await loaded(
      'describes',
      "import * as z from 'zod';",
      'const schema = z.object({ name: z.string().min(1) });',
      'export const handler = async () => z.toJSONSchema(schema);',
    );
    expect(await handler()).toMatchObject({ properties: { name: { type: 'string', minLength: 1 } } });
  });

  it('keeps every method that some source calls', async () => {
    const handler = await loaded(
      'calls',
      "import * as z from 'zod';",
      'const schema = z.object({ a: z.string().nonempty().brand(), b: z.number().or(z.null()).readonly() }).strict();',
      'export const handler = async (event: unknown) => schema.keyof().safeParse(event);',
    );
    expect(await handler('a')).toMatchObject({ success: true });
    expect(await handler('c')).toMatchObject({ success: false });
  });

  it('refuses to be bundled where its text is not the one that we edit', () => {
    expect(() => leanZod('export const ZodType = 1;', new Set())).toThrow(/lean-zod/);
  });

  it('reads and refuses all the same where no door does', async () => {
    const handler = await loaded(
      'reads',
      "import * as z from 'zod';",
      'const schema = z.strictObject({ url: z.url(), at: z.iso.datetime(), n: z.int().min(1).optional() });',
      'export const handler = async (event: unknown) => schema.safeParse(event);',
    );
    const good = { url: 'https://example.com', at: '2026-01-01T00:00:00Z', n: 3 };
    expect(await handler(good)).toMatchObject({ success: true, data: good });
    expect(await handler({ ...good, n: 0, more: 1 })).toMatchObject({ success: false });
  });
});

describe('a measure of pictures in a bundle', () => {
  it('knows the pictures that are kept', async () => {
    const handler = await loaded(
      'measures',
      "import { imageSize } from 'image-size';",
      'export const handler = async (event: unknown) => imageSize(event as Uint8Array);',
    );
    for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) {
      const shape = { width: 20, height: 10, channels: 3, background: 'red' } as const;
      const picture = await sharp({ create: shape }).toFormat(format).toBuffer();
      expect(await handler(picture), format).toMatchObject({ width: 20, height: 10 });
    }
  });
});

describe('a sniffer in a bundle', () => {
  it('names archives without looking into them, and everything else as before', async () => {
    const handler = await loaded(
      'sniffs',
      "import { fileTypeFromBuffer } from 'file-type';",
      'export const handler = async (event: unknown) => (await fileTypeFromBuffer(event as Uint8Array))?.mime;',
    );
    const padded = (...bytes: number[]) => Uint8Array.from([...bytes, ...new Array<number>(64).fill(0)]);
    expect(await handler(padded(0x50, 0x4b, 3, 4))).toBe('application/zip');
    expect(await handler(new Uint8Array(gzipSync('<svg/>')))).toBe('application/gzip');
    expect(await handler(padded(0x52, 0x49, 0x46, 0x46, 1, 0, 0, 0, 0x57, 0x41, 0x56, 0x45))).toBe(
      'audio/wav',
    );
  });
});
