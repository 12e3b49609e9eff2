import { countRequests, type CountRequest } from '#actions/limits/count-requests.ts';
import { requestCounts } from '#storage/limits/request-counts.ts';
import type { Table } from '#storage/table/table-port.ts';
import { connectOwnerLimits } from './connect-owner-limits.ts';
import { nodeDigest, systemClock, systemRandom } from './system-ports.ts';

/** What holds requests against the limits of who sends them. */
export function connectRequestCounts(table: Table): CountRequest {
  const read = connectOwnerLimits(table);
  return countRequests({
    counts: requestCounts(table, nodeDigest),
    limitsOf: async (owner) => (await read(owner)).limits,
    clock: systemClock,
    name: systemRandom.hex128(),
  });
}
