import { TransactionCanceledException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { IndexQuery, Key, Row, Table, WriteResult } from './table-port.ts';
import { transactItem } from './dynamo-writes.ts';
import { tableLayout } from './table.ts';

/** Reasons of a canceled transaction that may be gone when it is tried again. */
const mayPass = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function cancelled(error: TransactionCanceledException): WriteResult {
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  const failed = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
  if (failed.length > 0) return { type: 'refused', failed };
  if (codes.some((code) => mayPass.has(code ?? ''))) return { type: 'conflict' };
  throw error;
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

async function settled(sending: Promise<unknown>): Promise<WriteResult> {
  try {
    await sending;
    return { type: 'done' };
  } catch (error) {
    if (isNamed(error, 'ConditionalCheckFailedException')) return { type: 'refused', failed: [0] };
    if (isNamed(error, 'TransactionConflictException')) return { type: 'conflict' };
    if (isNamed(error, 'TransactionInProgressException')) return { type: 'conflict' };
    if (error instanceof TransactionCanceledException) return cancelled(error);
    throw error;
  }
}

function indexQueryInput(table: string, query: IndexQuery): QueryCommandInput {
  const index = tableLayout.indexes.find((candidate) => candidate.name === query.index);
  if (index === undefined) throw new Error(`No index ${query.index}`);
  const { from, to, after } = query;
  let condition = '#p = :p';
  if (from !== undefined && to !== undefined) condition += ' AND #s BETWEEN :from AND :to';
  else if (from !== undefined) condition += ' AND #s >= :from';
  else if (to !== undefined) condition += ' AND #s <= :to';
  const bounded = from !== undefined || to !== undefined;
  return {
    TableName: table,
    IndexName: query.index,
    KeyConditionExpression: condition,
    ExpressionAttributeNames: { '#p': index.partitionKey, ...(bounded ? { '#s': index.sortKey } : {}) },
    ExpressionAttributeValues: {
      ':p': query.partition,
      ...(from === undefined ? {} : { ':from': from }),
      ...(to === undefined ? {} : { ':to': to }),
    },
    ScanIndexForward: query.descending !== true,
    Limit: query.limit,
    ...(after === undefined
      ? {}
      : {
          ExclusiveStartKey: {
            pk: after.pk,
            sk: after.sk,
            [index.partitionKey]: after.partition,
            [index.sortKey]: after.sort,
          },
        }),
  };
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && 'pk' in value && 'sk' in value;

const rowsOf = (items: readonly unknown[] | undefined): Row[] => (items ?? []).filter(isRow);

/** The document client as we use it: undefined members are left out, never stored. */
export const documentClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

/** A table of ours, and what it is reached through. */
interface Reach {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

/** So many rows are read by one request … */
const BATCH = 100;
/** … and so many requests are under way at once. */
const BATCHES_AT_ONCE = 8;

/**
 * Reads some of many rows, up to a hundred. An answer has 16 MB at most and leaves out what the table had no capacity for:
 * that is asked for again. One that has nothing at all is a refusal, which the client tries again with its own pauses.
 */
async function readBatch({ client, name }: Reach, keys: readonly Key[]): Promise<Row[]> {
  const rows: Row[] = [];
  let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  while (left.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: left, ConsistentRead: true } } }),
    );
    rows.push(...rowsOf(Responses?.[name]));
    left = UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return rows;
}

/** Reads many rows. */
async function readMany(reach: Reach, keys: readonly Key[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let begin = 0; begin < keys.length; begin += BATCH * BATCHES_AT_ONCE) {
    const firsts = Array.from({ length: BATCHES_AT_ONCE }, (_, i) => begin + i * BATCH);
    const batches = firsts.map((first) => readBatch(reach, keys.slice(first, first + BATCH)));
    rows.push(...(await Promise.all(batches)).flat());
  }
  return rows;
}

const reads = ({ client, name }: Reach): Pick<Table, 'get' | 'many' | 'partition' | 'page' | 'index'> => ({
  many: (keys) => readMany({ client, name }, keys),

  async get({ pk, sk }) {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }),
    );
    return isRow(Item) ? Item : undefined;
  },

  async partition(pk, prefix) {
    const rows: Row[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': pk, ...(prefix === undefined ? {} : { ':prefix': prefix }) },
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      );
      rows.push(...rowsOf(page.Items));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return rows;
  },

  async page(pk, after, limit) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: after === '' ? 'pk = :pk' : 'pk = :pk AND sk > :after',
        ExpressionAttributeValues: { ':pk': pk, ...(after === '' ? {} : { ':after': after }) },
        ConsistentRead: true,
        Limit: limit,
      }),
    );
    return rowsOf(Items);
  },

  async index(query) {
    const layout = tableLayout.indexes.find((candidate) => candidate.name === query.index);
    const rows: Row[] = [];
    let start: Record<string, unknown> | undefined;
    // An answer has a megabyte at most.
    do {
      const asked = indexQueryInput(name, { ...query, limit: query.limit - rows.length });
      const page = await client.send(
        new QueryCommand(start === undefined ? asked : { ...asked, ExclusiveStartKey: start }),
      );
      rows.push(...rowsOf(page.Items));
      start = page.LastEvaluatedKey;
    } while (start !== undefined && rows.length < query.limit);
    return rows.map((row) => ({
      pk: row.pk,
      sk: row.sk,
      partition: String(row[layout?.partitionKey ?? '']),
      sort: String(row[layout?.sortKey ?? '']),
    }));
  },
});

const writes = ({ client, name }: Reach): Pick<Table, 'write' | 'transact' | 'update'> => ({
  async write(one) {
    const item = transactItem(name, one);
    if (item.Put !== undefined) return settled(client.send(new PutCommand(item.Put)));
    if (item.Delete !== undefined) return settled(client.send(new DeleteCommand(item.Delete)));
    if (item.Update !== undefined) return settled(client.send(new UpdateCommand(item.Update)));
    throw new Error('A check stands only inside a transaction');
  },

  transact: (all) =>
    settled(
      client.send(new TransactWriteCommand({ TransactItems: all.map((one) => transactItem(name, one)) })),
    ),

  async update(one) {
    const { Update } = transactItem(name, one);
    if (Update === undefined) return undefined;
    try {
      const { Attributes } = await client.send(new UpdateCommand({ ...Update, ReturnValues: 'ALL_NEW' }));
      return isRow(Attributes) ? Attributes : undefined;
    } catch (error) {
      if (isNamed(error, 'ConditionalCheckFailedException')) return undefined;
      throw error;
    }
  },
});

/** The real table, over the DynamoDB protocol. */
export const dynamoTable = (client: DynamoDBDocumentClient, name: string): Table => ({
  ...reads({ client, name }),
  ...writes({ client, name }),
});
