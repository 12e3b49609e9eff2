import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { CloudFailure } from '../failure.ts';
import type { IndexDefinition, TableDefinition } from '../resources/tables.ts';
import { TableRefusal, type TableCall } from './call.ts';

const keys = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const indexes = z.array(z.object({ IndexName: z.string(), KeySchema: keys })).default([]);

const description = z.object({
  Table: z.object({ KeySchema: keys, GlobalSecondaryIndexes: indexes, LocalSecondaryIndexes: indexes }),
});

type Standing = z.infer<typeof description>['Table'];

/** Creates the tables that are missing and adds missing indexes; a table whose keys differ is named and left alone. */
export async function ensureTables(call: TableCall, tables: readonly TableDefinition[]): Promise<void> {
  for (const table of tables) {
    const standing = await describe(call, table.name);
    if (standing === undefined) await create(call, table);
    else await adapt(call, table, standing);
    if (table.timeToLive !== undefined) await expire(call, table.name, table.timeToLive);
  }
}

async function describe(call: TableCall, name: string): Promise<Standing | undefined> {
  try {
    return description.parse(await call('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof TableRefusal && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(call: TableCall, table: TableDefinition): Promise<void> {
  await call('CreateTable', {
    TableName: table.name,
    AttributeDefinitions: table.attributes,
    KeySchema: table.keySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.globalIndexes.length > 0 ? { GlobalSecondaryIndexes: table.globalIndexes } : {}),
    ...(table.localIndexes.length > 0 ? { LocalSecondaryIndexes: table.localIndexes } : {}),
  });
}

async function adapt(call: TableCall, table: TableDefinition, standing: Standing): Promise<void> {
  if (!isDeepStrictEqual(standing.KeySchema, table.keySchema))
    throw changed(table, 'its key schema has changed');
  for (const index of table.localIndexes)
    if (!has(standing.LocalSecondaryIndexes, index))
      throw changed(table, `its local index ${index.IndexName} is new or has changed`);
  for (const index of table.globalIndexes) {
    if (has(standing.GlobalSecondaryIndexes, index)) continue;
    if (standing.GlobalSecondaryIndexes.some(({ IndexName }) => IndexName === index.IndexName))
      await update(call, table, { Delete: { IndexName: index.IndexName } });
    await update(call, table, { Create: index });
  }
}

const has = (standing: Standing['LocalSecondaryIndexes'], index: IndexDefinition): boolean =>
  standing.some(
    ({ IndexName, KeySchema }) =>
      IndexName === index.IndexName && isDeepStrictEqual(KeySchema, index.KeySchema),
  );

const changed = (table: TableDefinition, what: string): CloudFailure =>
  new CloudFailure(
    `The table ${table.logicalId} (${table.name}) holds data under another layout: ${what}. Clear the local data to begin anew.`,
  );

async function update(
  call: TableCall,
  table: TableDefinition,
  change: Record<string, unknown>,
): Promise<void> {
  await call('UpdateTable', {
    TableName: table.name,
    AttributeDefinitions: table.attributes,
    GlobalSecondaryIndexUpdates: [change],
  });
}

async function expire(call: TableCall, name: string, attribute: string): Promise<void> {
  try {
    await call('UpdateTimeToLive', {
      TableName: name,
      TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
    });
  } catch (error) {
    // Refused when it already stands so.
    if (!(error instanceof TableRefusal && error.code === 'ValidationException')) throw error;
  }
}
