import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { modelListView, modelView } from '#contract/models/answers.ts';
import { routes, type Route } from '#contract/routes.ts';
import { healthView } from '#contract/service/answers.ts';
import { isOwner } from '#domain/ids.ts';
import { listModels } from '#providers/catalog.ts';
import type { ModelSummary } from '#providers/catalog/describe.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { serveHealth, serveModel, serveModels } from '../../../functions/http/discovery-responses.ts';
import { referenceIn } from '../../../functions/http/reference-responses.ts';
import { buildReference } from '../../../web/reference/build.ts';
import { MemoryTable, memoryTable } from '../../simulation/memory-table.ts';
import { endpoint } from '../../../functions/http/endpoint.ts';
import { operation } from '../../../functions/http/operation.ts';

const key = 'dk_ana';
const owner = 'ana';
if (!isOwner(owner)) throw new Error('No owner');
const keys = keyStore(memoryTable(new MemoryTable()));
const hash = createHash('sha256').update(key).digest('hex');
await keys.create({ owner, operator: false, hash, now: Date.parse('2026-11-21T10:00:00Z') });

const folder = mkdtempSync(join(tmpdir(), 'reference-'));
buildReference(folder);
afterAll(() => rmSync(folder, { recursive: true }));
const { serveDescription, serveDocsPage } = referenceIn(folder);

/** The handler as `read-models.ts` composes it, over a store that knows one key. */
const handler = endpoint(
  keys,
  operation(routes.listModels, serveModels),
  operation(routes.readModel, serveModel),
  operation(routes.apiDescription, serveDescription),
  operation(routes.docsPage, serveDocsPage),
  operation(routes.health, serveHealth),
  operation(routes.apiHealth, serveHealth),
);

interface Ask {
  readonly query?: Record<string, string>;
  readonly id?: string;
  readonly headers?: Record<string, string>;
}

async function ask(route: Route, { query = {}, id, headers = {} }: Ask = {}) {
  const event = {
    routeKey: `${route.method} ${route.path}`,
    rawPath: route.path,
    headers: { authorization: `Bearer ${key}`, ...headers },
    queryStringParameters: query,
    pathParameters: id === undefined ? {} : { id },
    requestContext: { requestId: 'r-1', http: { method: route.method } },
  };
  const answer = await handler(event as unknown as APIGatewayProxyEventV2);
  const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded === true ? 'base64' : 'utf8');
  return { status: answer.statusCode, headers: answer.headers ?? {}, text: bytes.toString(), bytes };
}

const json = (text: string): unknown => JSON.parse(text);
const strictList = modelListView
  .extend({ items: z.array(modelListView.shape.items.element.strict()) })
  .strict();
const listed = async (query: Record<string, string> = {}) =>
  strictList.parse(json((await ask(routes.listModels, { query })).text));
async function pagesOf(query: Record<string, string>) {
  const pages = [await listed(query)];
  for (let next = pages[0]?.nextCursor; next !== undefined; next = pages.at(-1)?.nextCursor) {
    pages.push(await listed({ ...query, cursor: next }));
  }
  return pages;
}
const named = ({ service, id }: { service: string; id: string }): string => `${service} ${id}`;
const problem = z.looseObject({ code: z.string(), suggestions: z.array(z.string()).optional() });

