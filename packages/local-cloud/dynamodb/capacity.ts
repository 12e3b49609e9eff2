import * as z from 'zod';
import type { TableCount } from '../meter.ts';

// Operations that say what they cost, when asked.
const counted = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
]);
const reading = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan', 'TransactGetItems']);

const capacity = z.object({
  TableName: z.string(),
  CapacityUnits: z.number().default(0),
});
const answered = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });
const refused = z.object({ __type: z.string().default('') });

export const isCounted = (operation: string): boolean => counted.has(operation);

/** Whether a table may be another after it: of what is not known, it may. */
export const isWriting = (operation: string): boolean => !reading.has(operation);

/** What an answer says was consumed, one count a table. `answer` is the parsed body. */
export function consumed(caller: string, operation: string, answer: unknown): TableCount[] {
  const read = answered.safeParse(answer).data?.ConsumedCapacity;
  if (read === undefined) return [];
  return (Array.isArray(read) ? read : [read]).map(({ TableName, CapacityUnits }, index) => ({
    caller,
    operation,
    table: TableName,
    requests: index === 0 ? 1 : 0,
    conditionsFailed: 0,
    readUnits: reading.has(operation) ? CapacityUnits : 0,
    writeUnits: reading.has(operation) ? 0 : CapacityUnits,
  }));
}

/** The count of a refused request; `answer` is the parsed body. */
export function refusal(
  request: Pick<TableCount, 'caller' | 'operation' | 'table'>,
  answer: unknown,
): TableCount {
  const type = refused.safeParse(answer).data?.__type ?? '';
  const byCondition = /ConditionalCheckFailed|TransactionCanceled/.test(type);
  return {
    ...request,
    requests: 1,
    conditionsFailed: byCondition ? 1 : 0,
    readUnits: 0,
    writeUnits: 0,
  };
}
