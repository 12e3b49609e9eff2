import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import {
  TASKS,
  callbackOf,
  eventsOf,
  holdEverything,
  ledgerOf,
  objectsOf,
  putObject,
  rowsOf,
  takenFor,
  usageOf,
} from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const HOUR_MS = 3600_000;
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
});
afterAll(() => world.close());

const retry = (id: string, headers: Record<string, string> = {}, as = 'ana') =>
  world.request<TaskView>('POST', `${TASKS}/${id}/retry`, { as, headers });
const remove = (id: string, as = 'ana') => world.request('DELETE', `${TASKS}/${id}`, { as });

describe('a retry', () => {
  it('of a failed task is a new task with its lineage, paid for by itself', async () => {
    world.kie.setKnobs({ failNext: ['generation'] });
    const { body } = await world.create(orders.imagen('second go'), {
      promptId: 'p-1',
      priority: 'high',
      metadata: { take: 1 },
    });
    const failed = await world.untilEnded(body.id);
    expect(failed).toMatchObject({ status: 'FAILED', links: { retry: `${TASKS}/${failed.id}/retry` } });

    const answer = await retry(failed.id);
    expect(answer.status).toBe(202);
    expect(answer.headers.get('idempotency-key')).toBeTruthy();
    expect(answer.headers.get('location')).toBe(`${TASKS}/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      parentTaskId: failed.id,
      retryCount: 1,
      status: 'PENDING',
      promptId: 'p-1',
      priority: 'high',
      metadata: { take: 1 },
      providerParams: failed.providerParams,
    });
    expect(answer.body.id).not.toBe(failed.id);
    expect((await world.untilEnded(answer.body.id)).status).toBe('SUCCESS');
    expect(await world.task(failed.id)).toEqual(failed);
    expect(takenFor(world, 'second go')).toBe(2);
  });

  it('of a retry counts on', async () => {
    const first = await world.run(orders.imagen('thrice [fail:generation]'));
    const second = await world.untilEnded((await retry(first.id)).body.id);
    const third = await retry(second.id);
    expect(third.body).toMatchObject({ parentTaskId: second.id, retryCount: 2 });
    await world.untilEnded(third.body.id);
  });

  it('of a canceled task works too', async () => {
    await holdEverything(world);
    const { body } = await world.create(orders.imagen('changed my mind'));
    await world.until(body.id, ({ stage }) => stage === 'held');
    await world.request('POST', `${TASKS}/${body.id}/cancel`);
    const again = await retry(body.id);
    expect(again.body).toMatchObject({ parentTaskId: body.id, retryCount: 1 });
    expect((await world.untilEnded(again.body.id)).status).toBe('SUCCESS');
  });

  it('that is repeated with its key is the same task, and the key of the parent is another', async () => {
    const parent = await world.create(
      orders.imagen('keyed [fail:generation]'),
      { priority: 'normal' },
      { 'idempotency-key': 'parent-key' },
    );
    await world.untilEnded(parent.body.id);
    const headers = { 'idempotency-key': 'retry-key' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => retry(parent.body.id, headers)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await retry(parent.body.id, { 'idempotency-key': 'parent-key' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
  });

  it('of anything else is refused', async () => {
    const done = await world.run(orders.imagen('all well'));
    expect(await retry(done.id)).toMatchObject({ status: 409, body: { code: 'not_retryable' } });
    const { body } = await world.create(orders.imagen('under way'));
    expect(await retry(body.id)).toMatchObject({ status: 409, body: { code: 'not_retryable' } });
    expect((await retry(done.id, {}, 'ben')).status).toBe(404);
    expect((await retry('f'.repeat(32))).status).toBe(404);
    await world.untilEnded(body.id);
  });
});

describe('a removal', () => {
  it('takes every row and every file, and leaves the books', async () => {
    const task = await world.run(orders.midjourney('to be forgotten'));
    expect(await objectsOf(world, task.id)).toHaveLength(12);
    const spent = (await usageOf(world)).credits;
    const books = await ledgerOf(world, task.id);

    const answer = await remove(task.id);
    expect(answer.status).toBe(204);
    expect(answer.body).toBe('');
    expect(await rowsOf(world, task.id)).toEqual([]);
    expect(await objectsOf(world, task.id)).toEqual([]);
    expect((await world.get(`${TASKS}/${task.id}`)).status).toBe(404);
    const { body } = await world.get<{ items: TaskView[] }>(`${TASKS}?limit=100`);
    expect(body.items.map(({ id }) => id)).not.toContain(task.id);
    const file = await fetch(task.assets[0]?.url ?? '');
    expect(file.status).toBe(404);

    expect((await usageOf(world)).credits).toBe(spent);
    expect(await ledgerOf(world, task.id)).toEqual(books);
    expect((await remove(task.id)).status).toBe(404);
  });

  it('takes files that lie below a path context too', async () => {
    const path = { project: 'film', branch: 'main' };
    const { body } = await world.create(orders.imagen('placed'), { path });
    await world.untilEnded(body.id);
    expect(await objectsOf(world, body.id)).toHaveLength(3);
    expect((await remove(body.id)).status).toBe(204);
    expect(await objectsOf(world, body.id)).toEqual([]);
  });

  it.each([
    ['', {}],
    [
      ' below a path context',
      { path: { project: 'film', branch: 'main', scene: '4', shot: '1', role: 'end_frame' } },
    ],
  ])('takes a file%s that a visit has stored and not recorded', async (_, context) => {
    const { body } = await world.create(orders.imagen('stored by a visit that died'), context);
    await world.untilEnded(body.id);
    const file = (await objectsOf(world, body.id)).find((key) => key.includes('/generated/')) ?? '';
    await putObject(world, file.replace('.png', '-2.webp'));
    expect(await objectsOf(world, body.id)).toHaveLength(4);
    expect((await remove(body.id)).status).toBe(204);
    expect(await objectsOf(world, body.id)).toEqual([]);
  });

  it('ends every address that was handed out before', async () => {
    const task = await world.run(orders.imagen('handed out'));
    const [asset] = task.assets;
    const key = new URL(asset?.url ?? '').pathname.replace(/^\/media\//, '');
    const { body: link } = await world.get<{ url: string }>(
      `/api/v1/storage/presigned-url?key=${encodeURIComponent(key)}`,
    );
    const redirect = await fetch(asset?.url ?? '', { redirect: 'manual' });
    const signed = redirect.headers.get('location') ?? '';
    const addresses = [asset?.url ?? '', asset?.thumbnailUrl ?? '', link.url, signed];
    const all = async () =>
      (await Promise.all(addresses.map((url) => fetch(url)))).map(({ status }) => status);
    expect(await all()).toEqual([200, 200, 200, 200]);
    const status = await world.get(`${TASKS}/${task.id}/status`);
    const known = { 'if-none-match': status.headers.get('etag') ?? '' };
    expect((await world.get(`${TASKS}/${task.id}/status`, known)).status).toBe(304);

    expect((await remove(task.id)).status).toBe(204);
    expect(await all()).toEqual([404, 404, 404, 404]);
    expect((await world.get(`${TASKS}/${task.id}/status`, known)).status).toBe(404);
    // Only the browser that asked keeps the redirect, and it leads to the object itself.
    expect(redirect.headers.get('cache-control')).toMatch(/^private/);
  });

  it('takes thumbnails along that nobody has recorded', async () => {
    const task = await world.run(orders.imagen('drawn in secret'));
    const key = { pk: `task#ana#${task.id}`, sk: 'task' };
    const row = await world.table.get(key);
    if (row === undefined) throw new Error('There is no such task');
    const { previews, ...rest } = row;
    expect(previews).toHaveLength(1);
    await world.table.write({ type: 'put', row: { ...rest, ...key } });
    expect((await remove(task.id)).status).toBe(204);
    expect(await objectsOf(world, task.id)).toEqual([]);
  });

  it('of another owner’s task removes nothing', async () => {
    const task = await world.run(orders.imagen('mine'));
    expect((await remove(task.id, 'ben')).status).toBe(404);
    expect(await objectsOf(world, task.id)).toHaveLength(3);
  });

  it('is refused while the provider may still deliver', async () => {
    const { body } = await world.create(orders.imagen('not yet [latency:120]'));
    expect(await remove(body.id)).toMatchObject({ status: 409, body: { code: 'not_deletable' } });
    await world.until(body.id, ({ stage }) => stage === 'generating');
    await world.request('POST', `${TASKS}/${body.id}/cancel`);
    expect(await remove(body.id)).toMatchObject({ status: 409, body: { code: 'not_deletable' } });
    await world.until(body.id, ({ cost }) => cost.final);
    expect((await remove(body.id)).status).toBe(204);
    expect(await rowsOf(world, body.id)).toEqual([]);
  });

  it('of a timed-out task has to wait until nobody looks after it any more', async () => {
    const task = await world.run(orders.imagen('never [stuck]'));
    expect(task.failCode).toBe('timeout');
    expect((await remove(task.id)).status).toBe(409);
    await world.sleep(7 * HOUR_MS);
    await world.advance(2 * 60_000);
    expect((await remove(task.id)).status).toBe(409);
    await world.sleep(18 * HOUR_MS);
    await world.advance(2 * 60_000);
    expect((await remove(task.id)).status).toBe(204);
  });
});

describe('a task made anew under the key of one that was removed', () => {
  const again = (prompt: string, key: string) =>
    world.create(orders.imagen(prompt), {}, { 'idempotency-key': key });

  it('is started at once, though an execution has had its id before', async () => {
    const first = await world.untilEnded((await again('twice the same', 'anew-1')).body.id);
    expect((await remove(first.id)).status).toBe(204);
    const second = await again('twice the same', 'anew-1');
    expect(second.body.id).toBe(first.id);
    expect(second.headers.get('idempotency-replayed')).toBeNull();
    const before = world.clock.now();
    await world.settle();
    expect(world.clock.now()).toBe(before);
    expect(takenFor(world, 'twice the same')).toBe(2);
    const task = await world.untilEnded(second.body.id);
    expect(task).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    expect(task.externalTaskId).not.toBe(first.externalTaskId);
    const events = await eventsOf(world, task.id);
    expect(events.map(({ type }) => type)).not.toContain('run-started');
  });

  it('is not touched by a late callback for the one before', async () => {
    const first = await world.untilEnded((await again('called back late', 'anew-2')).body.id);
    const late = callbackOf(world, 'called back late');
    await remove(first.id);
    const { body } = await again('called back late', 'anew-2');
    const answer = await world.request('POST', new URL(late).pathname, {
      as: null,
      body: { taskId: first.externalTaskId },
    });
    expect(answer.status).toBe(401);
    expect(await world.untilEnded(body.id)).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    const events = await eventsOf(world, body.id);
    expect(events.filter(({ type }) => type === 'callback-received')).toHaveLength(1);
  });
});
