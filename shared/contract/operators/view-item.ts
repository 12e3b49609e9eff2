import type { Failure } from '#domain/error.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { DecidedItemsView, ItemListView, ItemView } from './answers.ts';

/** Shows something that a person has to decide, or has decided. */
export function viewItem(item: OperatorItem): ItemView {
  const { id, kind, status, taskId, owner, job, createdAt } = item;
  const { model, service, externalTaskId, candidateIds, cause, closedAt, reason, newTaskId } = item;
  return {
    ...{ id, kind, status, taskId, owner, job },
    ...(model === undefined ? {} : { model }),
    ...(service === undefined ? {} : { service }),
    ...(externalTaskId === undefined ? {} : { externalTaskId }),
    ...(candidateIds === undefined ? {} : { candidateIds: [...candidateIds] }),
    ...(cause === undefined ? {} : { cause }),
    createdAt,
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(reason === undefined ? {} : { reason }),
    ...(newTaskId === undefined ? {} : { newTaskId }),
  };
}

interface Page {
  readonly items: readonly OperatorItem[];
  readonly next?: string;
}

const cursorOf = ({ next }: { readonly next?: string }) => (next === undefined ? {} : { nextCursor: next });

/** Shows one page of them, in the order in which they are given. */
export const viewItemList = (page: Page): ItemListView => ({
  items: page.items.map(viewItem),
  ...cursorOf(page),
});

interface Decided {
  readonly decided: readonly OperatorItem[];
  readonly refused: readonly { readonly id: string; readonly failure: Failure }[];
  readonly next?: string;
}

/** Shows what came of one decision on many items. */
export const viewDecidedItems = (bulk: Decided): DecidedItemsView => ({
  decided: bulk.decided.map(viewItem),
  refused: bulk.refused.map(({ id, failure }) => ({ id, code: failure.code, detail: failure.message })),
  ...cursorOf(bulk),
});
