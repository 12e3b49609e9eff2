import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ManualClock } from '../../manual-clock.ts';
import { startStates, type StatesServer } from '../../states/server.ts';

const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:sleeper';
const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Done',
  States: { Done: { Type: 'Succeed' } },
});

const dataDir = mkdtempSync(join(tmpdir(), 'states-'));
let server: StatesServer;
let client: SFNClient;
beforeAll(async () => {
  const invoke = async () => ({ ok: true, payload: null, requestId: 'a-request' }) as const;
  server = await startStates({ dataDir, clock: new ManualClock(), invoke });
  await server.defineStateMachine({ name: 'sleeper', arn, definition, aliases: ['live'] });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SFNClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

it('an execution that is started through an alias is one of the machine, and tells of the alias', async () => {
  const start = { stateMachineArn: `${arn}:live`, name: 'one' };
  const { executionArn } = await client.send(new StartExecutionCommand(start));
  expect(executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:sleeper:one');
  await server.idle();
  expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
    stateMachineArn: arn,
    stateMachineAliasArn: `${arn}:live`,
    status: 'SUCCEEDED',
  });
  const again = client.send(new StartExecutionCommand({ stateMachineArn: arn, name: 'one' }));
  await expect(again).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

it('an alias that is not there starts nothing', async () => {
  const start = client.send(new StartExecutionCommand({ stateMachineArn: `${arn}:gone`, name: 'two' }));
  await expect(start).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
});
