import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

interface Problem {
  readonly code?: string;
  readonly detail?: string;
}
interface Rows {
  readonly items: readonly { readonly status?: number; readonly error?: Problem }[];
}

const TASKS = '/api/v1/generation/tasks';
const film = orders.veo('a film');
const picture = orders.imagen('a picture');
let world: World;
/** A film that was ordered while films were made. */
let before: TaskView;

beforeAll(async () => {
  const environment: Record<string, string> = {};
  world = await World.open({ environment });
  before = await world.run(orders.veo('before [fail:generation]'));
  environment['ENABLE_VIDEO_GENERATION'] = 'false';
  await world.restartCloud();
});
afterAll(() => world.close());

const post = <Body = Problem>(path: string, body?: unknown) =>
  world.request<Body>('POST', path, body === undefined ? {} : { body });

const disabled = { status: 403, body: { code: 'feature_disabled' } };

describe('a kind of media that is switched off', () => {
  it('is not ordered, in any form', async () => {
    expect(await post(TASKS, { providerParams: film })).toMatchObject(disabled);
    expect(await post('/api/v1/generation/video', { model_id: 'VEO3', prompt: 'a film' })).toMatchObject(
      disabled,
    );
    expect(await post(`${TASKS}/${before.id}/retry`)).toMatchObject(disabled);
  });

  it('is refused row by row, and keeps no other row from what it asks for', async () => {
    const requests = [{ providerParams: film }, { providerParams: picture }];
    const quotes = await post<Rows>('/api/v1/generation/quotes', { requests });
    const batch = await post<Rows>('/api/v1/generation/batches', { requests });
    expect([quotes.status, batch.status]).toEqual([200, 202]);
    for (const { items } of [quotes.body, batch.body])
      expect(items.map(({ error }) => error?.code)).toEqual(['feature_disabled', undefined]);
    const variations = await post<Rows>(`${TASKS}/${before.id}/variations`, { n: 2 });
    expect(variations.body.items.map(({ error }) => error?.code)).toEqual([
      'feature_disabled',
      'feature_disabled',
    ]);
  });

  it('is in no list of models, and has no page', async () => {
    const { body } = await world.get<{ items: { media: string[] }[] }>('/api/v1/models?limit=100');
    expect(body.items.length).toBeGreaterThan(20);
    for (const { media } of body.items) expect(media).not.toEqual(['video']);
    expect((await world.get<{ items: [] }>('/api/v1/models?media=video')).body.items).toEqual([]);
    expect((await world.get('/api/v1/models/VEO3')).status).toBe(404);
    expect((await world.get('/docs?model=VEO3')).status).toBe(404);
    const matrix = await world.get<{ models: { id: string }[] }>('/api/v1/compatibility');
    expect(matrix.body.models.map(({ id }) => id)).not.toContain('VEO3');
  });

  it('is in no list of the pages of the reference, which count without it', async () => {
    const page = async (path: string): Promise<string> => {
      const { status, headers, body } = await world.get<string>(path);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      return body;
    };
    const docs = await page('/docs');
    const rows = docs.split('<li data-find="').length - 1;
    expect(rows).toBeGreaterThan(20);
    expect(docs).toContain(`<output for="find">${rows}</output>`);
    expect(docs).toContain(`All ${rows}, to search`);
    expect(docs).toContain('/docs?find=image#models');
    expect(docs).not.toContain('/docs?find=video#models');
    expect(docs).not.toContain('href="/docs?model=VEO3');
    expect(docs).not.toContain('<!--');
    // Of what can be sent as it stands nothing asks for a film, and the rest is there.
    expect(docs).not.toContain('VEO3');
    expect(docs).toContain('&quot;IMAGEN4&quot;');
    // A vendor's page of a picture's model leads to none of its films.
    const others = await page('/docs?model=IMAGEN4');
    expect(others).toContain('href="/docs?model=');
    expect(others).not.toContain('href="/docs?model=VEO3');
    const { headers } = await world.get('/docs');
    const again = await world.get('/docs', { 'if-none-match': headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('stands in no example of the API description, which is whole otherwise', async () => {
    const { body } = await world.get<{ paths: Record<string, unknown> }>('/api/v1/openapi.json');
    const examples = (part: unknown): unknown[] =>
      typeof part !== 'object' || part === null
        ? []
        : Object.entries(part as Record<string, unknown>).flatMap(([name, member]) =>
            name === 'example' || name === 'examples' ? [member] : examples(member),
          );
    const text = JSON.stringify(examples(body));
    expect(text).toContain('"IMAGEN4"');
    expect(text).not.toContain('"VEO3"');
    expect(Object.keys(body.paths)).toContain('/api/v1/generation/video');
  });

  it('can be read where it was made before', async () => {
    expect((await world.task(before.id)).model).toBe('VEO3');
  });
});
