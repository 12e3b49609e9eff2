import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createActivity } from '../../activity.ts';
import { tableCall } from '../../dynamodb/call.ts';
import { freePort, startEngine, type Engine } from '../../dynamodb/engine.ts';
import { startProxy } from '../../dynamodb/proxy.ts';
import { ensureTables } from '../../dynamodb/tables.ts';
import { startSweeper } from '../../dynamodb/time-to-live.ts';
import type { Listening } from '../../http-server.ts';
import { createMeter } from '../../meter.ts';
import type { TableDefinition } from '../../resources/tables.ts';
import { ManualClock } from '../../manual-clock.ts';
import { scratch } from '../cloud/assembly.ts';
import { until } from '../cloud/hosted.ts';
import { endpointOf } from '../endpoints.ts';
import { dynamodbContract } from './contract.ts';

const clock = new ManualClock();
const activity = createActivity();
const meter = createMeter();
let engine: Engine;
let proxy: Listening;

beforeAll(async () => {
  engine = await startEngine(scratch('engine'));
  proxy = await startProxy({
    port: undefined,
    engineUrl: engine.url,
    clock,
    activity,
    access: { refusal: () => undefined },
    onCount: (count) => meter.dynamodb(count),
    onWrite: () => meter.tableWrite(),
  });
});
afterAll(async () => {
  await proxy.stop();
  await engine.stop();
});

dynamodbContract('The local engine', () => engine);
dynamodbContract('The engine behind its proxy', () => proxy);

const elsewhere = endpointOf('dynamodb');
if (elsewhere !== undefined) dynamodbContract(`The DynamoDB at ${elsewhere.url}`, () => elsewhere);

const table = (name: string, more: Partial<TableDefinition> = {}): TableDefinition => ({
  name,
  logicalId: name,
  attributes: [{ AttributeName: 'pk', AttributeType: 'S' }],
  keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  globalIndexes: [],
  localIndexes: [],
  timeToLive: undefined,
  ...more,
});

const client = (url: string, extra: Record<string, unknown> = {}) =>
  new DynamoDBClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'x' },
    ...extra,
  });