describe('the list of models', () => {
  it('shows the whole catalogue, page by page, nothing twice', async () => {
    const pages = await pagesOf({ limit: '7' });
    expect(pages.every(({ items }) => items.length <= 7)).toBe(true);
    expect(pages.slice(0, -1).every(({ items }) => items.length === 7)).toBe(true);
    expect(pages.flatMap(({ items }) => items.map(named))).toEqual(listModels().map(named));
  });

  it.each<[Record<string, string>, (model: ModelSummary) => boolean]>([
    [{ media: 'video' }, ({ media }) => media.includes('video')],
    [{ service: 'KIE' }, ({ service }) => service === 'KIE'],
    [{ status: 'retired' }, ({ status }) => status === 'retired'],
    [{ capability: 'seed' }, ({ capabilities }) => capabilities.includes('seed')],
    [
      { media: 'image', service: 'KIE', status: 'active', capability: 'mask' },
      ({ media, service, status, capabilities }) =>
        media.includes('image') && service === 'KIE' && status === 'active' && capabilities.includes('mask'),
    ],
  ])('is narrowed by %o', async (query, fits) => {
    const all = await pagesOf({ limit: '100' });
    const narrowed = await pagesOf({ ...query, limit: '3' });
    const found = narrowed.flatMap(({ items }) => items);
    expect(found).not.toEqual([]);
    expect(found).toEqual(all.flatMap(({ items }) => items).filter(fits));
  });

  it.each([
    { limit: '0' },
    { limit: '101' },
    { limit: 'many' },
    { media: 'smell' },
    { capability: 'flight' },
    { status: 'dead' },
    { service: 'ACME' },
    { cursor: 'KIE:NOTHING' },
  ])('refuses %o with the name of what is wrong', async (query) => {
    const { status, text } = await ask(routes.listModels, { query });
    const [name] = Object.keys(query);
    expect(status).toBe(422);
    expect(json(text)).toMatchObject({ code: 'validation_failed', errors: [{}] });
    expect(text).toContain(String(name));
  });

  it('is for those with a key', async () => {
    const { status, headers, text } = await ask(routes.listModels, {
      headers: { authorization: 'Bearer no' },
    });
    expect([status, headers['content-type']]).toEqual([401, 'application/problem+json']);
    expect(json(text)).toMatchObject({ code: 'unauthorized' });
  });
});

