import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { ItemListView, ItemView } from './answers.ts';

/** Shows something that a person has to decide, or has decided. */
export function viewItem(item: OperatorItem): ItemView {
  const { id, kind, status, taskId, owner, job, createdAt } = item;
  const { externalTaskId, closedAt, reason, newTaskId } = item;
  return {
    ...{ id, kind, status, taskId, owner, job },
    ...(externalTaskId === undefined ? {} : { externalTaskId }),
    createdAt,
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(reason === undefined ? {} : { reason }),
    ...(newTaskId === undefined ? {} : { newTaskId }),
  };
}

/** Shows all of them, in the order in which they are given. */
export const viewItemList = (items: readonly OperatorItem[]): ItemListView => ({
  items: items.map(viewItem),
});
