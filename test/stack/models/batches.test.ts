import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchView } from '#contract/tasks/batch-answers.ts';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ knobs: { imageEdge: 64 } });
});
afterAll(() => world.close());

async function posted(path: string, body: unknown, key: string) {
  const answer = await world.request('POST', path, { body, headers: { 'idempotency-key': key } });
  expect([answer.status, answer.headers.get('idempotency-key')]).toEqual([202, key]);
  return batchView.parse(answer.body).items;
}
const batch = (requests: readonly unknown[], key: string) =>
  posted('/api/v1/generation/batches', { requests }, key);

const idsOf = (items: readonly { task?: TaskView | undefined }[]) => items.map(({ task }) => task?.id);
const wordsOf = (params: unknown): unknown => (params as { input: { prompt: unknown } }).input.prompt;
const paid = () => world.kie.ledger.length;

const many = Array.from({ length: 12 }, (_, i) => ({ providerParams: orders.imagen(`number ${i}`) }));

describe('a batch', () => {
  it('refuses a row that is no request alone, whatever stands in its place', async () => {
    const deep = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
    const rows = ['null', '"x"', '7', '[]', `{"metadata":${deep}}`, '{"promptId":"\\ud800"}'];
    const good = JSON.stringify({ providerParams: orders.imagen('a good row'), priority: null });
    const answer = await world.request('POST', '/api/v1/generation/batches', {
      raw: `{"requests":[${[...rows, good].join(',')}]}`,
    });
    const { items } = batchView.parse(answer.body);
    expect(items.map(({ status }) => status)).toEqual([...rows.map(() => 422), 202]);
  });

  it('that is no list has one fault', async () => {
    for (const requests of ['x', 'x'.repeat(300), { 0: {} }, null]) {
      const answer = await world.request('POST', '/api/v1/generation/batches', { body: { requests } });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: '/requests' }] } });
    }
  });

  it('sent again under its key is answered with the same tasks, and nothing is made', async () => {
    const first = await batch(many, 'b-2');
    const again = await batch(many, 'b-2');
    expect(idsOf(again)).toEqual(idsOf(first));
    expect(new Set(idsOf(first)).size).toBe(12);
  });

  it('goes through the gate and is paid once a row', async () => {
    const before = paid();
    const items = await batch(
      ['one', 'two', 'three'].map((prompt) => ({ providerParams: orders.imagen(prompt) })),
      'b-3',
    );
    for (const id of idsOf(items)) expect((await world.untilEnded(id ?? '')).status).toBe('SUCCESS');
    await batch(
      ['one', 'two', 'three'].map((prompt) => ({ providerParams: orders.imagen(prompt) })),
      'b-3',
    );
    await world.settle();
    const mine = world.kie.ledger.slice(before);
    expect(mine.length).toBeGreaterThanOrEqual(3);
    const creates = world.kie.requests.filter(
      ({ path, body }) =>
        path.endsWith('/createTask') && ['one', 'two', 'three'].includes(String(wordsOf(body))),
    );
    expect(creates).toHaveLength(3);
  });

  it('that broke off is finished by the next one under its key', async () => {
    const rows = ['w', 'x', 'y', 'z'].map((prompt) => ({ providerParams: orders.imagen(prompt) }));
    const part = await batch(rows.slice(0, 2), 'b-4');
    const rest = await batch(rows, 'b-4');
    expect(idsOf(rest).slice(0, 2)).toEqual(idsOf(part));
    expect(rest.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(new Set(idsOf(rest)).size).toBe(4);
  });

  it('larger than what the provider takes at once is sent piece by piece, and never refused there', async () => {
    await world.advance(20 * 60_000);
    const from = world.kie.requests.length;
    const items = await batch(
      Array.from({ length: 45 }, (_, i) => ({ providerParams: orders.imagen(`wave ${i}`) })),
      'b-5',
    );
    for (const id of idsOf(items)) expect((await world.untilEnded(id ?? '')).status).toBe('SUCCESS');
    const creates = world.kie.requests.slice(from).filter(({ path }) => path.endsWith('/createTask'));
    expect(creates.map(({ code }) => code)).toEqual(Array.from({ length: 45 }, () => 200));
    const times = creates.map(({ time }) => time).sort((left, right) => left - right);
    const closest = times.slice(20).map((time, i) => time - (times[i] ?? 0));
    expect(Math.min(...closest)).toBeGreaterThanOrEqual(10_000);
  });

  it('with another body under the same key is refused row by row', async () => {
    const [row] = await batch([{ providerParams: orders.imagen('other') }], 'b-3');
    expect(row).toMatchObject({ status: 422, error: { code: 'idempotency_key_reused' } });
  });

  it.each([[{ requests: [] }], [{ requests: Array.from({ length: 101 }, () => ({})) }], [{}]])(
    'of no rows or too many is refused as a whole',
    async (body) => {
      const answer = await world.request('POST', '/api/v1/generation/batches', { body });
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ errors: [{ path: '/requests' }] });
    },
  );
});

