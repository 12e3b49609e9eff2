import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchTables, type TableWatch } from '../../../bench/table-watch.ts';
import { tableCall, type TableCall } from '@darkroom/local-cloud/dynamodb/call';

let watch: TableWatch;
let call: TableCall;
beforeAll(async () => {
  watch = await watchTables();
  call = tableCall(watch.url);
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
  await call('CreateTable', {
    TableName: 'watched',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'owner'].map(attribute),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byOwner',
        KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
});
afterAll(() => watch.stop());

const item = (sk: string, more: Record<string, string> = {}) =>
  Object.fromEntries(Object.entries({ pk: 'task#ana#1', sk, ...more }).map(([name, S]) => [name, { S }]));

it('tells what a write cost, and how much of that the indexes took', async () => {
  await call('PutItem', {
    TableName: 'watched',
    Item: item('job#1', { owner: 'ana', text: 'x'.repeat(1500) }),
  });
  expect(watch.take()).toEqual([
    {
      caller: 'other',
      operation: 'PutItem',
      items: ['task/job'],
      readUnits: 0,
      writeUnits: 3,
      indexUnits: 1,
      refused: false,
    },
  ]);
});

it('puts one unit an item down for a write that its condition refused', async () => {
  const refused = call('PutItem', {
    TableName: 'watched',
    Item: item('job#1'),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await expect(refused).rejects.toThrow(/ConditionalCheckFailed/);
  expect(watch.take()).toMatchObject([{ writeUnits: 1, refused: true }]);
});

it('names every item of a transaction', async () => {
  const puts = ['task', 'request'].map((sk) => ({ Put: { TableName: 'watched', Item: item(sk) } }));
  await call('TransactWriteItems', { TransactItems: puts });
  expect(watch.take()).toMatchObject([{ items: ['task/task', 'task/request'], writeUnits: 4 }]);
});
