import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { ItemStore } from '#storage/operators/item-store.ts';

/** Which items are wanted; what is absent narrows nothing. */
export interface ItemFilter {
  readonly status?: OperatorItem['status'];
  readonly kind?: OperatorItem['kind'];
  readonly model?: string;
  readonly service?: string;
  /** ISO times, both inclusive, of when the item was raised. */
  readonly from?: string;
  readonly to?: string;
}

export interface ItemPage {
  readonly filter: ItemFilter;
  readonly limit: number;
  /** The id of the item where the page before ended. */
  readonly after?: string;
}

export interface ListedItems {
  readonly items: readonly OperatorItem[];
  /** There when more may follow. */
  readonly next?: string;
}

/** So many items are read at once … */
const BATCH = 100;
/** … and so many for one page, however few of them fit the filter; the rest is behind the cursor. */
const MOST_LOOKED_AT = 1000;

const equalities = ['status', 'kind', 'model', 'service'] as const;

const fits = (item: OperatorItem, filter: ItemFilter): boolean =>
  equalities.every((member) => filter[member] === undefined || item[member] === filter[member]) &&
  (filter.from === undefined || item.createdAt >= filter.from) &&
  (filter.to === undefined || item.createdAt <= filter.to);

/** Lists what an operator has to decide, or has decided, in the order of ids: by kind, then by task. */
export const listItems =
  ({ items }: { readonly items: Pick<ItemStore, 'page'> }) =>
  async ({ filter, limit, after = '' }: ItemPage): Promise<ListedItems> => {
    const found: OperatorItem[] = [];
    let position = after;
    for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += BATCH) {
      const batch = await items.page(position, BATCH);
      for (const item of batch) {
        if (found.length === limit) return { items: found, next: position };
        position = item.id;
        if (fits(item, filter)) found.push(item);
      }
      if (batch.length < BATCH) return { items: found };
    }
    return { items: found, next: position };
  };
