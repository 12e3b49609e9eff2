import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Row } from '#storage/table/table-port.ts';
import { TASKS, holdEverything, itemsOf, rowsOf, takenFor } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const rowOf = async (id: string, sk: string): Promise<Row> => {
  const row = (await rowsOf(world, id)).find((one) => one.sk === sk);
  if (row === undefined) throw new Error(`There is no row ${sk}`);
  return row;
};
const spoil = async (id: string, sk: string, change: Record<string, unknown>): Promise<void> => {
  const row = await rowOf(id, sk);
  await world.table.write({ type: 'put', row: { ...row, ...change } });
};
const itemsAbout = async (id: string) => (await itemsOf(world)).filter(({ taskId }) => taskId === id);

async function executionStatus(id: string): Promise<string | undefined> {
  const { statesUrl, credentials, outputs } = world.cloud;
  const client = new SFNClient({ endpoint: statesUrl, region: credentials.region, credentials });
  const { incarnation } = await rowOf(id, 'task');
  const arn = (outputs['WorkflowArn'] ?? '').replace(':stateMachine:', ':execution:');
  const name = `${id}-${String(incarnation)}-1`;
  const { status } = await client.send(new DescribeExecutionCommand({ executionArn: `${arn}:${name}` }));
  client.destroy();
  return status;
}

/** The deadline passes, the sweeper sees that, and the longest visit is over. */
async function passDeadline(): Promise<void> {
  await world.sleep(35 * MINUTE_MS);
  await world.advance(2 * MINUTE_MS);
  await world.sleep(20 * MINUTE_MS);
  await world.advance(6 * MINUTE_MS);
}

describe('a task with which a step of its own can do nothing', () => {
  it('ends by its record soon after its deadline, and its result comes home when it can', async () => {
    const prompt = 'nobody can ask [latency:30]';
    const { body } = await world.create(orders.imagen(prompt));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    const { dialect } = await rowOf(body.id, 'task');
    // Query and Finalize throw from now on.
    await spoil(body.id, 'task', { dialect: 'unheard-of' });
    await passDeadline();
    const task = await world.task(body.id);
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'timeout', cost: { final: false } });
    expect(await executionStatus(body.id)).toBe('ABORTED');
    expect(await itemsAbout(body.id)).toMatchObject([{ kind: 'stuck', status: 'open', job: 1 }]);

    await spoil(body.id, 'task', { dialect });
    await world.sleep(6 * HOUR_MS);
    const late = await world.until(body.id, ({ cost }) => cost.final, HOUR_MS);
    expect(late).toMatchObject({ status: 'FAILED', failCode: 'timeout', cost: { final: true } });
    expect(late.assets).toMatchObject([{ late: true }]);
    expect(takenFor(world, prompt)).toBe(1);
  });

  it('ends at its deadline where it is the paid call that cannot be made', async () => {
    await holdEverything(world);
    const { body } = await world.create(orders.imagen('nobody can send'));
    await world.until(body.id, ({ stage }) => stage === 'held');
    await spoil(body.id, 'task', { dialect: 'unheard-of' });
    await world.sleep(28 * MINUTE_MS);
    const task = await world.untilEnded(body.id, 10 * MINUTE_MS);
    expect(task).toMatchObject({ status: 'FAILED', cost: { actualCredits: 0, final: true } });
    expect(takenFor(world, 'nobody can send')).toBe(0);
  });

  it('ends at its deadline where the row of its job cannot be read', async () => {
    const { body } = await world.create(orders.imagen('illegible [latency:30]'));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    await spoil(body.id, 'job#1', { claim: 'torn', externalId: 7 });
    await world.sleep(28 * MINUTE_MS);
    const task = await world.untilEnded(body.id, 10 * MINUTE_MS);
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'outcome_unknown' });
    expect(await itemsAbout(body.id)).toMatchObject([{ kind: 'outcome_unknown', status: 'open' }]);
  });

  it('is told to a person where it cannot be read at all, and keeps no other task from being swept', async () => {
    const { body } = await world.create(orders.imagen('torn to pieces [latency:30]'));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    await spoil(body.id, 'task', { estimate: 'much' });
    await world.advance(7 * MINUTE_MS);
    expect((await world.get(`${TASKS}/${body.id}`)).status).toBe(500);
    expect(await itemsAbout(body.id)).toMatchObject([{ kind: 'stuck', status: 'open' }]);
    const { dueAt } = await rowOf(body.id, 'task');
    expect(Date.parse(String(dueAt))).toBeGreaterThan(world.clock.now() + 30 * MINUTE_MS);

    await spoil(body.id, 'task', { estimate: 4000 });
    await world.sleep(HOUR_MS);
    expect(await world.untilEnded(body.id, HOUR_MS)).toMatchObject({ status: 'SUCCESS' });
  });
});
