import type { FreeLane } from '#domain/tasks/lanes.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Served } from '#domain/tasks/turns.ts';
import type { Row, Table } from '../table/table-port.ts';
import { gateKey, generationIn, ledUntil, takingWrite } from './gate-row.ts';

/** The execution that gives out the places of an account, by its name, and until when (epoch ms) unless it says so again. */
export interface Lease {
  readonly holder: string;
  readonly until: number;
}

/** Whoever wants to give out places. */
interface Claim {
  readonly now: number;
  readonly until: number;
  /** The execution that hands over, or has died; absent where there must be none. */
  readonly replaces?: string;
  /** It is replaced only where it has looked so often. */
  readonly leastLooks?: number;
}

/** Nobody gives out places, and somebody may be waiting. */
const NOBODY = 1;

const holderOf = ({ service, account }: ProviderAccount, generation: number): string =>
  `${service}-${account}-${generation}`;

/** The lease lies in the row of the gate, so that what it allows is held to it in the same write. */
export const turnLeases = (table: Table) => ({
  /**
   * Takes the lease for a new execution, and gives its name; undefined where another has it. Generations only grow, and
   * are times, so that no name is ever used again, even by a table that was made anew.
   */
  async claim(account: ProviderAccount, claim: Claim): Promise<string | undefined> {
    const { now, until, replaces, leastLooks = 0 } = claim;
    const key = gateKey(account);
    const row = await table.get(key);
    // In a crowd nearly everybody finds that somebody has it: that is a read, and no write.
    if (replaces === undefined && ledUntil(row) >= now) return undefined;
    const generation = Math.max(now, generationIn(row) + 1);
    const holder = holderOf(account, generation);
    const set = { leaseUntil: until, leaseBy: holder, leaseGeneration: generation, leaseLooks: 0 };
    const isFree = { belowOrMissing: { leaseUntil: now, leaseGeneration: generation } };
    const isTheirs = { equals: { leaseBy: replaces ?? '' }, atLeast: { leaseLooks: leastLooks } };
    const when = replaces === undefined ? isFree : isTheirs;
    if ((await table.update({ type: 'add', key, set, when })) !== undefined) return holder;
    // The answer to the first of two equal writes may have been lost.
    return (await table.get(key))?.['leaseBy'] === holder ? holder : undefined;
  },

  /** Keeps it, and counts a look; false where another has it by now. */
  async keep(account: ProviderAccount, { holder, until }: Lease): Promise<boolean> {
    const change = { set: { leaseUntil: until }, add: { leaseLooks: 1 } };
    const when = { equals: { leaseBy: holder } };
    return (await table.write({ type: 'add', key: gateKey(account), ...change, when })).type === 'done';
  },

  /** Gives it back. `isWaiting`: somebody has to take it soon. */
  async end(account: ProviderAccount, holder: string, isWaiting: boolean): Promise<void> {
    const set = { leaseUntil: isWaiting ? NOBODY : 0 };
    await table.write({ type: 'add', key: gateKey(account), set, when: { equals: { leaseBy: holder } } });
  },

  /** Takes lanes as they were seen in `row`, and keeps the lease: all or nothing. */
  async reserve(
    account: ProviderAccount,
    { holder, until }: Lease,
    { row, lanes, served }: { row: Row | undefined; lanes: readonly FreeLane[]; served: Served },
  ): Promise<boolean> {
    const taking = { holder, leaseUntil: until, served };
    return (await table.update(takingWrite(gateKey(account), { row, lanes }, taking))) !== undefined;
  },
});

export type TurnLeases = ReturnType<typeof turnLeases>;
