import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Row } from '#storage/table/table-port.ts';
import type { World } from '../test-stack.ts';

/** Every row of the table, whatever it is. */
export async function allRows(world: World): Promise<Row[]> {
  const { dynamodbUrl, credentials, outputs } = world.cloud;
  const { region } = credentials;
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: dynamodbUrl, region, credentials }),
  );
  const rows: Row[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: outputs['TaskTable'] ?? '', ExclusiveStartKey: from }),
    );
    rows.push(...((page.Items ?? []) as Row[]));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  client.destroy();
  return rows;
}

/** Rows that say anything of an owner, by their kind: `task`, `upload`, `ledger` … */
export async function rowsAbout(world: World, owner: string): Promise<string[]> {
  const word = new RegExp(`\\b${owner}\\b`);
  const rows = (await allRows(world)).filter((row) => word.test(JSON.stringify(row)));
  return [...new Set(rows.map(({ pk }) => pk.split('#')[0] ?? pk))].sort();
}

function bucketOf(world: World): { client: S3Client; Bucket: string } {
  const { client, bucket } = world.media;
  return { client, Bucket: bucket };
}

/** Every key of the bucket. */
export async function allKeys(world: World): Promise<string[]> {
  const { client, Bucket } = bucketOf(world);
  const keys: string[] = [];
  let more = true;
  while (more) {
    const after = keys.at(-1);
    const page = await client.send(
      new ListObjectsV2Command({ Bucket, ...(after === undefined ? {} : { StartAfter: after }) }),
    );
    keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
    more = page.IsTruncated ?? false;
  }
  client.destroy();
  return keys;
}

export const keysAbout = async (world: World, owner: string): Promise<string[]> =>
  (await allKeys(world)).filter((key) => key.split('/').includes(owner));
