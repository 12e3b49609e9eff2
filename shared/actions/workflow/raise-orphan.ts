import { isoTime } from '#domain/ports.ts';
import { itemId, itemMetrics, type OperatorItem } from '#domain/operators/operator-item.ts';
import type { Dependencies } from '../dependencies.ts';

type Orphan = Required<Pick<OperatorItem, 'taskId' | 'owner' | 'job' | 'externalTaskId'>>;

/** The provider names a job that our record does not: money may have been spent twice, and a person must look. */
export async function raiseOrphan(
  { items, clock, log }: Pick<Dependencies, 'items' | 'clock' | 'log'>,
  why: string,
  orphan: Orphan,
  id = itemId('orphan', orphan.taskId, orphan.job, orphan.externalTaskId),
): Promise<void> {
  const { taskId, job } = orphan;
  log.warn(`orphan: ${why}`, { taskId, job });
  log.count(itemMetrics.orphan);
  await items.raise({ id, kind: 'orphan', status: 'open', ...orphan, createdAt: isoTime(clock.now()) });
}
