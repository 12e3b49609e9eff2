import type { Clock, Log, Random } from '#domain/ports.ts';
import { isEndedBy, type Closure } from '#domain/tasks/closure.ts';
import { ownerOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { KnownAccounts } from '#storage/tasks/account-rows.ts';
import type { AdmissionGate } from '#storage/tasks/admission-gate.ts';
import type { OwnAccountNotes } from '#storage/tasks/own-account-notes.ts';
import type { ProviderDependencies } from '../dependencies.ts';
import { inTurn } from './in-turn.ts';

export interface GateDependencies extends KnownAccounts {
  readonly gate: AdmissionGate;
  /** Sees to it that an execution gives out the places of an account. */
  readonly beginDispatch: (account: ProviderAccount) => Promise<void>;
  readonly probe: ProviderDependencies['probe'];
  readonly services: readonly string[];
  /** The accounts that owners have brought of which somebody has said that they are to be seen to. */
  readonly notes: OwnAccountNotes;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** An account, and whether those who wait there may have to go to another. */
interface Seen {
  readonly account: ProviderAccount;
  readonly hasOthers: boolean;
}

/** So many of owners' accounts at once, and in one tick: who is left has his turn in a later one. */
const AT_ONCE = 10;
const MOST_OWN = 300;

/** Where a provider has refused our key, or our account was empty: sends again as soon as one free call says that this is over. False while nothing is sent. */
const opening =
  ({ log, gate, probe }: GateDependencies) =>
  async (account: ProviderAccount, closures: readonly Closure[]): Promise<boolean> => {
    const isShut = closures.some(({ type }) => type === 'key');
    if (closures.length === 0) return true;
    const probed = await probe(account);
    if (probed.type !== 'accepted') return !isShut;
    for (const closure of closures.filter((one) => isEndedBy(one, probed))) {
      await gate.open(account, closure);
      log.info('sends again', { provider: account.service, after: closure.type });
    }
    return true;
  };

const withOthers = (accounts: readonly ProviderAccount[]): readonly Seen[] =>
  accounts.map(({ service, account }) => ({ account: { service, account }, hasOthers: accounts.length > 1 }));

/** Sees to one gate: opens what may be open, and begins to give out places where somebody may wait and nobody does so. */
const oneGate = (dependencies: GateDependencies) => {
  const { log, gate } = dependencies;
  const open = opening(dependencies);
  /** Gives whether there is anything left to be seen to. */
  return async ({ account, hasOthers }: Seen): Promise<boolean> => {
    const { closures, mayWait } = await gate.state(account);
    const isOpen = await open(account, closures);
    // Those who wait where nothing is sent may go to another account: who gives out places sends them there.
    if (mayWait && (isOpen || hasOthers)) {
      await dependencies.beginDispatch(account).catch((error: unknown) => {
        log.warn('turns are not given out', { provider: account.service, reason: String(error) });
        log.count('SweepFailed');
      });
    }
    return mayWait || closures.length > 0;
  };
};

/** Sees to those of the accounts that owners have brought where somebody waits, or is kept out. */
const ownGates = (dependencies: GateDependencies) => {
  const { notes, ownAccountOf, clock, random, log, services } = dependencies;
  const see = oneGate(dependencies);

  const seeToOne = async (account: ProviderAccount): Promise<void> => {
    const owner = ownerOf(account);
    const known = owner === undefined ? undefined : await ownAccountOf(account.service, owner);
    // Whoever waits at one that is not open any more goes to everybody's.
    if (!(await see({ account, hasOthers: known?.state !== 'open' })))
      await notes.forget(account, clock.now());
  };

  const seeSafely = (account: ProviderAccount): Promise<void> =>
    seeToOne(account).catch((error: unknown) => {
      log.warn('an own account was not seen to', { provider: account.service, reason: String(error) });
      log.count('SweepFailed');
    });

  return async (isTime: () => boolean): Promise<void> => {
    const noted = (await Promise.all(services.map((service) => notes.noted(service)))).flat();
    const start = noted.length > MOST_OWN ? Math.floor(random.fraction() * noted.length) : 0;
    const some = [...noted.slice(start), ...noted.slice(0, start)].slice(0, MOST_OWN);
    await inTurn(some, { isTime, atOnce: AT_ONCE }, seeSafely);
  };
};

/** Sees to the gates of everybody's accounts, and of those of owners where somebody waits. */
export const seeToGates = (dependencies: GateDependencies) => {
  const { services, accountsOf } = dependencies;
  const see = oneGate(dependencies);
  const seeToOwn = ownGates(dependencies);
  return async (isTime: () => boolean): Promise<void> => {
    const accounts = await Promise.all(services.map((service) => accountsOf(service)));
    for (const seen of accounts.flatMap(withOthers)) await see(seen);
    await seeToOwn(isTime);
  };
};