describe('one model', () => {
  it.each(['IMAGEN4', 'imagen-4', 'imagen4', 'google/imagen4-fast', 'google%2Fimagen4-fast'])(
    'is found as %s',
    async (id) => {
      const { status, text } = await ask(routes.readModel, { id });
      expect(status).toBe(200);
      const model = modelView.strict().parse(json(text));
      expect(model.id).toBe('IMAGEN4');
      expect(model.inputSchema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    },
  );

  it('is shown when it is retired, with where to go instead', async () => {
    const { status, headers, text } = await ask(routes.readModel, { id: 'SORA2' });
    expect(status).toBe(200);
    expect(json(text)).toMatchObject({ status: 'retired', lifecycle: { successor: 'VEO3' } });
    expect(headers).toMatchObject({
      deprecation: expect.stringMatching(/^@\d+$/) as string,
      sunset: 'Thu, 24 Sep 2026 00:00:00 GMT',
      link: '</api/v1/models/VEO3>; rel="successor-version"',
    });
  });

  it('in service carries no such headers', async () => {
    const { headers } = await ask(routes.readModel, { id: 'VEO3' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['deprecation']));
  });

  it('is shown as another service has it, when asked', async () => {
    const { text } = await ask(routes.readModel, { id: 'IMAGEN4', query: { service: 'GOOGLE' } });
    expect(json(text)).toMatchObject({ service: 'GOOGLE', status: 'unavailable', forms: [] });
  });

  it.each(['IMAGEN5', 'google%2Fimagen5', '%E0%A4%A', '<script>'])(
    'unknown as %s is 404 with near names',
    async (id) => {
      const { status, headers, text } = await ask(routes.readModel, { id });
      const { code, suggestions } = problem.parse(json(text));
      expect([status, code, suggestions?.length]).toEqual([404, 'not_found', 3]);
      expect(headers['x-request-id']).toBe('r-1');
    },
  );

  it('nearly named is among the suggestions', async () => {
    const { text } = await ask(routes.readModel, { id: 'IMAGEN5' });
    expect(problem.parse(json(text)).suggestions?.[0]).toBe('IMAGEN4');
  });
});

const plainFrom = {
  identity: (bytes: Buffer): Buffer => bytes,
  gzip: (bytes: Buffer): Buffer => gunzipSync(bytes),
  br: (bytes: Buffer): Buffer => brotliDecompressSync(bytes),
} as const;

const withoutKey = { headers: { authorization: '' } };

describe('what is open to everybody', () => {
  it.each([routes.health, routes.apiHealth])('says that it is well at $path', async (route) => {
    const { status, headers, text } = await ask(route, withoutKey);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(healthView.strict().parse(json(text)).status).toBe('ok');
  });

  it.each([routes.apiDescription, routes.docsPage])('need not be sent again at $path', async (route) => {
    const first = await ask(route, withoutKey);
    const again = await ask(route, { headers: { 'if-none-match': String(first.headers['etag']) } });
    expect([first.status, again.status, again.text]).toEqual([200, 304, '']);
    expect(again.headers['etag']).toBe(first.headers['etag']);
  });

  it.each<[string, keyof typeof plainFrom | undefined]>([
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'br'],
    ['br;q=1.0, gzip;q=0.8, *;q=0.1', 'br'],
    ['br;q=0.5, gzip', 'gzip'],
    ['BR', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0', undefined],
    ['br;q=0, gzip;q=0.0', undefined],
    ['br;q=nonsense', undefined],
    ['identity', undefined],
    ['', undefined],
  ])('is compressed for %j as %s', async (accepted, coding) => {
    const plain = await ask(routes.apiDescription, withoutKey);
    const { headers, bytes } = await ask(routes.apiDescription, {
      headers: { authorization: '', 'accept-encoding': accepted },
    });
    expect([headers['content-encoding'], headers['vary']]).toEqual([coding, 'accept-encoding']);
    expect(headers['etag']).toBe(plain.headers['etag']);
    const text = plainFrom[coding ?? 'identity'](bytes);
    expect(text.equals(plain.bytes)).toBe(true);
  });

  it('fits into what a Lambda may answer, and compressed many times over', async () => {
    const plain = await ask(routes.apiDescription, withoutKey);
    const zipped = await ask(routes.apiDescription, { headers: { 'accept-encoding': 'gzip' } });
    expect(plain.bytes.length).toBeLessThan(6_000_000 / 3);
    expect(zipped.bytes.length).toBeLessThan(plain.bytes.length / 5);
  });

  it('gives a model a page of its own', async () => {
    const { status, text } = await ask(routes.docsPage, { ...withoutKey, query: { model: 'imagen-4' } });
    expect([status, text.includes('<h1>Imagen 4</h1>')]).toEqual([200, true]);
    const elsewhere = { model: 'IMAGEN4', service: 'GOOGLE' };
    const there = await ask(routes.docsPage, { ...withoutKey, query: elsewhere });
    expect(there.text).toContain('at GOOGLE');
    const nowhere = await ask(routes.docsPage, { ...withoutKey, query: { model: 'IMAGEN5' } });
    expect(nowhere.status).toBe(404);
    expect(problem.parse(json(nowhere.text)).suggestions?.[0]).toBe('IMAGEN4');
  });

  it('gives the description as JSON', async () => {
    const { headers, text } = await ask(routes.apiDescription, withoutKey);
    expect(headers['content-type']).toBe('application/json');
    expect(json(text)).toMatchObject({ openapi: '3.1.0', info: { title: 'Darkroom' } });
  });

  it('gives the page under a policy that allows its own style and script and nothing else', async () => {
    const { headers, text } = await ask(routes.docsPage, withoutKey);
    const policy = String(headers['content-security-policy']);
    const hashOf = (element: string): string => {
      const inside = new RegExp(`<${element}>([^]*?)</${element}>`).exec(text)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(inside).digest('base64')}'`;
    };
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src ${hashOf('style')};`);
    expect(policy).toContain(`script-src ${hashOf('script')};`);
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });
});
