import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { setBudget } from '../queries.ts';
import { World } from '../test-stack.ts';
import { ITEMS, operatorCalls } from './operator-calls.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  await setBudget(world, { monthlyCredits: 1000 });
});
afterAll(() => world.close());

const { lost } = operatorCalls(() => world);

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
