import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackOf, eventsOf, ledgerOf, objectsOf, setBudget, takenFor, usageOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { ITEMS, operatorCalls } from './operator-calls.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(() => world.close());

const { lost, itemAbout, decide, externalIdOf } = operatorCalls(() => world);

describe('a paid call whose fate is unknown', () => {
  it('counts as spent, and becomes one open item', async () => {
    const task = await lost('lost and listed', '500');
    expect(task.cost).toEqual({ estimatedCredits: 4, actualCredits: 4, final: false });
    expect(await itemAbout(task.id)).toMatchObject({
      kind: 'outcome_unknown',
      status: 'open',
      owner: 'ana',
      job: 1,
    });
    const { budget } = await usageOf(world);
    expect(budget?.monthly).toMatchObject({ reservedCredits: 0, spentCredits: 4 });
  });

  it('is adopted under the id that the provider knows: the result comes home, paid once', async () => {
    const prompt = 'lost and found';
    const task = await lost(prompt, '500-created');
    const item = await itemAbout(task.id);
    const reason = 'Found in the log of the provider';
    const answer = await decide(item, 'adopt', { externalTaskId: externalIdOf(prompt), reason });
    expect(answer).toMatchObject({ status: 200, body: { status: 'adopted', reason } });

    const home = await world.untilEnded(task.id);
    expect(home).toMatchObject({
      status: 'SUCCESS',
      externalTaskId: externalIdOf(prompt),
      cost: { actualCredits: 4, final: true },
    });
    expect(home.failCode).toBeUndefined();
    expect(await objectsOf(world, task.id)).toHaveLength(3);
    expect(takenFor(world, prompt)).toBe(1);
    const settles = (await ledgerOf(world, task.id)).filter(({ type }) => type === 'settle');
    expect(settles).toHaveLength(1);

    const audit = (await eventsOf(world, task.id)).filter(({ actor }) => actor === 'operator');
    expect(audit.map(({ type }) => type)).toEqual(['job-adopted', 'task-reopened']);
    expect(audit.every((event) => event.reason === reason)).toBe(true);
    expect(await decide(item, 'write-off', { reason })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  });

  it('is not adopted under the id of another job, and stays open', async () => {
    const prompt = 'somebody else’s picture';
    await world.run(orders.imagen(prompt));
    const task = await lost('lost and mixed up', '500');
    const item = await itemAbout(task.id);
    const answer = await decide(item, 'adopt', { externalTaskId: externalIdOf(prompt), reason: 'a slip' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await itemAbout(task.id)).toEqual(item);
    expect(await world.task(task.id)).toEqual(task);
  });

  it('is not adopted under an id that the provider does not know, nor while it cannot be asked', async () => {
    const prompt = 'lost and mistaken';
    const task = await lost(prompt, '500-created');
    const item = await itemAbout(task.id);
    const adopt = (externalTaskId: string | undefined) =>
      decide(item, 'adopt', { externalTaskId, reason: 'read to me on the phone' });
    expect(await adopt('no-such-job')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    world.kie.setKnobs({ queryCode: 500 });
    expect(await adopt(externalIdOf(prompt))).toMatchObject({ status: 503, body: { code: 'busy' } });
    world.kie.setKnobs({ queryCode: 0 });
    expect(await itemAbout(task.id)).toEqual(item);
    expect(await world.task(task.id)).toEqual(task);

    expect((await adopt(externalIdOf(prompt))).status).toBe(200);
    expect(await world.untilEnded(task.id)).toMatchObject({ status: 'SUCCESS', cost: { final: true } });
  });

  it('is made anew as a task of the same owner, once', async () => {
    const task = await lost('lost and ordered again', '500');
    const item = await itemAbout(task.id);
    const answer = await decide(item, 'resubmit', { reason: 'The customer is waiting' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'resubmitted' } });
    const anew = await world.untilEnded(answer.body.newTaskId ?? '');
    expect(anew).toMatchObject({ status: 'SUCCESS', parentTaskId: task.id, retryCount: 1 });
    expect(takenFor(world, 'lost and ordered again')).toBe(1);
    expect((await decide(item, 'resubmit', { reason: 'again' })).status).toBe(409);
    expect((await eventsOf(world, task.id)).at(-1)).toMatchObject({
      type: 'item-resubmitted',
      actor: 'operator',
      reason: 'The customer is waiting',
    });
  });

  it('becomes an item also where the task was canceled meanwhile, once', async () => {
    world.kie.setKnobs({ failNext: ['500-created'], callbackLostShare: 1 });
    const { body } = await world.create(orders.imagen('lost and canceled'));
    await world.until(body.id, ({ stage }) => stage === 'outcome_unknown');
    const canceled = await world.request<{ outcome: string }>(
      'POST',
      `/api/v1/generation/tasks/${body.id}/cancel`,
    );
    expect(canceled.body.outcome).toBe('detached');
    await world.advance(2 * 3600_000);
    world.kie.setKnobs({ callbackLostShare: 0 });
    const item = await itemAbout(body.id);
    expect(item).toMatchObject({ kind: 'outcome_unknown', status: 'open' });
    await decide(item, 'write-off', { reason: 'Nobody wants it' });
    // The late looks, six and twenty-four hours after the end, and the time after them.
    for (const hours of [4, 18, 6]) {
      await world.sleep(hours * 3600_000);
      await world.advance(5 * 60_000);
    }
    expect(await itemAbout(body.id)).toMatchObject({ status: 'written-off' });
    expect(await world.task(body.id)).toMatchObject({ status: 'CANCELED' });
  });

  it('is written off: what was settled stands', async () => {
    const task = await lost('lost for good', '500');
    const item = await itemAbout(task.id);
    const answer = await decide(item, 'write-off', { reason: 'Four credits' });
    expect(answer).toMatchObject({ status: 200, body: { status: 'written-off', reason: 'Four credits' } });
    expect(await world.task(task.id)).toEqual(task);
    expect((await eventsOf(world, task.id)).at(-1)).toMatchObject({
      type: 'item-written-off',
      actor: 'operator',
    });
    expect(await itemAbout(task.id)).toMatchObject({ status: 'written-off' });
  });
});

describe('a callback that names another job than the record', () => {
  it('is answered, changes nothing, and becomes an item once', async () => {
    const prompt = 'two of one [latency:60]';
    const { body } = await world.create(orders.imagen(prompt));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    const url = callbackOf(world, prompt);
    const call = async () =>
      (
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: 200, data: { taskId: 'somebody-elses', state: 'success' } }),
        })
      ).status;
    expect([await call(), await call()]).toEqual([200, 200]);
    expect(await itemAbout(body.id)).toMatchObject({
      kind: 'orphan',
      status: 'open',
      externalTaskId: 'somebody-elses',
    });
    expect((await world.untilEnded(body.id)).externalTaskId).toBe(externalIdOf(prompt));
  });
});

