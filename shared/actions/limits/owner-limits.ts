import type { Owner } from '#domain/ids.ts';
import { withOwnLimits, type OwnerLimits, type WantedOwnLimits } from '#domain/limits/owner-limits.ts';
import { isoTime } from '#domain/ports.ts';
import type { ChangedLimits } from '#storage/limits/limit-store.ts';
import { lookingWrite } from '#storage/limits/open-task-counts.ts';
import type { AuditWriter } from '#storage/operators/audit-store.ts';
import type { Write } from '#storage/table/table-port.ts';

/** What an owner may do: what holds for him, and how much of that is set for himself. */
export interface LimitsOfOwner {
  readonly limits: OwnerLimits;
  readonly own: OwnerLimits;
}

type ReadOwn = (owner: Owner) => Promise<OwnerLimits>;

/** Reads what an owner may do: what is usual, where nothing else is set for him. */
export const limitsOfOwner =
  ({ own: readOwn, usual }: { readonly own: ReadOwn; readonly usual: OwnerLimits }) =>
  async (owner: Owner): Promise<LimitsOfOwner> => {
    const own = await readOwn(owner);
    return { limits: { ...usual, ...own }, own };
  };

/** What an operator wants an owner to be allowed. */
export interface LimitsOrder {
  readonly owner: Owner;
  readonly limits: WantedOwnLimits;
  /** Whose key it is done with. */
  readonly by: Owner;
  readonly reason?: string;
}

interface ChangeDependencies {
  readonly usual: OwnerLimits;
  readonly amend: (
    owner: Owner,
    decide: (own: OwnerLimits) => OwnerLimits,
    extraWrites: (changed: ChangedLimits) => readonly Write[],
  ) => Promise<OwnerLimits>;
  readonly audit: AuditWriter;
  readonly clock: { readonly now: () => number };
}

/** Sets what an owner may do. A line tells of every change, in its transaction; what is set as it is leaves none. */
export const changeOwnerLimits =
  ({ usual, amend, audit, clock }: ChangeDependencies) =>
  async ({ owner, limits, by, reason }: LimitsOrder): Promise<LimitsOfOwner> => {
    const at = isoTime(clock.now());
    const why = reason === undefined ? {} : { reason };
    const told = ({ before, next, rev }: ChangedLimits): Write[] => {
      const from = Object.keys(before).length === 0 ? {} : { before: { ...before } };
      const line = {
        at,
        actor: by,
        action: 'limits-set',
        owner,
        ...from,
        after: { ...next },
        ...why,
      } as const;
      const isCounted = before.openTasks === next.openTasks && before.keyOpenTasks === next.keyOpenTasks;
      return [audit(line, rev), ...(isCounted ? [] : [lookingWrite(owner, at)])];
    };
    const own = await amend(owner, (now) => withOwnLimits(now, limits), told);
    return { limits: { ...usual, ...own }, own };
  };
