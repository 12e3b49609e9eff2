import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { withSchema } from './row-schema.ts';
import type { Condition, Write } from './table-port.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Expression text with its names and values, grown part by part. */
interface Expression {
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
}

function nameOf(expression: Expression, attribute: string): string {
  const known = Object.entries(expression.names).find(([, name]) => name === attribute);
  if (known !== undefined) return known[0];
  const alias = `#n${Object.keys(expression.names).length}`;
  expression.names[alias] = attribute;
  return alias;
}

function valueOf(expression: Expression, value: unknown): string {
  const alias = `:v${Object.keys(expression.values).length}`;
  expression.values[alias] = value;
  return alias;
}

/** Writes a condition down in DynamoDB's language; undefined where there is none. */
export function conditionText(condition: Condition | undefined, e: Expression): string | undefined {
  if (condition === undefined) return undefined;
  const parts: string[] = [];
  if (condition.absent === true) parts.push(`attribute_not_exists(${nameOf(e, 'pk')})`);
  for (const [attribute, value] of Object.entries(condition.equals ?? {})) {
    parts.push(`${nameOf(e, attribute)} = ${valueOf(e, value)}`);
  }
  for (const [attribute, value] of Object.entries(condition.atLeast ?? {})) {
    parts.push(`${nameOf(e, attribute)} >= ${valueOf(e, value)}`);
  }
  for (const [attribute, value] of Object.entries(condition.belowOrMissing ?? {})) {
    const name = nameOf(e, attribute);
    parts.push(`(attribute_not_exists(${name}) OR ${name} < ${valueOf(e, value)})`);
  }
  return parts.join(' AND ');
}

function updateText(write: Extract<Write, { type: 'add' }>, e: Expression): string {
  const added = Object.entries(write.add ?? {}).map(([name, by]) => `${nameOf(e, name)} ${valueOf(e, by)}`);
  const set = Object.entries(write.set ?? {}).map(([name, to]) => `${nameOf(e, name)} = ${valueOf(e, to)}`);
  const parts = [];
  if (set.length > 0) parts.push(`SET ${set.join(', ')}`);
  if (added.length > 0) parts.push(`ADD ${added.join(', ')}`);
  return parts.join(' ');
}

interface Parts {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, unknown>;
}

function partsOf(e: Expression, condition: string | undefined): Parts {
  return {
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...(Object.keys(e.names).length === 0 ? {} : { ExpressionAttributeNames: e.names }),
    ...(Object.keys(e.values).length === 0 ? {} : { ExpressionAttributeValues: e.values }),
  };
}

/** One write as a member of a transaction, built apart from sending it. */
export function transactItem(table: string, write: Write): TransactItem {
  const e: Expression = { names: {}, values: {} };
  switch (write.type) {
    case 'put': {
      const Item = withSchema(write.row);
      return { Put: { TableName: table, Item, ...partsOf(e, conditionText(write.when, e)) } };
    }
    case 'remove':
      return {
        Delete: { TableName: table, Key: { ...write.key }, ...partsOf(e, conditionText(write.when, e)) },
      };
    case 'add': {
      const update = updateText(write, e);
      const condition = conditionText(write.when, e);
      return {
        Update: {
          TableName: table,
          Key: { ...write.key },
          UpdateExpression: update,
          ...partsOf(e, condition),
        },
      };
    }
    case 'check': {
      const condition = conditionText(write.when, e) ?? '';
      return {
        ConditionCheck: {
          TableName: table,
          Key: { ...write.key },
          ...partsOf(e, condition),
          ConditionExpression: condition,
        },
      };
    }
  }
}