describe('the doors of operators', () => {
  it.each([
    ['GET', ITEMS],
    ['POST', `${ITEMS}/decisions`],
    ['POST', `${ITEMS}/outcome_unknown:x:1/adopt`],
    ['POST', `${ITEMS}/outcome_unknown:x:1/resubmit`],
    ['POST', `${ITEMS}/outcome_unknown:x:1/write-off`],
    ['PUT', '/api/v1/admin/owners/ana/budget'],
    ['GET', '/api/v1/admin/owners/ana/budget'],
  ])('%s %s is 403 for everybody else and 401 without a key', async (method, path) => {
    const init = method === 'GET' ? {} : { body: {} };
    const other = await world.request<{ code: string }>(method, path, { as: 'ana', ...init });
    expect(other).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await world.request(method, path, { as: null, ...init })).status).toBe(401);
  });

  it('want a reason, an id that can be one, and an item that there is', async () => {
    const task = await lost('lost and badly asked', '500');
    const item = await itemAbout(task.id);
    for (const body of [{}, { reason: '' }, { reason: 'x', more: 1 }]) {
      expect((await decide(item, 'write-off', body)).status).toBe(422);
    }
    expect((await decide(item, 'adopt', { reason: 'x', externalTaskId: 'a b' })).status).toBe(422);
    for (const id of ['nothing', '%zz', 'outcome_unknown/x', 'ä']) {
      expect((await decide({ ...item, id }, 'write-off', { reason: 'x' })).status).toBe(404);
    }
    expect(await itemAbout(task.id)).toEqual(item);
  });
});