it('counts operations and capacity by caller, and refusals by condition', async () => {
  await ensureTables(tableCall(engine.url), [table('counted')]);
  meter.reset();
  const db = client(proxy.url, { userAgentAppId: 'create-task' });
  const write = () =>
    db.send(
      new PutItemCommand({
        TableName: 'counted',
        Item: { pk: { S: 'a' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  await write();
  await expect(write()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  await db.send(new GetItemCommand({ TableName: 'counted', Key: { pk: { S: 'a' } } }));
  const common = { caller: 'create-task', table: 'counted' };
  expect(meter.counts().dynamodb).toEqual([
    { ...common, operation: 'PutItem', requests: 2, conditionsFailed: 1, readUnits: 0, writeUnits: 1 },
    { ...common, operation: 'GetItem', requests: 1, conditionsFailed: 0, readUnits: 0.5, writeUnits: 0 },
  ]);
});

it('counts requests that may have changed a table, refused ones too, and no others', async () => {
  await ensureTables(tableCall(engine.url), [table('watched')]);
  const db = client(proxy.url);
  const before = meter.tableWrites;
  const item = { TableName: 'watched', Item: { pk: { S: 'a' } } };
  await db.send(new PutItemCommand(item));
  const refused = { ...item, ConditionExpression: 'attribute_not_exists(pk)' };
  await expect(db.send(new PutItemCommand(refused))).rejects.toThrow();
  expect(meter.tableWrites).toBe(before + 2);
  await db.send(new GetItemCommand({ TableName: 'watched', Key: { pk: { S: 'a' } } }));
  meter.reset();
  expect(meter.tableWrites).toBe(before + 2);
});

it('keeps tables over a restart, adds an index that is new, and names a table whose keys have changed', async () => {
  const folder = scratch('restart');
  const first = await startEngine(folder);
  await ensureTables(tableCall(first.url), [table('kept', { timeToLive: 'until' })]);
  await tableCall(first.url)('PutItem', { TableName: 'kept', Item: { pk: { S: 'a' }, group: { S: 'g' } } });
  await first.stop();

  const second = await startEngine(folder);
  const call = tableCall(second.url);
  const KeySchema = [{ AttributeName: 'group', KeyType: 'HASH' }];
  const index = { IndexName: 'byGroup', KeySchema, Projection: { ProjectionType: 'ALL' } };
  const attributes = ['pk', 'group'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
  await ensureTables(call, [table('kept', { timeToLive: 'until', attributes, globalIndexes: [index] })]);
  const found = await call('Query', {
    TableName: 'kept',
    IndexName: 'byGroup',
    KeyConditionExpression: '#g = :g',
    ExpressionAttributeNames: { '#g': 'group' },
    ExpressionAttributeValues: { ':g': { S: 'g' } },
  });
  expect(found['Count']).toBe(1);
  const other = table('kept', { attributes, keySchema: KeySchema });
  await expect(ensureTables(call, [other])).rejects.toThrow(/kept.*its key schema has changed/);
  await second.stop();
});

it('deletes what has outlived its time, once a minute by the clock', async () => {
  const call = tableCall(engine.url);
  const mortal = table('mortal', { timeToLive: 'until' });
  await ensureTables(call, [mortal]);
  const now = clock.now() / 1000;
  const items = { past: now + 30, later: now + 600, text: undefined };
  for (const [pk, until] of Object.entries(items)) {
    const time = until === undefined ? { S: 'never' } : { N: String(until) };
    await call('PutItem', { TableName: 'mortal', Item: { pk: { S: pk }, until: time } });
  }
  const errors: string[] = [];
  const sweeper = startSweeper({ call, clock, activity, onError: (message) => errors.push(message) });
  sweeper.set([mortal]);
  const left = async () =>
    ((await call('Scan', { TableName: 'mortal' }))['Items'] as { pk: { S: string } }[])
      .map(({ pk }) => pk.S)
      .sort();
  await clock.advance(59_000, () => activity.idle());
  expect(await left()).toEqual(['later', 'past', 'text']);
  await clock.advance(2_000, () => activity.idle());
  expect(await left()).toEqual(['later', 'text']);
  sweeper.stop();
  expect(clock.next()).toBeUndefined();
  expect(errors).toEqual([]);
});

it('dies with its host, even when that is killed outright', async () => {
  const host = `
    import { startEngine } from ${JSON.stringify(new URL('../../dynamodb/engine.ts', import.meta.url).href)};
    const engine = await startEngine(${JSON.stringify(scratch('killed'))});
    process.stdout.write(engine.url + '\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', host], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.includes('\n')) resolve(said.trim());
    });
  });
  const answers = () =>
    tableCall(url)('ListTables', {}).then(
      () => true,
      () => false,
    );
  expect(await answers()).toBe(true);
  child.kill('SIGKILL');
  await until('the end of the engine', async () => !(await answers()));
});

it('takes another port when somebody was faster on the one it chose, whoever answers there', async () => {
  const other = createServer((_, response) => void response.end('<?xml version="1.0"?>'));
  await new Promise<void>((listening) => void other.listen(0, '127.0.0.1', listening));
  const taken = (other.address() as AddressInfo).port;
  const free = await freePort();
  const ports = [taken, taken, free];
  const raced = await startEngine(scratch('raced'), undefined, () => Promise.resolve(ports.shift() ?? 0));
  expect(raced.url).toBe(`http://127.0.0.1:${free}`);
  expect(await tableCall(raced.url)('ListTables', {})).toMatchObject({ TableNames: [] });
  await raced.stop();
  other.close();
});

it('says what the engine said when it cannot open its data', async () => {
  const folder = scratch('broken');
  writeFileSync(
    join(folder, 'tables.sqlite'),
    'this is no database, and longer than the header of one would be'.repeat(20),
  );
  await expect(startEngine(folder)).rejects.toThrow(/did not start. It said: .*database/is);
});
