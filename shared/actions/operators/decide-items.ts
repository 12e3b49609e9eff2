import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import type { Decision } from '#domain/operators/decision.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { Clock } from '#domain/ports.ts';
import type { ItemOrder } from './decide-item.ts';
import type { ItemFilter, ItemPage, ListedItems } from './list-items.ts';

/** One decision on every open item that fits. An adoption names an id of its own for each, so it is none of these. */
export interface BulkOrder {
  readonly filter: Omit<ItemFilter, 'status'>;
  /** Whose key it is done with. */
  readonly by: Owner;
  readonly reason: string;
  readonly decision: Exclude<Decision, { readonly type: 'adopt' }>;
  /** Where an earlier answer ended. */
  readonly after?: string;
}

export interface BulkDecision {
  readonly decided: readonly OperatorItem[];
  readonly refused: readonly { readonly id: string; readonly failure: Failure }[];
  /** There when more may follow. */
  readonly next?: string;
}

interface BulkDependencies {
  readonly list: (page: ItemPage) => Promise<ListedItems>;
  readonly decide: (order: ItemOrder) => Promise<OperatorItem>;
  readonly clock: Pick<Clock, 'now'>;
}

/** So many items are decided at once, … */
const AT_ONCE = 5;
/** … in one answer, … */
const MOST_DECIDED = 100;
/** … and so long at most: the gateway waits for 29 seconds, and one batch may take some of them. */
const PATIENCE_MS = 15_000;

/**
 * Decides open items alike, one after the other as a single decision would. An item that refuses (decided meanwhile, its
 * task deleted, its owner's budget spent) is named and keeps no other from being decided.
 */
export const decideItems = ({ list, decide, clock }: BulkDependencies) => {
  type Outcome = { readonly item: OperatorItem } | { readonly id: string; readonly failure: Failure };

  const decideOne = async (id: string, { by, reason, decision }: BulkOrder): Promise<Outcome> => {
    try {
      return { item: await decide({ itemId: id, by, reason, decision }) };
    } catch (error) {
      if (error instanceof Failure) return { id, failure: error };
      throw error;
    }
  };

  return async (order: BulkOrder): Promise<BulkDecision> => {
    const until = clock.now() + PATIENCE_MS;
    const position = order.after === undefined ? {} : { after: order.after };
    const filter = { ...order.filter, status: 'open' } as const;
    const page = await list({ filter, limit: MOST_DECIDED, ...position });
    const outcomes: Outcome[] = [];
    while (outcomes.length < page.items.length && clock.now() < until) {
      const batch = page.items.slice(outcomes.length, outcomes.length + AT_ONCE);
      outcomes.push(...(await Promise.all(batch.map(({ id }) => decideOne(id, order)))));
    }
    const isCut = outcomes.length < page.items.length;
    const next = isCut ? (page.items[outcomes.length - 1]?.id ?? order.after) : page.next;
    return {
      decided: outcomes.flatMap((outcome) => ('item' in outcome ? [outcome.item] : [])),
      refused: outcomes.flatMap((outcome) => ('failure' in outcome ? [outcome] : [])),
      ...(next === undefined ? {} : { next }),
    };
  };
};
