import type { Row } from '#storage/table/table-port.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import type { MemoryMedia } from '../ports/media.ts';
import { asOutput, asTask } from '../rules/rule-context.ts';

/** What holds whatever the provider has answered. */

/** A create call of ours, and what was answered to it. */
export interface RetoldCreate {
  readonly callbackUrl: string | undefined;
  /** The job that it made, if any. */
  readonly id: string | undefined;
  readonly text: string;
}

interface Retold {
  readonly table: MemoryTable;
  readonly media: MemoryMedia;
}

const taskIdOf = (callbackUrl = ''): string => callbackUrl.split('/').at(-2) ?? '';

/** What is wrong with one task, by its rows. */
function faultsOf(
  { media, table }: Retold,
  creates: readonly RetoldCreate[],
  rows: readonly Row[],
): string[] {
  const row = rows.find(({ sk }) => sk === 'task');
  if (row === undefined) return [];
  const task = asTask(row);
  const own = creates.filter(({ callbackUrl }) => taskIdOf(callbackUrl) === task.id);
  const kept = JSON.stringify([rows, table.partition('items')]);
  const files = rows.filter(({ sk }) => sk.startsWith('output#')).map((each) => asOutput(each).stored?.key);
  const hasFile = files.some((key) => key !== undefined && media.objects.has(key));
  const spent = task.settlement?.prices.reduce((sum, price) => sum + price, 0) ?? 0;
  const lost = own.filter(({ id, text }) => id !== undefined && text.includes(id) && !kept.includes(id));
  const isOpen = task.status !== 'SUCCESS' && task.status !== 'FAILED' && task.status !== 'CANCELED';
  return [
    ...(isOpen ? [`${task.id} has no end: ${task.status}`] : []),
    ...(task.status === 'SUCCESS' && !hasFile ? [`${task.id} is a success without a file`] : []),
    ...(spent > 0 && own.length === 0 ? [`${task.id} cost ${spent} without a paid call`] : []),
    ...own
      .slice(0, -1)
      .filter(({ id, text }) => id !== undefined && text.includes(id))
      .map(({ text }) => `${task.id} was sent again after ${text.slice(0, 2000)}`),
    ...lost.map(({ text }) => `an id is kept nowhere of ${task.id}: ${text.slice(0, 2000)}`),
  ];
}

/** Everything that is wrong at the end of a run in which the provider's answers were changed. */
export function retoldFaults(world: Retold, retold: readonly RetoldCreate[]): string[] {
  const { table } = world;
  const stuck = table.partition('items').filter(({ kind }) => kind === 'stuck');
  return [
    ...stuck.map(({ taskId }) => `${String(taskId)} could not be brought to its end by its execution`),
    ...table.partitions('task#').flatMap((pk) => faultsOf(world, retold, table.partition(pk))),
  ];
}
