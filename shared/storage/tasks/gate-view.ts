import { freeLanes, type GateRule } from '#domain/tasks/lanes.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Priority } from '#domain/tasks/task.ts';
import { turnOf, type CountedQueue, type QueueView } from '#domain/tasks/turns.ts';
import type { Row, Table } from '../table/table-port.ts';
import { gateKey, lanesIn } from './gate-row.ts';
import { waitingLines } from './waiting-lines.ts';

/** The gate's row, and who waits there. */
export interface GateView {
  readonly row: Row | undefined;
  readonly queue: CountedQueue;
}

/** Who would wait. */
export interface Waiting {
  readonly owner: string;
  readonly priority: Priority;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** How long this one would wait in this queue (ms), behind what its owner has waiting. */
export function waitIn(rule: GateRule, queue: QueueView, { owner, priority, now }: Waiting): number {
  const own = queue.lines.find((line) => line.owner === owner && line.priority === priority);
  return turnOf(rule, queue, { owner, priority, behind: own?.size ?? 0 }) - now;
}

/** Looks at gates, and takes nothing: for whoever only wants to know how long it would be. */
export function gateViewer(table: Pick<Table, 'get' | 'partition'>, ruleOf: (service: string) => GateRule) {
  const view = async (account: ProviderAccount, now: number): Promise<GateView> => {
    const [row, lines] = await Promise.all([table.get(gateKey(account)), waitingLines(table, account)]);
    const rule = ruleOf(account.service);
    const nextAt = freeLanes(rule, lanesIn(rule, row), now)[0]?.at ?? now;
    return { row, queue: { lines, nextAt, now } };
  };

  return {
    /** The gate as one who would wait sees it. */
    view,

    /** About how many milliseconds a call would wait for its turn, were it asked for now; for ever where it is known to take none. */
    async expectedWait(account: ProviderAccount, waiting: Waiting): Promise<number> {
      const { row, queue } = await view(account, waiting.now);
      return row?.['away'] === 1 ? Infinity : waitIn(ruleOf(account.service), queue, waiting);
    },
  };
}

export type GateViewer = ReturnType<typeof gateViewer>;
