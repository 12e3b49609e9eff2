import { isoTime } from '#domain/ports.ts';
import { itemId, itemMetrics, type OperatorItem } from '#domain/operators/operator-item.ts';
import type { Dependencies } from '../dependencies.ts';

/** A job that the provider names and our record does not. */
export interface Orphan
  extends
    Required<Pick<OperatorItem, 'taskId' | 'owner' | 'job' | 'externalTaskId'>>,
    Pick<OperatorItem, 'model' | 'service'> {
  /** For the log. */
  readonly why: string;
  /** Names the item where the task is not one of ours; absent where it is. */
  readonly id?: string;
}

/** Raises an item for a person to look at: money may have been spent twice. */
export async function raiseOrphan(
  { items, clock, log }: Pick<Dependencies, 'items' | 'clock' | 'log'>,
  { why, id, ...orphan }: Orphan,
): Promise<void> {
  const { taskId, job } = orphan;
  log.warn(`orphan: ${why}`, { taskId, job });
  log.count(itemMetrics.orphan);
  const createdAt = isoTime(clock.now());
  await items.raise({
    id: id ?? itemId('orphan', orphan),
    kind: 'orphan',
    status: 'open',
    ...orphan,
    createdAt,
  });
}
