import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mintKey as minting, type MintedKey } from '#actions/keys/make-key.ts';
import { keyKindOf } from '#domain/keys/key-form.ts';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import type { KeyStore } from '#storage/keys/key-store.ts';
import type { Table } from '#storage/table/table-port.ts';

/** Makes a key of the laptop or, where a stage is named, of a deployment. */
export const mintKey = (stage?: string): MintedKey =>
  minting({ random, digest: { sha256: hashOf }, kind: keyKindOf(stage ?? 'laptop') })();

const random = { hex128: () => randomBytes(16).toString('hex') };

/** What is stored of a key. */
export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

export interface TablePlace {
  readonly tableName: string;
  readonly region?: string;
  /** An engine of our own; absent: AWS, with the credentials that its SDK finds. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Opens the table of a stack, lends it to `use`, and closes the line. */
export async function withTable<Result>(
  { tableName, ...place }: TablePlace,
  use: (table: Table) => Promise<Result>,
): Promise<Result> {
  const client = new DynamoDBClient(place);
  try {
    return await use(dynamoTable(documentClient(client), tableName));
  } finally {
    client.destroy();
  }
}

/** Opens the keys of a stack, lends them to `use`, and closes the line. */
export const withKeys = <Result>(
  place: TablePlace,
  use: (keys: KeyStore) => Promise<Result>,
): Promise<Result> => withTable(place, (table) => use(keyStore(table)));
