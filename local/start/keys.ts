import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import type { KeyStore } from '#storage/keys/key-store.ts';

export interface MintedKey {
  /** Shown once, to its owner. */
  readonly key: string;
  /** All that is stored of it. */
  readonly hash: string;
}

/** A new API key: 256 random bits that begin with `dk_`. */
export function mintKey(): MintedKey {
  const key = `dk_${randomBytes(32).toString('base64url')}`;
  return { key, hash: hashOf(key) };
}

/** What is stored of a key. Plain SHA-256 is enough for 256 random bits: there is nothing to guess. */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export interface TablePlace {
  readonly tableName: string;
  readonly region?: string;
  /** An engine of our own; absent: AWS, with the credentials that its SDK finds. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Opens the keys of a stack, lends them to `use`, and closes the line. */
export async function withKeys<Result>(
  { tableName, ...place }: TablePlace,
  use: (keys: KeyStore) => Promise<Result>,
): Promise<Result> {
  const client = new DynamoDBClient(place);
  try {
    return await use(keyStore(dynamoTable(documentClient(client), tableName)));
  } finally {
    client.destroy();
  }
}
