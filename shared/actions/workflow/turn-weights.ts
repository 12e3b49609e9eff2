import { isOwner, type Owner } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import type { Clock } from '#domain/ports.ts';
import { equally, type WeightOf } from '#domain/tasks/turns.ts';

interface WeightDependencies {
  /** What is set for these owners, by owner; those for whom nothing is are missing. */
  readonly ownLimits: (owners: readonly Owner[]) => Promise<ReadonlyMap<string, OwnerLimits>>;
  readonly usual: OwnerLimits;
  readonly clock: Pick<Clock, 'now'>;
}

/** What a process has read of an owner holds for so long. */
const KNOWN_FOR_MS = 60_000;

/** Reads how many turns each of these owners has where others have one. Who is alone needs none read. */
export const turnWeights = ({ ownLimits, usual, clock }: WeightDependencies) => {
  const known = new Map<string, { readonly until: number; readonly weight: number }>();

  return async (owners: readonly string[]): Promise<WeightOf> => {
    if (owners.length < 2) return equally;
    const now = clock.now();
    const isKnown = (owner: string): boolean => now < (known.get(owner)?.until ?? 0);
    const unknown = owners.filter(isOwner).filter((owner) => !isKnown(owner));
    if (unknown.length > 0) {
      const own = await ownLimits(unknown);
      for (const owner of unknown) {
        const weight = own.get(owner)?.turnWeight ?? usual.turnWeight ?? 1;
        known.set(owner, { until: now + KNOWN_FOR_MS, weight });
      }
    }
    return (owner) => known.get(owner)?.weight ?? 1;
  };
};
