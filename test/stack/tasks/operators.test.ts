import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { TaskView } from '#contract/tasks/answers.ts';
import {
  callbackOf,
  eventsOf,
  itemsOf,
  ledgerOf,
  objectsOf,
  setBudget,
  takenFor,
  usageOf,
} from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const ITEMS = '/api/v1/admin/items';
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(() => world.close());

/** A task whose paid call got lost: `500-created` was taken by the provider, `500` was not. */
async function lost(prompt: string, fault: '500' | '500-created'): Promise<TaskView> {
  world.kie.setKnobs({ failNext: [fault], callbackLostShare: 1 });
  const task = await world.run(orders.imagen(prompt));
  world.kie.setKnobs({ callbackLostShare: 0 });
  expect(task).toMatchObject({ status: 'FAILED', failCode: 'outcome_unknown', cost: { final: false } });
  return task;
}

const itemAbout = async (id: string): Promise<OperatorItem> => {
  const [item, ...more] = (await itemsOf(world)).filter(({ taskId }) => taskId === id);
  if (item === undefined || more.length > 0) throw new Error(`${more.length + 1} items about ${id}`);
  return item;
};

const decide = (item: OperatorItem, verb: string, body: unknown, as = 'root') =>
  world.request<OperatorItem>('POST', `${ITEMS}/${encodeURIComponent(item.id)}/${verb}`, { as, body });

const externalIdOf = (prompt: string): string | undefined =>
  world.kie.ledger.find((entry) => entry.prompt === prompt)?.taskId;

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
    await world.advance(30 * 3600_000);
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

describe('many items', () => {
  interface Page {
    readonly items: readonly OperatorItem[];
    readonly nextCursor?: string;
  }
  const listed = async (query: string): Promise<Page> => {
    const answer = await world.request<Page>('GET', `${ITEMS}?${query}`, { as: 'root' });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const decideAll = (body: unknown) =>
    world.request<{ decided: OperatorItem[]; refused: unknown[]; nextCursor?: string }>(
      'POST',
      `${ITEMS}/decisions`,
      { as: 'root', body },
    );

  it('are listed in pages, each item once', async () => {
    for (const n of [1, 2]) await lost(`lost on page ${n}`, '500');
    const all = (await listed('')).items.map(({ id }) => id);
    const walked: string[] = [];
    let cursor = '';
    do {
      const page = await listed(`limit=1${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    expect(walked).toEqual(all);
    expect(all.length).toBeGreaterThan(1);
  });

  it('are narrowed by kind, status, model, service and time', async () => {
    await world.advance(1000);
    const from = new Date(world.clock.now()).toISOString();
    const task = await lost('lost and sought', '500');
    const [item] = (await listed(`kind=outcome_unknown&status=open&from=${from}`)).items;
    expect(item).toMatchObject({ taskId: task.id, model: task.model, service: 'KIE' });
    expect((await listed(`model=${encodeURIComponent(task.model)}&from=${from}`)).items).toEqual([item]);
    for (const query of ['model=other', 'service=OPENAI', 'kind=orphan', 'status=adopted'])
      expect((await listed(`${query}&from=${from}`)).items).toEqual([]);
    expect((await listed(`to=${from}`)).items).not.toContainEqual(item);
    for (const query of ['kind=odd', 'from=yesterday', 'limit=0', 'status=closed'])
      expect((await world.request('GET', `${ITEMS}?${query}`, { as: 'root' })).status).toBe(422);
  });

  it('are decided alike, and those that refuse keep no other from it', async () => {
    await world.advance(1000);
    const from = new Date(world.clock.now()).toISOString();
    const [gone, one, two] = [
      await lost('lost and deleted', '500'),
      await lost('lost like the next', '500'),
      await lost('lost like the one before', '500'),
    ];
    // Nobody would delete rows: so a task is gone whose item is not.
    await world.table.write({ type: 'remove', key: { pk: `task#ana#${gone.id}`, sk: 'task' } });
    const filter = { model: one.model, kind: 'outcome_unknown', from };
    const answer = await decideAll({ decision: 'resubmit', reason: 'An outage', filter });
    expect(answer.status).toBe(200);
    expect(answer.body.decided.map(({ taskId }) => taskId).sort()).toEqual([one.id, two.id].sort());
    expect(answer.body.refused).toEqual([
      expect.objectContaining({ id: `outcome_unknown:${gone.id}:1`, code: 'conflict' }),
    ]);
    for (const { newTaskId } of answer.body.decided)
      expect(await world.untilEnded(newTaskId ?? '')).toMatchObject({ status: 'SUCCESS' });
    const rest = await decideAll({ decision: 'write-off', reason: 'An outage', filter });
    expect(rest.body.decided.map(({ taskId }) => taskId)).toEqual([gone.id]);
  });

  it('are not decided without a filter, nor adopted in bulk', async () => {
    for (const body of [
      { decision: 'write-off', reason: 'all of it', filter: {} },
      { decision: 'write-off', reason: 'all of it' },
      { decision: 'adopt', reason: 'all of it', filter: { service: 'KIE' } },
      { decision: 'write-off', filter: { service: 'KIE' } },
    ])
      expect((await decideAll(body)).status).toBe(422);
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
