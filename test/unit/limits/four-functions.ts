import { createHash } from 'node:crypto';
import { countRequests, type CountRequest } from '#actions/limits/count-requests.ts';
import { isOwner, type Owner } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import { requestCounts } from '#storage/limits/request-counts.ts';
import type { Table } from '#storage/table/table-port.ts';

export const digest = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };

export function ownerNamed(name: string): Owner {
  if (!isOwner(name)) throw new Error(`${name} is no owner`);
  return name;
}

/** Functions that count over one table, each with a memory of its own, and how often they have written. */
export function functionsOver(
  table: Table,
  limits: OwnerLimits,
  { time, howMany = 4 }: { time: { now: number }; howMany?: number | undefined },
) {
  const written = { updates: 0, reads: 0 };
  const watched: Table = {
    ...table,
    update: (write) => {
      written.updates += 1;
      return table.update(write);
    },
    get: (key) => {
      written.reads += 1;
      return table.get(key);
    },
  };
  const functions = Array.from({ length: howMany }, (_, i): CountRequest =>
    countRequests({
      counts: requestCounts(watched, digest),
      limitsOf: async () => limits,
      clock: { now: () => time.now },
      name: `function ${i}`,
    }),
  );
  return { functions, written };
}
