import { countRequests, type CountRequest } from '#actions/limits/count-requests.ts';
import { requestCounts } from '#storage/limits/request-counts.ts';
import type { Table } from '#storage/table/table-port.ts';
import { readSettings } from './settings.ts';
import { nodeDigest, systemClock } from './system-ports.ts';

/** What holds requests against the limits of who sends them. */
export function connectRequestCounts(table: Table): CountRequest {
  const { OWNER_LIMITS } = readSettings('OWNER_LIMITS');
  return countRequests({
    counts: requestCounts(table, nodeDigest),
    limitsOf: async () => OWNER_LIMITS,
    clock: systemClock,
  });
}
