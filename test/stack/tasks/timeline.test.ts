import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatusView, TaskView } from '#contract/tasks/answers.ts';
import type { Note } from '#domain/tasks/timeline.ts';
import { TASKS, eventsOf, holdEverything, itemsOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { replayTimeline, replayableFields } from '../timeline-replay.ts';
import { KIE_KEY } from '../stack-parts.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ webhookKey: 'whk_timeline' });
  await world.newKey('root', { operator: true });
  await world.newKey('ben');
});
afterAll(() => world.close());

/** Lets a task run to its end, and compares at every rest what is shown with what its timeline tells. */
async function followed(id: string, enough = (task: TaskView) => task.cost.final): Promise<readonly Note[]> {
  const compare = async (task: TaskView): Promise<boolean> => {
    expect(replayTimeline(await eventsOf(world, id))).toEqual(replayableFields(task));
    return enough(task);
  };
  for (;;) {
    await world.settle();
    if (await compare(await world.task(id))) return eventsOf(world, id);
    await world.advance(Math.max(0, (world.clock.next() ?? 0) - world.clock.now()));
  }
}

const start = async (params: unknown, more: Record<string, unknown> = {}): Promise<string> =>
  (await world.create(params, more)).body.id;
const typesOf = (events: readonly Note[]): string[] => events.map(({ type }) => type);

describe('a timeline tells the task, at every moment', () => {
  it('of a success', async () => {
    const events = await followed(await start(orders.imagen('told')));
    expect(events.map(({ type, actor }) => `${type} by ${actor}`)).toEqual([
      'task-created by client',
      'job-claimed by workflow',
      'job-accepted by workflow',
      'callback-received by callback',
      'output-archived by workflow',
      'task-ended by workflow',
    ]);
  });

  it('of three jobs, a refusal for load and a polled film', async () => {
    await followed(await start(orders.imagen('three', { num_images: 3 })));
    world.kie.setKnobs({ failNext: ['429', '429'] });
    const events = await followed(await start(orders.imagen('busy')));
    expect(typesOf(events).filter((type) => type === 'job-released')).toHaveLength(2);
    expect(events.findLast(({ type }) => type === 'job-claimed')?.attempt).toBe(3);
    await followed(await start(orders.veo('polled [callback-lost]')));
  });

  it('of what failed, was refused, and was lost by the archive', async () => {
    await followed(await start(orders.imagen('bad [fail:generation]')));
    const refused = await followed(await start(orders.imagen('refused [422]')));
    expect(refused.find(({ type }) => type === 'job-refused')?.reason).toBeTruthy();
    const lost = await followed(await start(orders.imagen('a page [file-html]')));
    expect(lost.find(({ type }) => type === 'output-lost')?.reason).toContain('output_rejected');
  });

  it('of a lost call that a callback brings home', async () => {
    world.kie.setKnobs({ failNext: ['no-answer-created'] });
    const events = await followed(await start(orders.imagen('ambiguous')));
    expect(typesOf(events)).toEqual(
      expect.arrayContaining(['outcome-unknown', 'callback-received', 'job-adopted']),
    );
  });

  it('of a lost call that an operator takes up', async () => {
    const prompt = 'adopted [callback-lost]';
    world.kie.setKnobs({ failNext: ['500-created'] });
    const id = await start(orders.imagen(prompt));
    await followed(id, ({ status }) => status === 'FAILED');
    const item = (await itemsOf(world)).find(({ taskId }) => taskId === id);
    const externalTaskId = world.kie.ledger.find((entry) => entry.prompt === prompt)?.taskId;
    await world.request('POST', `/api/v1/admin/items/${encodeURIComponent(item?.id ?? '')}/adopt`, {
      as: 'root',
      body: { externalTaskId, reason: 'seen' },
    });
    const events = await followed(id);
    expect(events.find(({ type }) => type === 'task-reopened')).toMatchObject({
      actor: 'operator',
      reason: 'seen',
    });
  });

  it('of a cancel before and after the paid call', async () => {
    await holdEverything(world);
    const held = await start(orders.imagen('held'));
    await followed(held, ({ stage }) => stage === 'held');
    await world.request('POST', `${TASKS}/${held}/cancel`);
    await followed(held);
    await world.advance(2 * 60_000);
    const sent = await start(orders.imagen('sent [latency:50]'));
    await followed(sent, ({ stage }) => stage === 'generating');
    await world.request('POST', `${TASKS}/${sent}/cancel`);
    expect(typesOf(await followed(sent))).toContain('task-settled');
  });

  it('of a timeout and what came after it', async () => {
    const events = await followed(await start(orders.imagen('late [latency:2400]')));
    expect(typesOf(events)).toEqual(
      expect.arrayContaining(['task-ended', 'callback-received', 'run-started', 'cost-adjusted']),
    );
  });
});

describe('a timeline', () => {
  it('is in the order of time, and each line says when, who and which attempt', async () => {
    const { id } = await world.run(orders.midjourney('in order'));
    const events = await eventsOf(world, id);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
    for (const { at, actor, attempt } of events) {
      expect(new Date(at).toISOString()).toBe(at);
      expect(actor).toMatch(/^(client|workflow|callback|sweeper|operator)$/);
      expect(attempt).toBeGreaterThanOrEqual(0);
    }
  });

  it('holds no token, claim, key or signature', async () => {
    const { id } = await world.run(orders.imagen('nothing to hide'));
    const text = JSON.stringify(await eventsOf(world, id));
    const rows = await world.table.partition(`task#ana#${id}`);
    const { claim, taskToken } = (rows.find(({ sk }) => sk === 'job#1') ?? {}) as {
      claim?: { claimId: string; tokenHash: string };
      taskToken?: string;
    };
    const { callbackUrl } = world.kie.ledger.at(-1) ?? {};
    const secret = callbackUrl?.split('.').at(-1);
    for (const hidden of [claim?.claimId, claim?.tokenHash, taskToken, secret, KIE_KEY, 'whk_timeline']) {
      expect(hidden).toBeTruthy();
      expect(text).not.toContain(hidden);
    }
  });

  it('is nobody else’s', async () => {
    const { id } = await world.run(orders.imagen('mine'));
    expect((await world.request('GET', `${TASKS}/${id}/events`, { as: 'ben' })).status).toBe(404);
  });
});

describe('the status, asked when it says itself,', () => {
  it('is asked soon after the create, then when the end is likely, and is the same to who has it already', async () => {
    const { body } = await world.create(orders.veo('obeyed'));
    const { expectedSeconds = 0, nextCheckSeconds = 0 } = body;
    expect(nextCheckSeconds).toBeLessThanOrEqual(10);
    await world.settle();
    await world.sleep(nextCheckSeconds * 1000);
    const path = `${TASKS}/${body.id}/status`;
    const first = await world.get<StatusView>(path);
    expect(first.body.stage).toBe('generating');
    expect(first.body.nextCheckSeconds).toBeGreaterThan(expectedSeconds / 4);
    await world.sleep(20_000);
    // Nothing has happened but that time went by.
    const same = await world.get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(same.status).toBe(304);
    const left = Number(same.headers.get('retry-after'));
    expect(left).toBeLessThan(first.body.nextCheckSeconds ?? 0);
    await world.untilEnded(body.id);
  });
});
