import * as z from 'zod';
import type { Need } from '../iam/access.ts';
import { identity } from '../identity.ts';

const named = z.object({ TableName: z.string() });
const single = named.extend({ IndexName: z.string().optional() });
const batch = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const transaction = z.object({ TransactItems: z.array(z.record(z.string(), named)) });

/** What each member of a transaction needs on its table; a transaction itself needs nothing. */
const transacted: Readonly<Record<string, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Delete: 'dynamodb:DeleteItem',
  Get: 'dynamodb:GetItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
};

// A table is called by its name or by its ARN.
const tableArn = (table: string): string =>
  table.startsWith('arn:')
    ? table
    : `arn:${identity.partition}:dynamodb:${identity.region}:${identity.accountId}:table/${table}`;

/** The permissions that an operation needs. An input in which no table is found needs its action on everything. */
export function needsOf(operation: string, input: unknown): readonly Need[] {
  const action = `dynamodb:${operation}`;
  if (operation.startsWith('Batch')) return needsOfBatch(action, input);
  if (operation.startsWith('Transact')) return needsOfTransaction(action, input);
  const one = single.safeParse(input).data;
  if (one === undefined) return [{ action, resource: '*' }];
  const resource = tableArn(one.TableName);
  return [
    { action, resource: one.IndexName === undefined ? resource : `${resource}/index/${one.IndexName}` },
  ];
}

function needsOfBatch(action: string, input: unknown): readonly Need[] {
  const read = batch.safeParse(input).data;
  if (read === undefined) return [{ action, resource: '*' }];
  return Object.keys(read.RequestItems).map((table) => ({ action, resource: tableArn(table) }));
}

function needsOfTransaction(action: string, input: unknown): readonly Need[] {
  const read = transaction.safeParse(input).data;
  if (read === undefined) return [{ action, resource: '*' }];
  return read.TransactItems.flatMap((item) =>
    Object.entries(item).map(([kind, { TableName }]) => ({
      action: transacted[kind] ?? `dynamodb:${kind}`,
      resource: tableArn(TableName),
    })),
  );
}
