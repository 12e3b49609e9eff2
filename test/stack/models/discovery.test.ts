import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { compatibilityView, modelListView, modelView } from '#contract/models/answers.ts';
import { listModels } from '#providers/catalog.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ environment: { ALLOW_RETIRED_MODELS: 'false' } });
});
afterAll(() => world.close());

const named = ({ service, id }: { service: string; id: string }): string => `${service} ${id}`;

async function all(query: Record<string, string>) {
  const found: z.output<typeof modelListView>['items'] = [];
  let cursor: string | undefined;
  do {
    const search = new URLSearchParams({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    const { status, body } = await world.get(`/api/v1/models?${search.toString()}`);
    expect(status).toBe(200);
    const page = modelListView.parse(body);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

describe('the catalogue over HTTP', () => {
  it('is whole, page by page', async () => {
    const models = await all({ limit: '50' });
    expect(models.length).toBeGreaterThan(150);
    expect(models.map(named)).toEqual(listModels().map(named));
  });

  it('is narrowed by media, service, capability and status together', async () => {
    const query = { media: 'video', service: 'KIE', capability: 'image-to-video', status: 'active' };
    const models = await all({ ...query, limit: '10' });
    expect(models.length).toBeGreaterThan(10);
    for (const { media, service, capabilities, status } of models) {
      expect([media.includes('video'), service, status]).toEqual([true, 'KIE', 'active']);
      expect(capabilities).toContain('image-to-video');
    }
  });

  it.each(listModels().filter(({ aliases }) => aliases.length > 0))(
    'has $id under each of its names',
    async ({ id, service, aliases }) => {
      for (const name of [id, ...aliases]) {
        const { status, body } = await world.get(`/api/v1/models/${name}?service=${service}`);
        expect([status, modelView.parse(body).id]).toEqual([200, id]);
      }
    },
  );

  it('knows no IMAGEN5, and says what comes near', async () => {
    const { status, headers, body } = await world.get('/api/v1/models/imagen5');
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    const { code, suggestions } = z
      .looseObject({ code: z.string(), suggestions: z.array(z.string()) })
      .parse(body);
    expect([code, suggestions.length]).toEqual(['not_found', 3]);
    expect(suggestions).toContain('IMAGEN4');
  });

  it('refuses a create with an unknown model and names three that come near', async () => {
    const { status, body } = await world.create({ service: 'KIE', model: 'nano-banana-prro', input: {} });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      code: 'unknown_model',
      errors: [{ path: '/providerParams/model' }],
      suggestions: expect.arrayContaining(['nano-banana-pro']) as string[],
    });
  });
});

describe('a model that is gone', () => {
  it('is shown, with when it went and what comes after it', async () => {
    const { status, headers, body } = await world.get('/api/v1/models/SORA2');
    const { lifecycle } = modelView.parse(body);
    expect([status, lifecycle.status]).toEqual([200, 'retired']);
    expect(headers.get('deprecation')).toMatch(/^@\d+$/);
    expect(headers.get('sunset')).toBe(new Date(lifecycle.sunset ?? '').toUTCString());
    expect(headers.get('link')).toBe(`</api/v1/models/${lifecycle.successor}>; rel="successor-version"`);
  });

  it('is refused with 410 and its successor, and nothing is sent', async () => {
    const asked = world.kie.requests.length;
    const { status, body } = await world.create(orders.sora());
    expect(status).toBe(410);
    expect(body).toMatchObject({ code: 'model_retired', successor: 'VEO3' });
    expect(world.kie.requests.length).toBe(asked);
  });
});

describe('the matrix', () => {
  it('says who has what', async () => {
    const { status, body } = await world.get('/api/v1/compatibility');
    expect(status).toBe(200);
    const { services, models } = compatibilityView.parse(body);
    expect(services).toEqual(['KIE', 'GOOGLE', 'AZURE', 'OPENAI']);
    const row = (id: string) => models.find((model) => model.id === id)?.services;
    expect(row('IMAGEN4')).toMatchObject({ KIE: 'active', GOOGLE: 'unavailable' });
    expect(row('SORA2')).toMatchObject({ KIE: 'retired' });
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  });

  it.each(['models?limit=100', 'models/IMAGEN4', 'compatibility'])(
    'is sent compressed, and not at all to who has it: %s',
    async (path) => {
      const ask = (headers: Record<string, string>) =>
        fetch(`${world.cloud.apiUrl}/api/v1/${path}`, {
          headers: { authorization: `Bearer ${world.keys.get('ana') ?? ''}`, ...headers },
        });
      const plain = await ask({ 'accept-encoding': 'identity' });
      const text = await plain.text();
      expect(plain.headers.get('content-encoding')).toBeNull();
      for (const coding of ['br', 'gzip']) {
        const packed = await ask({ 'accept-encoding': coding });
        const seen = ['content-encoding', 'vary', 'content-type'].map((name) => packed.headers.get(name));
        expect([packed.status, ...seen]).toEqual([200, coding, 'accept-encoding', 'application/json']);
        expect(await packed.text()).toBe(text);
        expect(packed.headers.get('etag')).toBe(plain.headers.get('etag'));
      }
      const again = await ask({ 'if-none-match': plain.headers.get('etag') ?? '' });
      expect([again.status, await again.text()]).toEqual([304, '']);
    },
  );

  it('is what a create is held to', async () => {
    const { status, body } = await world.create({ ...orders.imagen(), service: 'AZURE' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'incompatible_service', services: ['KIE'] });
  });
});

describe('what is published', () => {
  it('is read by anybody, compressed', async () => {
    const response = await fetch(`${world.cloud.apiUrl}/api/v1/openapi.json`);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toMatchObject({ openapi: '3.1.0' });
    const again = await fetch(`${world.cloud.apiUrl}/api/v1/openapi.json`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it.each(['/docs', '/docs?model=nano-banana-pro'])('has a page at %s', async (path) => {
    const { status, headers, body } = await world.request<string>('GET', path, { as: null });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('nano-banana-pro');
  });
});
