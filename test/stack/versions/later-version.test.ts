import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadView } from '#contract/files/answers.ts';
import type { Problem } from '#contract/wire/problem.ts';
import { aPicture } from '../../sample-media.ts';
import { orders } from '../orders.ts';
import { itemsOf, setBudget, TASKS, takenFor, usageOf } from '../queries.ts';
import { World } from '../test-stack.ts';
import { uploaded } from '../uploads/uploaded.ts';
import { lossesSince, rewriteAll, writeWords } from './other-version.ts';

const MINUTE_MS = 60_000;

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(() => world.close());

describe('rows that a later version writes while this one works on them', () => {
  it('lose nothing of it by a callback, an end, a cancel, a budget, a look at an upload or the sweeper', async () => {
    const uploadId = (await uploaded(world, await aPicture())).id;
    const { body: made } = await world.create(orders.imagen('a later lighthouse'));
    const { body: dropped } = await world.create(orders.imagen('a later pier'));
    await world.until(made.id, ({ stage }) => stage === 'generating');
    const written = await rewriteAll(world);
    const canceled = await world.request('POST', `${TASKS}/${dropped.id}/cancel`);
    expect(canceled.status).toBe(200);
    await setBudget(world, { monthlyCredits: 2000 });
    expect((await world.request('GET', `/api/v1/uploads/${uploadId}`)).status).toBe(200);
    expect(await world.untilEnded(made.id)).toMatchObject({ status: 'SUCCESS', assets: [{ type: 'image' }] });
    const settled = await world.until(dropped.id, ({ cost }) => cost.final);
    expect(settled).toMatchObject({ status: 'CANCELED', cost: { final: true } });
    await world.advance(2 * MINUTE_MS);
    expect(takenFor(world, 'a later lighthouse')).toBe(1);
    expect(await lossesSince(world, written)).toEqual([]);
  });
});

describe('a word that a later version wrote', () => {
  it('into a task shows it as what its ending says, and it is not changed', async () => {
    const { body } = await world.create(orders.imagen('a lighthouse that is shelved'));
    const key = { pk: `task#ana#${body.id}`, sk: 'task' };
    const task = await world.untilEnded(body.id);
    await writeWords(world, key, { status: 'SHELVED' });
    expect(await world.task(body.id)).toMatchObject({ status: 'SUCCESS', assets: task.assets });
    expect((await world.get(`${TASKS}/${body.id}/status`)).status).toBe(200);
    expect((await world.get(TASKS)).status).toBe(200);
    const removed = await world.request<Problem>('DELETE', `${TASKS}/${body.id}`);
    expect(removed).toMatchObject({ status: 409, body: { code: 'not_deletable' } });
    await writeWords(world, key, { status: 'PAUSED', ending: undefined });
    expect(await world.task(body.id)).toMatchObject({ status: 'PENDING' });
    const canceled = await world.request<Problem>('POST', `${TASKS}/${body.id}/cancel`);
    expect(canceled).toMatchObject({ status: 503, body: { code: 'busy' } });
    expect(await world.table.get(key)).toMatchObject({ status: 'PAUSED' });
  });

  it('into an open task keeps it from being sent', async () => {
    await world.table.write({ type: 'add', key: { pk: 'gate#KIE', sk: 'gate' }, set: { shut: 1 } });
    const { body } = await world.create(orders.imagen('a lighthouse that waits for a nod'));
    await world.settle();
    await writeWords(world, { pk: `task#ana#${body.id}`, sk: 'task' }, { status: 'AWAITS_NOD' });
    await world.advance(3 * MINUTE_MS);
    expect(takenFor(world, 'a lighthouse that waits for a nod')).toBe(0);
    expect(await world.task(body.id)).toMatchObject({ status: 'PENDING' });
    await writeWords(world, { pk: `task#ana#${body.id}`, sk: 'task' }, { status: 'PENDING' });
    expect(await world.untilEnded(body.id)).toMatchObject({ status: 'SUCCESS' });
    expect(takenFor(world, 'a lighthouse that waits for a nod')).toBe(1);
  });

  it('into an upload shows it as one that is not here yet, and it is not removed', async () => {
    const id = (await uploaded(world, await aPicture())).id;
    await writeWords(world, { pk: `upload#ana#${id}`, sk: 'upload' }, { status: 'in-quarantine' });
    const { status, body } = await world.get<UploadView>(`/api/v1/uploads/${id}`);
    expect({ status, body }).toMatchObject({ status: 200, body: { status: 'fetching' } });
    expect((await world.request('DELETE', `/api/v1/uploads/${id}`)).status).toBe(503);
    expect((await world.get(`/api/v1/uploads/${id}`)).status).toBe(200);
  });

  it('into an item or a ledger line is shown, or left out of sums', async () => {
    const { body } = await world.create(orders.imagen('a lighthouse with a riddle'));
    await world.untilEnded(body.id);
    const before = await usageOf(world);
    const at = new Date(world.clock.now()).toISOString();
    const about = { taskId: body.id, owner: 'ana', job: 1 };
    const item = {
      pk: 'items',
      sk: 'riddle:1',
      id: 'riddle:1',
      kind: 'riddle',
      status: 'open',
      createdAt: at,
    };
    await world.table.write({ type: 'put', row: { ...item, ...about } });
    const line = { pk: 'ledger#ana', sk: `${at}#${body.id}#gift#1`, type: 'gift', at, model: 'IMAGEN4' };
    await world.table.write({ type: 'put', row: { ...line, ...about, amount: 5 } });
    expect(await itemsOf(world)).toMatchObject([{ id: 'riddle:1', kind: 'other', status: 'open' }]);
    expect(await usageOf(world)).toEqual(before);
    const decided = await world.request<Problem>('POST', '/api/v1/admin/items/riddle:1/write-off', {
      as: 'root',
      body: { reason: 'nobody knows' },
    });
    expect(decided).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});
