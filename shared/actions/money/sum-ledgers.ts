import type { Owner } from '#domain/ids.ts';
import type { Clock, Log } from '#domain/ports.ts';

interface SumDependencies {
  readonly owners: () => Promise<readonly Owner[]>;
  /** Adds to an owner's sums what another version of the code has settled without them, and says how many lines that were. */
  readonly addUnsummed: (owner: Owner, now: number) => Promise<number>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps the sums of all owners in step with their ledgers, whatever version of the code has settled. */
export const sumLedgers =
  ({ owners, addUnsummed, clock, log }: SumDependencies) =>
  async (): Promise<void> => {
    for (const owner of await owners()) {
      const lines = await addUnsummed(owner, clock.now());
      if (lines > 0) log.info('charges that had no sum were added', { owner, lines });
    }
  };
