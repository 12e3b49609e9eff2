import { DescribeExecutionCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTask } from '#actions/tasks/create-task.ts';
import type { CreatedTask } from '#actions/tasks/new-task.ts';
import { isOwner } from '#domain/ids.ts';
import { planGeneration } from '#providers/catalog.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { openTasks } from '#storage/limits/open-tasks.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { nodeDigest, systemRandom } from '../../../functions/compose/system-ports.ts';
import { TASKS, eventsOf, holdEverything, rowsOf, takenFor } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Creates as create-task does, in a process that dies between the write and the start of the execution. */
async function createAndDie(prompt: string, idempotencyKey: string): Promise<CreatedTask> {
  const { table, clock } = world;
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256')
    .update(world.keys.get('ana') ?? '')
    .digest('hex');
  const key = await keyStore(table).find(hash);
  if (key === undefined || !isOwner('ana')) throw new Error('Ana has no key');
  const gone = async (): Promise<never> => {
    throw new Error('the process is gone');
  };
  const create = createTask({
    tasks: taskStore({ table, nonce: systemRandom.hex128, backoff: async () => undefined }),
    ledger: ledgerStore(table),
    places: openTasks(table, {}),
    workflow: { start: gone, state: gone, stop: gone, succeed: gone, interrupt: gone },
    clock: { now: () => clock.now(), sleep: async () => undefined },
    random: systemRandom,
    digest: nodeDigest,
    log: { info: () => undefined, warn: () => undefined, count: () => undefined, measure: () => undefined },
    planGeneration: (params, now) => planGeneration(params, { allowRetired: true, now }),
  });
  const body = { providerParams: orders.imagen(prompt) };
  return create({ owner: key.owner, idSecret: key.idSecret, idempotencyKey, body });
}

const machine = (): SFNClient => {
  const { statesUrl, credentials } = world.cloud;
  return new SFNClient({ endpoint: statesUrl, region: credentials.region, credentials });
};
const executionArn = async (id: string, run = 1): Promise<string> => {
  const arn = world.cloud.outputs['WorkflowArn'] ?? '';
  const task = (await rowsOf(world, id)).find(({ sk }) => sk === 'task');
  return `${arn.replace(':stateMachine:', ':execution:')}:${id}-${String(task?.['incarnation'])}-${String(run)}`;
};
const dueOf = async (id: string): Promise<unknown> =>
  (await rowsOf(world, id)).find(({ sk }) => sk === 'task')?.['dueAt'];

describe('a task whose creator died before the execution was started', () => {
  it('is started by the sweeper within two minutes', async () => {
    const { snapshot } = await createAndDie('orphaned by a crash', 'crash-1');
    const { id } = snapshot.task;
    await world.settle();
    expect(takenFor(world, 'orphaned by a crash')).toBe(0);
    await world.advance(2 * MINUTE_MS);
    expect(takenFor(world, 'orphaned by a crash')).toBe(1);
    const task = await world.untilEnded(id);
    expect(task.status).toBe('SUCCESS');
    expect(await eventsOf(world, id)).toContainEqual(
      expect.objectContaining({ type: 'run-started', actor: 'sweeper', reason: 'it was never started' }),
    );
  });

  it('is started at once by the client’s repetition', async () => {
    const { snapshot } = await createAndDie('repeated at once', 'crash-2');
    const before = world.clock.now();
    const again = await world.create(orders.imagen('repeated at once'), {}, { 'idempotency-key': 'crash-2' });
    expect(again.body.id).toBe(snapshot.task.id);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    await world.settle();
    expect(takenFor(world, 'repeated at once')).toBe(1);
    expect(world.clock.now()).toBe(before);
    expect((await world.untilEnded(again.body.id)).status).toBe('SUCCESS');
  });

  it('is started once by two sweepers at a time', async () => {
    const { snapshot } = await createAndDie('swept twice', 'crash-3');
    await world.cloud.stop();
    await world.clock.advance(MINUTE_MS);
    await world.openCloudAgain();
    await Promise.all([
      world.cloud.runSchedule('SweepTasksSchedule'),
      world.cloud.runSchedule('SweepTasksSchedule'),
    ]);
    await world.settle();
    expect((await world.untilEnded(snapshot.task.id)).status).toBe('SUCCESS');
    expect(takenFor(world, 'swept twice')).toBe(1);
  });
});

describe('a task whose execution was ended from outside', () => {
  it('is driven on by another run as soon as that is told, and to its end without another paid call', async () => {
    const { body } = await world.create(orders.imagen('driver gone [latency:600] [callback-lost]'));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    const client = machine();
    const before = world.clock.now();
    await client.send(new StopExecutionCommand({ executionArn: await executionArn(body.id) }));
    await world.settle();
    expect(await eventsOf(world, body.id)).toContainEqual(
      expect.objectContaining({ type: 'run-started', reason: 'its execution was gone', data: { run: 2 } }),
    );
    expect(world.clock.now()).toBe(before);
    const task = await world.untilEnded(body.id);
    expect(task).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    expect(takenFor(world, 'driver gone [latency:600] [callback-lost]')).toBe(1);
    const { status } = await client.send(
      new DescribeExecutionCommand({ executionArn: await executionArn(body.id, 2) }),
    );
    expect(status).toBe('SUCCEEDED');
    client.destroy();
  });
});

describe('a held task whose execution was ended from outside', () => {
  it('is sent all the same, minutes later and long before its deadline', async () => {
    await holdEverything(world);
    const { body } = await world.create(orders.imagen('held, and left alone'));
    await world.until(body.id, ({ stage }) => stage === 'held');
    await world.advance(MINUTE_MS);
    await holdEverything(world);
    const client = machine();
    await client.send(new StopExecutionCommand({ executionArn: await executionArn(body.id) }));
    client.destroy();
    await world.advance(8 * MINUTE_MS);
    expect(await world.task(body.id)).toMatchObject({ status: 'SUCCESS', attempt: 1 });
  });
});

describe('the sweeper’s list', () => {
  it('holds a driven task once, and not again before its deadline has passed; and no settled one', async () => {
    const { body } = await world.create(orders.imagen('looked after [latency:1750]'));
    const deadline = Date.parse(body.createdAt) + 30 * MINUTE_MS;
    expect(await dueOf(body.id)).toBe(new Date(world.clock.now() + 45_000).toISOString());
    await world.advance(2 * MINUTE_MS);
    expect(Date.parse(String(await dueOf(body.id)))).toBe(deadline + 3 * MINUTE_MS);
    await world.untilEnded(body.id);
    expect(await dueOf(body.id)).toBeUndefined();
    expect((await world.get(`${TASKS}/${body.id}`)).status).toBe(200);
  });
});
