import { createServer, type AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { ManualClock } from '../../manual-clock.ts';
import { scratch, writeAssembly } from './assembly.ts';
import { hosting, until, type Hosted } from './hosted.ts';
import { stack } from './workflow-stack.ts';

const host = hosting('test');
const config = ({ credentials }: Hosted, endpoint: string) => ({
  endpoint,
  region: credentials.region,
  credentials,
});

async function executionOf(cloud: Hosted, executionArn: string | undefined) {
  const client = new SFNClient(config(cloud, cloud.statesUrl));
  return client.send(new DescribeExecutionCommand({ executionArn: executionArn ?? '' }));
}

async function start(cloud: Hosted): Promise<string> {
  const response = await fetch(`${cloud.apiUrl}/start`);
  expect(response.status).toBe(200);
  return ((await response.json()) as { executionArn: string }).executionArn;
}

it('runs a request through function, workflow, table, bucket and secret', async () => {
  const clock = new ManualClock();
  const cloud = await host(stack(), { clock });
  const executionArn = await start(cloud);
  await cloud.idle();
  expect((await executionOf(cloud, executionArn)).status).toBe('RUNNING');
  await clock.advance(60_000, () => cloud.idle());
  const { status, output } = await executionOf(cloud, executionArn);
  expect(status).toBe('SUCCEEDED');
  expect(JSON.parse(output ?? '')).toMatchObject({
    body: 'bytes',
    version: 1,
    secret: { fixed: 1, random: expect.stringMatching(/^[A-Za-z0-9]{20}$/) as string },
  });
  const db = new DynamoDBClient(config(cloud, cloud.dynamodbUrl));
  const TableName = cloud.outputs['TableName'];
  expect(
    (await db.send(new GetItemCommand({ TableName, Key: { pk: { S: 'one' } } }))).Item?.['version'],
  ).toEqual({ N: '1' });
});

it('counts what it did', async () => {
  const clock = new ManualClock();
  const cloud = await host(stack(), { clock });
  await start(cloud);
  await clock.advance(60_000, () => cloud.idle());
  const { invocations, transitions, s3, dynamodb, apiRequests, secretReads } = cloud.meter.counts();
  expect(Object.values(invocations)).toEqual([2]);
  expect(transitions).toBeGreaterThanOrEqual(3);
  expect(Object.values(s3).reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
  expect(dynamodb).toMatchObject([{ operation: 'PutItem', requests: 1, writeUnits: 1 }]);
  expect(dynamodb[0]?.caller).toMatch(/^Stack-Fn-/);
  expect([apiRequests, secretReads]).toEqual([1, 1]);
  cloud.meter.reset();
  expect(cloud.meter.counts()).toMatchObject({ invocations: {}, transitions: 0, dynamodb: [] });
});

it('keeps tables, objects, secrets and running executions over a restart', async () => {
  const clock = new ManualClock();
  const dataDir = scratch('restart');
  const first = await host(stack(), { clock, dataDir });
  const executionArn = await start(first);
  await first.idle();
  const read = (cloud: Hosted) =>
    new SecretsManagerClient(config(cloud, cloud.secretsUrl)).send(
      new GetSecretValueCommand({ SecretId: cloud.outputs['SecretArn'] }),
    );
  const secret = (await read(first)).SecretString;
  await first.stop();
  await expect(fetch(first.apiUrl)).rejects.toThrow();

  const second = await host(stack(), { clock, dataDir });
  expect(second.outputs).toEqual(first.outputs);
  expect((await read(second)).SecretString).toBe(secret);
  await clock.advance(60_000, () => second.idle());
  expect((await executionOf(second, executionArn)).status).toBe('SUCCEEDED');
});

it('takes up new code while data stays and running work finishes with the old', async () => {
  const cloud = await host(stack(1));
  const version = async () => ((await (await fetch(cloud.apiUrl)).json()) as { version: number }).version;
  expect(await version()).toBe(1);
  await cloud.reload(writeAssembly({ Stack: stack(2) }));
  expect(await version()).toBe(2);
});

it('keeps the instances of functions whose code and definition are as they were', async () => {
  const starts: unknown[] = [];
  const cloud = await host(stack(1), {
    log: (entry) => void (entry.type === 'invocation' && starts.push(entry.initMs !== undefined)),
  });
  const ask = async () => expect((await fetch(cloud.apiUrl)).status).toBe(200);
  await ask();
  for (const version of [1, 2]) {
    await cloud.reload(writeAssembly({ Stack: stack(version) }));
    await ask();
  }
  expect(starts).toEqual([true, false, true]);
});

it('stays as it is when a new assembly is refused', async () => {
  const cloud = await host(stack(1));
  const refused = writeAssembly({
    Stack: { resources: { Search: { Type: 'AWS::OpenSearchService::Domain' } } },
  });
  await expect(cloud.reload(refused)).rejects.toThrow(/Search/);
  expect((await fetch(cloud.apiUrl)).status).toBe(200);
});

it('refuses a state machine that AWS would refuse', async () => {
  const broken = {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      DefinitionString: '{"StartAt":"X","States":{}}',
      RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
    },
  };
  await expect(host(stack(1, { Broken: broken }))).rejects.toThrow(/Broken/);
});

it('names a taken port and what wanted it', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()));
  const { port } = other.address() as AddressInfo;
  const wants = {
    api: /HTTP API/,
    s3: /S3/,
    dynamodb: /DynamoDB/,
    states: /Step Functions/,
    secrets: /Secrets Manager/,
  };
  for (const [part, what] of Object.entries(wants)) {
    const starting = host(stack(), { ports: { [part]: port } });
    await expect(starting).rejects.toThrow(new RegExp(`Port ${port} .*${what.source}`));
  }
  other.close();
});

it('answers 501 to calls of services that are not hosted, and says which', async () => {
  const cloud = await host(stack());
  const result = await cloud.invoke('Fn', { elsewhere: true });
  expect(result).toMatchObject({
    ok: true,
    payload: { status: 501, text: expect.stringContaining('kinesis') as string },
  });
  expect(cloud.entries).toContainEqual(
    expect.objectContaining({ type: 'note', text: expect.stringContaining('kinesis') as string }),
  );
});

it('replaces secret values by name or logical id, keeps the previous one, and refuses an unknown name', async () => {
  const cloud = await host(stack(), { secretValues: { Secret: '{"mine":true}' } });
  const client = new SecretsManagerClient(config(cloud, cloud.secretsUrl));
  const SecretId = cloud.outputs['SecretArn'];
  expect((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('{"mine":true}');
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: 'next' }));
  expect((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('next');
  const before = new GetSecretValueCommand({ SecretId, VersionStage: 'AWSPREVIOUS' });
  expect((await client.send(before)).SecretString).toBe('{"mine":true}');
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'no-such' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(host(stack(), { secretValues: { Sekret: 'x' } })).rejects.toThrow(/Sekret.*Secret/);
});

it('tells the workflow of an instance that ended in the middle of its work', async () => {
  const cloud = await host(stack());
  const client = new SFNClient(config(cloud, cloud.statesUrl));
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn: cloud.outputs['MachineArn'], input: '{"id":"x"}' }),
  );
  await until('an instance at work', async () => (await cloud.endInstances()) > 0);
  await cloud.idle();
  const { status, error } = await executionOf(cloud, executionArn);
  expect([status, error]).toEqual(['FAILED', 'Runtime.ExitError']);
});
