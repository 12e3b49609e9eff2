import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { key, TableName, thing, type ContractTable, type Item } from './contract-table.ts';

/** Queries, batches, strong reads, and what they all consume. */
export function readContract(table: () => ContractTable): void {
  it('queries an index in order, with its projection only and without items that lack its key', async () => {
    for (const [sk, at] of Object.entries({ '1': '2026-03', '2': '2026-01', '3': '2026-02' }))
      await table().put(
        thing('a', sk, { group: { S: 'g' }, at: { S: at }, colour: { S: `c${sk}` }, hidden: { S: 'no' } }),
      );
    await table().put(thing('a', '4', { group: { S: 'g' } }));
    const { Items } = await table().db.send(
      new QueryCommand({
        TableName,
        IndexName: 'byGroup',
        KeyConditionExpression: '#g = :g AND #at BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#g': 'group', '#at': 'at' },
        ExpressionAttributeValues: { ':g': { S: 'g' }, ':from': { S: '2026-01' }, ':to': { S: '2026-02' } },
        ScanIndexForward: false,
      }),
    );
    expect(Items?.map(({ sk }) => sk?.S)).toEqual(['3', '2']);
    expect(Items?.[0]).toEqual(
      thing('a', '3', { group: { S: 'g' }, at: { S: '2026-02' }, colour: { S: 'c3' } }),
    );
  });

  it('pages a query, and filters only after the limit', async () => {
    for (let index = 0; index < 7; index += 1)
      await table().put(thing('a', `s${index}`, { even: { BOOL: index % 2 === 0 } }));
    const pages: number[] = [];
    const seen: string[] = [];
    const pager = paginateQuery(
      { client: table().db, pageSize: 3 },
      {
        TableName,
        KeyConditionExpression: 'pk = :a AND begins_with(sk, :s)',
        FilterExpression: 'even = :yes',
        ExpressionAttributeValues: { ':a': { S: 'a' }, ':s': { S: 's' }, ':yes': { BOOL: true } },
      },
    );
    for await (const page of pager) {
      pages.push(page.ScannedCount ?? 0);
      for (const item of page.Items ?? []) seen.push(item['sk']?.S ?? '');
    }
    expect(pages).toEqual([3, 3, 1]);
    expect(seen).toEqual(['s0', 's2', 's4', 's6']);
  });

  it('gets and writes in batches, and leaves missing items out', async () => {
    await table().db.send(
      new BatchWriteItemCommand({
        RequestItems: { [TableName]: ['1', '2'].map((sk) => ({ PutRequest: { Item: thing('a', sk) } })) },
      }),
    );
    const { Responses, UnprocessedKeys } = await table().db.send(
      new BatchGetItemCommand({
        RequestItems: {
          [TableName]: { ConsistentRead: true, Keys: ['1', '2', '3'].map((sk) => key('a', sk)) },
        },
      }),
    );
    expect(Responses?.[TableName]?.map(({ sk }) => sk?.S).sort()).toEqual(['1', '2']);
    expect(UnprocessedKeys).toEqual({});
  });

  it('reads strongly what was written just before', async () => {
    for (let round = 0; round < 25; round += 1) {
      await table().put(thing('a', '1', { round: { N: String(round) } }));
      expect((await table().get('a', '1'))?.['round']).toEqual({ N: String(round) });
    }
  });

  it('says what was consumed: writes by the kilobyte and index, twice in transactions', async () => {
    const units = async (Item: Item): Promise<number | undefined> =>
      (await table().db.send(new PutItemCommand({ TableName, Item, ReturnConsumedCapacity: 'TOTAL' })))
        .ConsumedCapacity?.CapacityUnits;
    expect(await units(thing('a', '1'))).toBe(1);
    expect(await units(thing('a', '2', { text: { S: 'x'.repeat(1500) } }))).toBe(2);
    expect(await units(thing('a', '3', { group: { S: 'g' }, at: { S: '1' } }))).toBe(2);
    const { ConsumedCapacity } = await table().db.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: thing('a', '4') } },
          { Put: { TableName, Item: thing('a', '5') } },
        ],
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(ConsumedCapacity?.[0]?.CapacityUnits).toBe(4);
  });

  it('says what was consumed: half as much for an eventual read as for a strong one', async () => {
    await table().put(thing('a', '1'));
    const read = async (ConsistentRead: boolean): Promise<number | undefined> =>
      (
        await table().db.send(
          new GetItemCommand({
            TableName,
            Key: key('a', '1'),
            ConsistentRead,
            ReturnConsumedCapacity: 'TOTAL',
          }),
        )
      ).ConsumedCapacity?.CapacityUnits;
    expect([await read(true), await read(false)]).toEqual([1, 0.5]);
  });

  it('says nothing of capacity unless it is asked', async () => {
    expect((await table().put(thing('a', '1'))).ConsumedCapacity).toBeUndefined();
  });
}
