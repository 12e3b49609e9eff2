import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Priority } from '#domain/tasks/task.ts';
import type { CountedLine, Line } from '#domain/tasks/turns.ts';
import type { Key, Row, Table } from '../table/table-port.ts';

/**
 * How those lie in the table that wait for their turn at an account: one partition. An entry is a job, by class, owner and
 * the time of its task; a line is what an owner has waiting in a class. Lines alone are read by whoever only wants to know
 * how long the queue is, entries by whoever joins it or gives out turns.
 */

export const lineClasses = ['high', 'normal', 'low'] as const satisfies readonly Priority[];

export const waitingPartition = ({ service, account }: ProviderAccount): string =>
  `queue#${service}#${account}`;

export const lineKey = (
  account: ProviderAccount,
  { priority, owner }: Pick<Line, 'priority' | 'owner'>,
): Key => ({ pk: waitingPartition(account), sk: `line#${priority}#${owner}` });

const numberAt = (row: Row, name: string): number => Number(row[name] ?? 0);

/** A line as its row says it. */
export function readLine(row: Row): CountedLine | undefined {
  const [, name, owner = ''] = row.sk.split('#');
  const priority = lineClasses.find((one) => one === name);
  if (priority === undefined) return undefined;
  const { tag, weight } = row;
  return {
    priority,
    owner,
    size: Math.max(1, numberAt(row, 'size')),
    due: numberAt(row, 'due'),
    joins: numberAt(row, 'joins'),
    ...(typeof tag === 'number' ? { tag } : {}),
    ...(typeof weight === 'number' && weight > 0 ? { weight } : {}),
  };
}

/** What each owner has waiting in each class. */
export const waitingLines = async (
  table: Pick<Table, 'partition'>,
  account: ProviderAccount,
): Promise<readonly CountedLine[]> =>
  (await table.partition(waitingPartition(account), 'line#')).flatMap((row) => readLine(row) ?? []);
