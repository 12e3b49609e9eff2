import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { World, type Answer } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Sora 2 left the documentation on 2026-07-30, and the interface behind it was shut on 2026-09-24. */
const headersOfSora = {
  deprecation: '@1785369600',
  sunset: 'Thu, 24 Sep 2026 00:00:00 GMT',
  link: '</api/v1/models/VEO3>; rel="successor-version"',
};
const none = { deprecation: null, sunset: null, link: null };

const departureIn = ({ headers }: Answer) =>
  Object.fromEntries(['deprecation', 'sunset', 'link'].map((name) => [name, headers.get(name)]));

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  world.request<TaskView>('POST', `/api/v1/generation/${path}`, { body, headers });
const rows = (...params: unknown[]) => ({ requests: params.map((providerParams) => ({ providerParams })) });

describe('what is said of a model that is going', () => {
  it('is a date of RFC 9745, a date of RFC 8594 and the successor, on every answer about it', async () => {
    const sora = { providerParams: orders.sora('say it') };
    const key = { 'idempotency-key': 'said-twice' };
    const created = await post('tasks', sora, key);
    const answers = {
      create: created,
      replay: await post('tasks', sora, key),
      short: await post('video', { model_id: 'SORA2', prompt: 'say it' }),
      quote: await post('quotes', rows(orders.sora())),
      batch: await post('batches', rows(orders.sora('one'), orders.sora('two'))),
      variations: await post(`tasks/${created.body.id}/variations`, { n: 2 }),
      discovery: await world.get('/api/v1/models/sora-2-text-to-video'),
    };
    for (const [route, answer] of Object.entries(answers))
      expect([route, departureIn(answer)]).toEqual([route, headersOfSora]);
    await world.request('POST', `/api/v1/generation/tasks/${created.body.id}/cancel`);
    expect(departureIn(await post(`tasks/${created.body.id}/retry`, undefined))).toEqual(headersOfSora);
  });

  it('is said in its row where a batch or quote asks for other models too', async () => {
    const departure = { date: '2026-07-30', sunset: '2026-09-24', successor: 'VEO3' };
    for (const route of ['batches', 'quotes']) {
      const answer = await post(
        route,
        rows(orders.imagen('stays'), orders.sora('goes'), orders.sora('', {})),
      );
      expect(departureIn(answer)).toEqual(none);
      const { items } = answer.body as unknown as { items: { deprecation?: unknown }[] };
      expect(items.map(({ deprecation }) => deprecation)).toEqual([undefined, departure, undefined]);
    }
  });

  it('is nothing where the model stays', async () => {
    expect(departureIn(await post('tasks', { providerParams: orders.imagen() }))).toEqual(none);
    expect(departureIn(await world.get('/api/v1/models/IMAGEN4'))).toEqual(none);
  });
});
