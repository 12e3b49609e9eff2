import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll } from 'vitest';
import { documentClient, dynamoTable } from '#storage/dynamo-table.ts';
import { tableLayout } from '#storage/table.ts';
import { startEngine, type Engine } from '../../local/cloud/dynamodb/engine.ts';
import { tableContract } from './table-contract.ts';

const TABLE = 'contract';
const folder = mkdtempSync(join(tmpdir(), 'darkroom-table-'));
let engine: Engine | undefined;
let client: DynamoDBClient | undefined;

const keySchema = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];

async function createTable(to: DynamoDBClient): Promise<void> {
  const { partitionKey, sortKey, indexes } = tableLayout;
  const names = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  await to.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema(partitionKey, sortKey),
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: index.projection },
      })),
    }),
  );
}

afterAll(async () => {
  client?.destroy();
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

tableContract('the real engine', async () => {
  engine = await startEngine(folder);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: engine.url, region: 'us-east-1', credentials });
  await createTable(client);
  return dynamoTable(documentClient(client), TABLE);
});
