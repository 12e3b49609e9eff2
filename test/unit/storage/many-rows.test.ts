import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, expect, it } from 'vitest';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import { aws, resetAws } from '../../aws.ts';

const table = dynamoTable(documentClient(new DynamoDBClient({})), 'tasks');
const keys = Array.from({ length: 250 }, (_, n) => ({ pk: `task#ana#${n}`, sk: 'task' }));
type Asked = ConstructorParameters<typeof BatchGetCommand>[0];
const askedFor = ({ RequestItems }: Asked) => RequestItems?.['tasks']?.Keys ?? [];

beforeEach(resetAws);

it('reads what an answer has left out, until nothing is left', async () => {
  aws.table.on(BatchGetCommand).callsFake((input: Asked) => {
    const asked = askedFor(input);
    const left = asked.slice(30);
    return {
      Responses: { tasks: asked.slice(0, 30) },
      UnprocessedKeys: left.length === 0 ? {} : { tasks: { Keys: left } },
    };
  });
  const rows = await table.many(keys);
  expect(rows.map(({ pk }) => pk).sort()).toEqual(keys.map(({ pk }) => pk).sort());
  const sizes = aws.table
    .commandCalls(BatchGetCommand)
    .map(({ args: [{ input }] }) => askedFor(input).length);
  expect(sizes.toSorted((left, right) => right - left)).toEqual([100, 100, 70, 70, 50, 40, 40, 20, 10, 10]);
});

it('reads strongly, a hundred at most a request', async () => {
  aws.table.on(BatchGetCommand).resolves({ Responses: {} });
  expect(await table.many(keys)).toEqual([]);
  const inputs = aws.table.commandCalls(BatchGetCommand).map(({ args: [{ input }] }) => input);
  expect(inputs.map((input) => askedFor(input).length)).toEqual([100, 100, 50]);
  expect(inputs.every(({ RequestItems }) => RequestItems?.['tasks']?.ConsistentRead === true)).toBe(true);
});

it('fails where the table refuses', async () => {
  aws.table.on(BatchGetCommand).rejects(new Error('refused'));
  await expect(table.many(keys)).rejects.toThrow('refused');
});
