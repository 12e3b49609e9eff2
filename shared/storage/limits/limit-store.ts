import * as z from 'zod';
import type { Owner } from '#domain/ids.ts';
import { limitNames, limitsFrom, rightNames, type OwnerLimits } from '#domain/limits/owner-limits.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { Condition, Key, Table, Write } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { Contention } from '../unavailable.ts';

export const limitsKey = (owner: Owner): Key => ({ pk: `limits#${owner}`, sk: 'limits' });
const limitRow = z.record(z.string(), z.unknown());
const revision = z.object({ rev: z.int() });

/** The limits in a row, whatever other versions have put beside them. */
export function limitsOf(row: Readonly<Record<string, unknown>>): OwnerLimits {
  const limit = (value: unknown) => (typeof value === 'number' ? value : undefined);
  const right = (value: unknown) => (typeof value === 'boolean' ? value : undefined);
  return limitsFrom([
    ...limitNames.map((name) => [name, limit(row[name])] as const),
    ...rightNames.map((name) => [name, right(row[name])] as const),
  ]);
}

/** A change of an owner's limits, and the version of their row that it makes. */
export interface ChangedLimits {
  readonly before: OwnerLimits;
  readonly next: OwnerLimits;
  readonly rev: number;
}

const MOST_RACES = 20;

/** Reads what is set for an owner himself; nothing where nothing is. */
export const readOwnLimits =
  (table: Table) =>
  async (owner: Owner): Promise<OwnerLimits> =>
    limitsOf((await table.get(limitsKey(owner))) ?? {});

/** The same of several, by owner; those for whom nothing is set are missing. */
export const readManyOwnLimits =
  (table: Pick<Table, 'many'>) =>
  async (owners: readonly Owner[]): Promise<ReadonlyMap<string, OwnerLimits>> => {
    const rows = await table.many(owners.map(limitsKey));
    return new Map(rows.map((row) => [row.pk.slice(row.pk.indexOf('#') + 1), limitsOf(row)]));
  };

/** Changes what is set for an owner, with extra writes; the same object leaves it as it is. Begins anew when somebody was faster. */
export const amendOwnLimits =
  (table: Table) =>
  async (
    owner: Owner,
    decide: (own: OwnerLimits) => OwnerLimits,
    extraWrites: (changed: ChangedLimits) => readonly Write[],
  ): Promise<OwnerLimits> => {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const stored = await table.get(limitsKey(owner));
      const before = limitsOf(stored ?? {});
      const next = decide(before);
      if (next === before) return next;
      const rev = stored === undefined ? 0 : revision.parse(stored).rev;
      const when: Condition = stored === undefined ? { absent: true } : { equals: { rev } };
      const members = rewrittenRow(withoutLifted(limitRow.parse(stored ?? {}), next), before, { ...next });
      const row = { ...members, ...limitsKey(owner), rev: rev + 1 };
      const told = extraWrites({ before, next, rev: rev + 1 });
      const result = await writeTogether(table, [{ type: 'put', row, when }, ...told]);
      if (result.type === 'done') return next;
    }
    throw new Contention(`Gave up after ${MOST_RACES} lost races for the limits of an owner`);
  };

/** A limit that was lifted is gone; what this version has no name for stays. */
function withoutLifted(
  stored: Readonly<Record<string, unknown>>,
  next: OwnerLimits,
): Readonly<Record<string, unknown>> {
  const lifted = new Set<string>([...limitNames, ...rightNames].filter((name) => next[name] === undefined));
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !lifted.has(name)));
}
