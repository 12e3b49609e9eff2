import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { key, TableName, thing, type ContractTable, type Item } from './contract-table.ts';

async function refusal<E extends Error>(
  type: new (...given: never[]) => E,
  work: Promise<unknown>,
): Promise<E> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(type);
  return error as E;
}

/** Conditions, updates and transactions. */
export function writeContract(table: () => ContractTable): void {
  it('writes under a condition, and shows the item that stood in the way', async () => {
    const first = thing('a', '1', { n: { N: '1' } });
    const write = (Item: Item) =>
      table().db.send(
        new PutItemCommand({
          TableName,
          Item,
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
    await write(first);
    const refused = await refusal(ConditionalCheckFailedException, write(thing('a', '1', { n: { N: '2' } })));
    expect(refused.Item).toEqual(first);
    expect(await table().get('a', '1')).toEqual(first);
  });

  it('lets exactly one of many concurrent claims win', async () => {
    await table().put(thing('a', '1', { state: { S: 'open' } }));
    const claim = (who: string) =>
      table().db.send(
        new UpdateItemCommand({
          TableName,
          Key: key('a', '1'),
          UpdateExpression: 'SET #s = :claimed, who = :who',
          ConditionExpression: '#s = :open',
          ExpressionAttributeNames: { '#s': 'state' },
          ExpressionAttributeValues: {
            ':claimed': { S: 'claimed' },
            ':open': { S: 'open' },
            ':who': { S: who },
          },
        }),
      );
    const claims = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => claim(`w${index}`)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('updates with SET, ADD, REMOVE, if_not_exists and returns what was asked for', async () => {
    await table().put(thing('a', '1', { n: { N: '1' }, old: { S: 'x' }, map: { M: { deep: { N: '1' } } } }));
    const { Attributes } = await table().db.send(
      new UpdateItemCommand({
        TableName,
        Key: key('a', '1'),
        UpdateExpression:
          'SET fresh = if_not_exists(fresh, :x), #m.deep = #m.deep + :one ADD n :one REMOVE #old',
        ExpressionAttributeNames: { '#m': 'map', '#old': 'old' },
        ExpressionAttributeValues: { ':x': { S: 'new' }, ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Attributes).toEqual(
      thing('a', '1', { n: { N: '2' }, fresh: { S: 'new' }, map: { M: { deep: { N: '2' } } } }),
    );
  });

  it('writes a transaction whole or not at all, with a reason for each part', async () => {
    await table().put(thing('a', '1'));
    const refused = await refusal(
      TransactionCanceledException,
      table().db.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: thing('b', '1') } },
            {
              Put: {
                TableName,
                Item: thing('a', '1', { n: { N: '2' } }),
                ConditionExpression: 'attribute_not_exists(pk)',
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
            {
              ConditionCheck: {
                TableName,
                Key: key('c', '1'),
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      ),
    );
    expect(refused.CancellationReasons?.map(({ Code }) => Code)).toEqual([
      'None',
      'ConditionalCheckFailed',
      'None',
    ]);
    expect(refused.CancellationReasons?.[1]?.Item).toEqual(thing('a', '1'));
    expect(await table().get('b', '1')).toBeUndefined();
  });

  it('repeats a transaction with the same token without effect', async () => {
    await table().put(thing('a', '1', { n: { N: '0' } }));
    const ClientRequestToken = randomUUID();
    const transaction = () =>
      table().db.send(
        new TransactWriteItemsCommand({
          ClientRequestToken,
          TransactItems: [
            {
              Update: {
                TableName,
                Key: key('a', '1'),
                UpdateExpression: 'ADD n :one',
                ExpressionAttributeValues: { ':one': { N: '1' } },
              },
            },
          ],
        }),
      );
    await transaction();
    await transaction();
    expect((await table().get('a', '1'))?.['n']).toEqual({ N: '1' });
  });

  it('reads several items in one transaction', async () => {
    await table().put(thing('a', '1'));
    const { Responses } = await table().db.send(
      new TransactGetItemsCommand({
        TransactItems: [
          { Get: { TableName, Key: key('a', '1') } },
          { Get: { TableName, Key: key('no', '1') } },
        ],
      }),
    );
    expect(Responses?.map(({ Item }) => Item)).toEqual([thing('a', '1'), undefined]);
  });

  it('refuses an empty key, an unknown attribute name and a reserved word', async () => {
    await expect(table().put(thing('', '1'))).rejects.toThrow(/empty/i);
    const update = (UpdateExpression: string) =>
      table().db.send(
        new UpdateItemCommand({
          TableName,
          Key: key('a', '1'),
          UpdateExpression,
          ExpressionAttributeValues: { ':v': { S: 'v' } },
        }),
      );
    await expect(update('SET #missing = :v')).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(update('SET status = :v')).rejects.toMatchObject({ name: 'ValidationException' });
  });
}
