import { isOwner } from '#domain/ids.ts';
import { openOf } from '#domain/tasks/provider-account.ts';
import { readAccounts, readOwnAccount } from '#storage/tasks/account-rows.ts';
import { gateViewer, waitIn, type Waiting } from '#storage/tasks/gate-view.ts';
import type { Table } from '#storage/table/table-port.ts';
import { rateOf } from './service-limits.ts';

/** Where there are more accounts than this, some of them say how long the queues of all are. */
const MOST_LOOKED_AT = 8;

/**
 * About how long a call would wait at the open account where it is shortest, in milliseconds; 0 where none is open. Whoever has
 * an open one of his own waits there.
 */
export const shortestWait =
  (table: Table) =>
  async (service: string, waiting: Waiting): Promise<number> => {
    const gate = gateViewer(table, rateOf);
    const { owner } = waiting;
    const own = isOwner(owner) ? await readOwnAccount(table, service, owner) : undefined;
    const open = openOf(own?.state === 'open' ? [own] : await readAccounts(table, service));
    const some = open.slice(0, MOST_LOOKED_AT);
    const views = await Promise.all(some.map((account) => gate.view(account, waiting.now)));
    const waits = views.map(({ queue }) => waitIn(rateOf(service), queue, waiting));
    return waits.length === 0 ? 0 : Math.min(...waits);
  };
