import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  waitUntilTableExists,
  type AttributeValue,
  type PutItemCommandOutput,
} from '@aws-sdk/client-dynamodb';

import type { Endpoint } from '../endpoints.ts';

export type Item = Record<string, AttributeValue>;

export const TableName = 'contract';

export const thing = (pk: string, sk: string, more: Item = {}): Item => ({
  pk: { S: pk },
  sk: { S: sk },
  ...more,
});
export const key = (pk: string, sk: string): Item => ({ pk: { S: pk }, sk: { S: sk } });

/** Where the contract is held; a local engine takes any keys. */
export type ContractEndpoint = Pick<Endpoint, 'url'> & Partial<Endpoint>;

const anyKeys = { accessKeyId: 'AKIACONTRACT', secretAccessKey: 'contract' };

/** The table of the contract at one endpoint. */
export class ContractTable {
  readonly db: DynamoDBClient;

  constructor({ url: endpoint, region = 'us-east-1', credentials = anyKeys }: ContractEndpoint) {
    this.db = new DynamoDBClient({ endpoint, region, credentials });
  }

  async create(): Promise<void> {
    const names = ['pk', 'sk', 'group', 'at'];
    await this.db.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byGroup',
            KeySchema: [
              { AttributeName: 'group', KeyType: 'HASH' },
              { AttributeName: 'at', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['colour'] },
          },
        ],
      }),
    );
    await waitUntilTableExists({ client: this.db, maxWaitTime: 30, minDelay: 1 }, { TableName });
  }

  async clear(): Promise<void> {
    const { Items = [] } = await this.db.send(new ScanCommand({ TableName, ConsistentRead: true }));
    for (const { pk, sk } of Items)
      if (pk !== undefined && sk !== undefined)
        await this.db.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
  }

  async drop(): Promise<void> {
    await this.db.send(new DeleteTableCommand({ TableName }));
    this.db.destroy();
  }

  put(Item: Item): Promise<PutItemCommandOutput> {
    return this.db.send(new PutItemCommand({ TableName, Item }));
  }

  async get(pk: string, sk: string): Promise<Item | undefined> {
    const read = new GetItemCommand({ TableName, Key: key(pk, sk), ConsistentRead: true });
    return (await this.db.send(read)).Item;
  }
}