describe('variations', () => {
  const seedOf = (params: unknown): unknown => (params as { input: { seed?: unknown } }).input.seed;
  const without = (params: unknown) => {
    const { input, ...rest } = params as { input: Record<string, unknown> };
    return { ...rest, input: { ...input, seed: undefined } };
  };

  it('are the same request with other seeds, and point at their parent', async () => {
    const parent = await world.run(orders.imagen('varied', { seed: 7 }), { promptId: 'p-9' });
    const path = `/api/v1/generation/tasks/${parent.id}/variations`;
    const items = await posted(path, { n: 3 }, 'v-1');
    const seeds = items.map(({ task }) => seedOf(task?.providerParams));
    expect(new Set([7, ...seeds]).size).toBe(4);
    for (const { status, task } of items) {
      expect([status, task?.parentTaskId, task?.promptId]).toEqual([202, parent.id, 'p-9']);
      expect(without(task?.providerParams)).toEqual(without(parent.providerParams));
    }
    for (const id of idsOf(items)) expect((await world.untilEnded(id ?? '')).status).toBe('SUCCESS');
    const events = await world.get(`/api/v1/generation/tasks/${parent.id}`);
    expect(events.status).toBe(200);
    const again = await posted(path, { n: 3 }, 'v-1');
    expect(idsOf(again)).toEqual(idsOf(items));
  });

  it('of a model that takes no seed are the request as it was', async () => {
    const params = { service: 'KIE', model: 'nano-banana-pro', input: { prompt: 'no seed' } };
    const { body } = await world.create(params);
    const [row] = await posted(`/api/v1/generation/tasks/${body.id}/variations`, { n: 1 }, 'v-2');
    expect(row?.task).toMatchObject({ parentTaskId: body.id, providerParams: params });
  });

  it('of a task that is not there are 404, and of a number out of bounds 422', async () => {
    const { body } = await world.create(orders.imagen('bounded'));
    const ask = (id: string, n: unknown) =>
      world.request('POST', `/api/v1/generation/tasks/${id}/variations`, { body: { n } });
    expect((await ask('0'.repeat(32), 1)).status).toBe(404);
    for (const n of [0, 11, 1.5, '2']) expect((await ask(body.id, n)).status).toBe(422);
  });
});

// The last one: as long as no time passes, none of its tasks is worked on.
describe('a large batch', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => ({
    promptId: 'hundred',
    providerParams: i === 57 ? orders.imagen('', { aspect_ratio: 'oblong' }) : orders.imagen(`number ${i}`),
  }));

  it('of a hundred makes a task of every row but the bad one, in order', async () => {
    const items = await batch(hundred, 'b-hundred');
    expect(items).toHaveLength(100);
    items.forEach((item, i) => {
      if (i === 57) return;
      expect(item.status).toBe(202);
      expect(wordsOf(item.task?.providerParams)).toBe(`number ${i}`);
    });
    expect(items[57]).toMatchObject({
      status: 422,
      error: {
        code: 'validation_failed',
        errors: expect.arrayContaining([
          expect.objectContaining({ path: '/providerParams/input/aspect_ratio' }),
        ]) as unknown[],
      },
    });
    expect(items[57]?.task).toBeUndefined();
  });
});
