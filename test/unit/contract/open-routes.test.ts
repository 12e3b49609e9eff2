import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { routes } from '#contract/routes.ts';
import { healthView } from '#contract/service/answers.ts';
import { ask, json, problem } from './discovery-fixture.ts';

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
