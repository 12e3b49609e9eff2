import type { Erasure } from '#domain/erasure/erasure.ts';
import { isoTime } from '#domain/ports.ts';
import { ownAccount, type KnownAccount } from '#domain/tasks/provider-account.ts';
import { LEAVES_AFTER_MS } from '../operators/remove-account.ts';
import type { EraseDependencies } from './erase-dependencies.ts';

type AccountDependencies = Pick<EraseDependencies, 'erasures' | 'ownAccounts' | 'clock'>;

/**
 * Removes the accounts at providers that an owner has brought. They take no calls from the first visit on, so that what is
 * under way with them comes to an end; then the key goes, for good, and the row with its count. Whoever dies in between
 * leaves an account without a key that takes no calls, and the next visit removes it.
 */
export const eraseAccounts = ({ erasures, ownAccounts, clock }: AccountDependencies) => {
  const { services, changes, secrets, workOf } = ownAccounts;

  /** True where it is gone. */
  const removeOne = async (erasure: Erasure, known: KnownAccount): Promise<boolean> => {
    const leftAt = Date.parse(known.since ?? isoTime(0)) + LEAVES_AFTER_MS;
    if (known.state === 'open' || clock.now() < leftAt) return false;
    const { tasks, isAll } = await workOf(known);
    if (tasks > 0 || !isAll) return false;
    await secrets.remove(known, 'for good');
    return changes.remove(known, [erasures.countWrite(erasure, { accounts: 1 })]);
  };

  return {
    async drain({ owner }: Erasure): Promise<void> {
      const at = isoTime(clock.now());
      const reason = 'Everything of the owner is erased';
      const decide = (known: KnownAccount | undefined): KnownAccount | undefined =>
        known?.state === 'open' ? { ...known, state: 'draining', since: at, reason } : undefined;
      for (const service of services)
        await changes.amend(ownAccount(service, owner), { at, decide, told: () => [] });
    },

    /** True where none is left. */
    async remove(erasure: Erasure): Promise<boolean> {
      let isThrough = true;
      for (const service of services) {
        const known = await ownAccounts.find(service, erasure.owner);
        if (known !== undefined) isThrough = (await removeOne(erasure, known)) && isThrough;
      }
      return isThrough;
    },
  };
};
