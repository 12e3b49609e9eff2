import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll } from 'vitest';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import { startEngine, type Engine } from '@darkroom/local-cloud/dynamodb';
import { createTable } from './engine-table.ts';
import { tableContract } from '../../unit/storage/table-contract.ts';

const TABLE = 'contract';
const folder = mkdtempSync(join(tmpdir(), 'darkroom-table-'));
let engine: Engine | undefined;
let client: DynamoDBClient | undefined;

afterAll(async () => {
  client?.destroy();
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

tableContract('the real engine', async () => {
  engine = await startEngine(folder);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: engine.url, region: 'us-east-1', credentials });
  await createTable(client, TABLE);
  return dynamoTable(documentClient(client), TABLE);
});
