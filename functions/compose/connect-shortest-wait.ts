import { openOf } from '#domain/tasks/provider-account.ts';
import { readAccounts } from '#storage/tasks/account-rows.ts';
import { gateViewer, waitIn, type Waiting } from '#storage/tasks/gate-view.ts';
import type { Table } from '#storage/table/table-port.ts';
import { rateOf } from './service-limits.ts';

/** Where there are more accounts than this, some of them say how long the queues of all are. */
const MOST_LOOKED_AT = 8;

/** About how long a call would wait at the open account where it is shortest, in milliseconds; 0 where none is open. */
export const shortestWait =
  (table: Table) =>
  async (service: string, waiting: Waiting): Promise<number> => {
    const gate = gateViewer(table, rateOf);
    const some = openOf(await readAccounts(table, service)).slice(0, MOST_LOOKED_AT);
    const views = await Promise.all(some.map((account) => gate.view(account, waiting.now)));
    const waits = views.map(({ queue }) => waitIn(rateOf(service), queue, waiting));
    return waits.length === 0 ? 0 : Math.min(...waits);
  };
