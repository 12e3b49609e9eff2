import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { modelListView, modelView } from '#contract/models/answers.ts';
import { routes } from '#contract/routes.ts';
import { listModels } from '#providers/catalog.ts';
import type { ModelSummary } from '#providers/catalog/describe.ts';
import { ask, json, problem } from './discovery-fixture.ts';

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
