import { DISPATCH_LATE_MS } from '#domain/tasks/limits.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Clock, Log } from '#domain/ports.ts';
import type { DispatchMachine } from '#storage/compute/dispatch.ts';
import type { TurnLeases } from '#storage/tasks/turn-lease.ts';

export interface DispatchDependencies {
  readonly leases: TurnLeases;
  readonly dispatch: DispatchMachine;
  readonly clock: Clock;
  readonly log: Log;
}

/** The execution that hands over, or has died, and how often it must have looked for it to be replaced at once. */
interface Replaced {
  readonly replaces: string;
  readonly leastLooks?: number;
}

/**
 * Sees to it that an execution gives out the places of an account: starts one, under the name that the lease was taken for,
 * unless another has it. What fails here is made up for by whoever joins next, and by the sweeper: the lease says that
 * somebody may wait, and ends by itself.
 */
export const beginDispatch =
  ({ leases, dispatch, clock, log }: DispatchDependencies) =>
  async (account: ProviderAccount, replaced?: Replaced): Promise<void> => {
    const now = clock.now();
    const holder = await leases.claim(account, { now, until: now + DISPATCH_LATE_MS, ...replaced });
    if (holder === undefined) return;
    try {
      await dispatch.start(holder, account);
    } catch (error) {
      log.warn('nobody gives out places', { provider: account.service, reason: String(error) });
      await leases.end(account, holder, true);
    }
  };
