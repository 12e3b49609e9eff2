import { InvokeCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { routes } from '#contract/routes.ts';
import {
  aws,
  canceled,
  losses,
  resetAws,
  send,
  slowDown,
  startRefusals,
  throttles,
  tooManyFunctions,
} from '../../aws.ts';
import { aPicture } from '../../sample-media.ts';
import { orders } from '../../stack/orders.ts';

/** Waiting moves this clock on, and takes no time. */
const time = vi.hoisted(() => ({ now: Date.parse('2026-11-21T10:00:00Z') }));
vi.mock('../../../functions/compose/system-ports.ts', async (original) => ({
  ...(await original<object>()),
  systemClock: {
    now: () => time.now,
    sleep: async (ms: number) => void (time.now += ms),
  },
}));

vi.hoisted(() => void (process.env['OWNER_LIMITS'] = 'readsPerMinute=100;writesPerMinute=100'));
const { handler: createTask } = await import('../../../functions/api/create-task.ts');
const { handler: createBatch } = await import('../../../functions/api/create-batch.ts');
const { handler: changeTasks } = await import('../../../functions/api/change-tasks.ts');
const { handler: readTasks } = await import('../../../functions/api/read-tasks.ts');
const { handler: createUpload } = await import('../../../functions/api/create-upload.ts');

beforeEach(() => {
  resetAws();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  aws.table.on(UpdateCommand).resolves({ Attributes: { pk: 'requests', sk: '1', read: 1, write: 1 } });
  // Remembered keys are forgotten.
  time.now += 120_000;
});

const order = { providerParams: orders.imagen('in a crowd') };
const create = (headers: Record<string, string> = {}) =>
  send(createTask, routes.createTask, { body: order, headers });

const busy = {
  status: 503,
  headers: { 'retry-after': '1', 'content-type': 'application/problem+json' },
  body: { code: 'busy', requestId: 'r-1' },
};
const refusals = Object.entries({ ...throttles, ...losses });

describe('a create whose transaction meets', () => {
  it.each(refusals)('%s is busy, and names the key to repeat it with', async (_what, error) => {
    aws.table.on(TransactWriteCommand).rejects(error);
    expect(await create({ 'idempotency-key': 'mine' })).toMatchObject({
      ...busy,
      headers: { ...busy.headers, 'idempotency-key': 'mine' },
    });
    const unkeyed = await create();
    expect(unkeyed).toMatchObject(busy);
    expect(unkeyed.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
    expect(aws.workflow.commandCalls(StartExecutionCommand)).toEqual([]);
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'a cancelation for %s is tried again, and accepted when that is over',
    async (code) => {
      aws.table.on(TransactWriteCommand).rejectsOnce(canceled(code, 'None')).resolves({});
      expect(await create()).toMatchObject({ status: 202, body: { status: 'PENDING' } });
    },
  );

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'cancelations for %s without end is busy after three seconds',
    async (code) => {
      aws.table.on(TransactWriteCommand).rejects(canceled('None', code));
      const begun = time.now;
      expect(await create()).toMatchObject(busy);
      expect(time.now - begun).toBeLessThanOrEqual(4000);
    },
  );
});

describe('a create whose task is stored, and whose execution meets', () => {
  it.each(Object.entries(startRefusals))('%s is accepted: the sweeper starts it', async (_what, error) => {
    aws.workflow.on(StartExecutionCommand).rejects(error);
    expect(await create()).toMatchObject({ status: 202, body: { status: 'PENDING', stage: 'queued' } });
    expect(aws.table.commandCalls(TransactWriteCommand)).toHaveLength(1);
  });
});

describe('a request before whose handler the key cannot be read, for', () => {
  it.each(refusals)('%s, is busy', async (_what, error) => {
    aws.table.on(GetCommand).rejects(error);
    expect(await create()).toMatchObject(busy);
    expect(await send(readTasks, routes.listTasks)).toMatchObject(busy);
  });
});

describe('a request that cannot be counted, for', () => {
  it.each(refusals)('%s, is served all the same', async (_what, error) => {
    aws.table.on(UpdateCommand).rejects(error);
    const created = await create();
    expect(created.status).toBe(202);
    expect(created.headers).not.toHaveProperty('ratelimit');
  });
});

describe('a reader of a task that cannot be read, for', () => {
  it.each(refusals)('%s, is told to come again', async (_what, error) => {
    aws.table.on(QueryCommand).rejects(error);
    const parameters = { id: '0123456789abcdef0123456789abcdef' };
    expect(await send(readTasks, routes.readTask, { parameters })).toMatchObject(busy);
  });
});

describe('a change of a task that others change all the time', () => {
  it('is busy, and nothing of it is stored', async () => {
    await create();
    const [written] = aws.table.commandCalls(TransactWriteCommand);
    const rows = (written?.args[0].input.TransactItems ?? []).flatMap(({ Put }) => Put?.Item ?? []);
    aws.table.on(QueryCommand).resolves({ Items: rows });
    const lost = Object.assign(new Error('lost'), { name: 'ConditionalCheckFailedException' });
    aws.table.on(PutCommand).rejects(lost);
    aws.table.on(TransactWriteCommand).rejects(lost);
    const parameters = { id: '0123456789abcdef0123456789abcdef' };
    expect(await send(changeTasks, routes.cancelTask, { parameters })).toMatchObject(busy);
  });
});

describe('a batch', () => {
  it('that meets a throttled table is busy, and names the key that completes it', async () => {
    aws.table.on(TransactWriteCommand).resolvesOnce({}).rejects(throttles['a throttled request']);
    const answer = await send(createBatch, routes.createBatch, { body: { requests: [order, order] } });
    expect(answer).toMatchObject(busy);
    expect(answer.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('an upload', () => {
  it('whose bucket is asked too much is busy', async () => {
    aws.bucket.on(PutObjectCommand).rejects(slowDown);
    const body = { base64Data: (await aPicture()).toString('base64'), fileName: 'a.png' };
    expect(await send(createUpload, routes.uploadBase64, { body })).toMatchObject(busy);
  });

  it('that nobody can fetch right now is busy', async () => {
    aws.functions.on(InvokeCommand).rejects(tooManyFunctions);
    const body = { url: 'https://example.com/a.png' };
    expect(await send(createUpload, routes.uploadFromUrl, { body })).toMatchObject({
      status: 503,
      body: { code: 'busy' },
    });
  });
});

describe('a fault of ours', () => {
  it.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
    'is no overload: %s stays a 500 that says nothing of our insides',
    async (name) => {
      aws.table.on(TransactWriteCommand).rejects(Object.assign(new Error('table tasks'), { name }));
      const answer = await create();
      expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
      expect(JSON.stringify(answer.body)).not.toContain('table tasks');
      expect(answer.headers['retry-after']).toBeUndefined();
    },
  );
});
