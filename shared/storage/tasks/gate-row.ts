import { latestUse, type FreeLane, type GateRule, type Lane } from '#domain/tasks/lanes.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { Closure } from '#domain/tasks/closure.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Served } from '#domain/tasks/turns.ts';
import { accountName } from '../account-name.ts';
import type { Condition, Key, Row, Write } from '../table/table-port.ts';

/**
 * How the admission gate of an account lies in the table: one row. `lane…` is the last use of a lane, `at…` the same where
 * this version has written it; `late…` is what earlier versions kept of a lane. `shut` and `dear` say what is not sent,
 * `lease…` which execution gives out places, `pass-…` and `clock-…` how much was served, `away` that the account takes no
 * new calls, for whoever reads no accounts: where it says so in error, it is looked at all of them.
 */

type Update = Extract<Write, { type: 'add' }>;

/** Where no call is too dear. */
const NOTHING_IS_TOO_DEAR = Number.MIN_SAFE_INTEGER;

export const gateKey = (account: ProviderAccount): Key => ({
  pk: `gate#${accountName(account)}`,
  sk: 'gate',
});

/**
 * How a row says what is shut: `shut` is 1 while the key is refused; `dear` is the least price that could not be paid, with
 * its sign turned, so that "missing or below" lets through what is cheaper.
 */
const openFor = (price: MilliCredits): Readonly<Record<string, number>> => ({ shut: 1, dear: -price });

/** The write that shuts; of two prices that could not be paid the lower one stays. */
export function shuttingWrite(key: Key, closure: Closure): Update {
  if (closure.type === 'key') return { type: 'add', key, set: { shut: 1 } };
  const dear = -closure.price;
  return { type: 'add', key, set: { dear }, when: { belowOrMissing: { dear } } };
}

/** The write that opens what this closure has shut. */
export const openingWrite = (key: Key, { type }: Closure): Update => ({
  type: 'add',
  key,
  set: type === 'key' ? { shut: 0 } : { dear: NOTHING_IS_TOO_DEAR },
});

/** The write that notes whether an account takes new calls. */
export const awayWrite = (account: ProviderAccount, isAway: boolean): Update => ({
  type: 'add',
  key: gateKey(account),
  set: { away: isAway ? 1 : 0 },
});

const numberAt = (row: Row | undefined, name: string): number => {
  const value = row?.[name];
  return typeof value === 'number' ? value : 0;
};

/** What is shut, as a row says it. */
export function closuresIn(row: Row): readonly Closure[] {
  const price = -numberAt(row, 'dear');
  const isDear = row['dear'] !== undefined && price !== -NOTHING_IS_TOO_DEAR;
  return [
    ...(row['shut'] === 1 ? [{ type: 'key' } as const] : []),
    ...(isDear ? [{ type: 'credit', price } as const] : []),
  ];
}

/** What keeps a call of this price from being sent. */
export const closureFor = (row: Row | undefined, price: MilliCredits): Closure | undefined =>
  row && closuresIn(row).find((closure) => closure.type === 'key' || price >= closure.price);

/** All lanes, as a row says them. */
export const lanesIn = ({ creates }: GateRule, row: Row | undefined): readonly Lane[] =>
  Array.from({ length: creates }, (_, lane) => {
    const [use, late] = [numberAt(row, `lane${lane}`), numberAt(row, `late${lane}`)];
    return { use: Math.max(use, late), isExact: use >= late && numberAt(row, `at${lane}`) === use };
  });

/** Whether places may have to be given out: from the first one that waits until somebody finds that none does. */
export const isLedIn = (row: Row | undefined): boolean => numberAt(row, 'leaseUntil') > 0;

/** Until when an execution gives out places, unless it says so again. */
export const ledUntil = (row: Row | undefined): number => numberAt(row, 'leaseUntil');

/** The number of the last execution that gave out places, and how often it has looked. */
export const generationIn = (row: Row | undefined): number => numberAt(row, 'leaseGeneration');
export const looksIn = (row: Row | undefined): number => numberAt(row, 'leaseLooks');

export const servedIn = (row: Row | undefined): Served => {
  const of = (what: string) => ({
    high: numberAt(row, `${what}-high`),
    normal: numberAt(row, `${what}-normal`),
    low: numberAt(row, `${what}-low`),
  });
  return { passes: of('pass'), clocks: of('clock') };
};

const servedMembers = ({ passes, clocks }: Served): Record<string, number> =>
  Object.fromEntries([
    ...Object.entries(passes).map(([name, value]) => [`pass-${name}`, value]),
    ...Object.entries(clocks).map(([name, value]) => [`clock-${name}`, value]),
  ]) as Record<string, number>;

/** What a lane has to be for it to be taken: as it was seen, or freer. */
function unused(row: Row | undefined, lane: number): Record<string, number> {
  const late = numberAt(row, `late${lane}`);
  return {
    [`lane${lane}`]: numberAt(row, `lane${lane}`) + 1,
    ...(late === 0 ? {} : { [`late${lane}`]: late + 1 }),
  };
}

/** What goes with a taking: that the price can be paid, or that the lease is still ours, and what was served. */
export interface Taking {
  readonly price?: MilliCredits;
  readonly holder?: string;
  readonly leaseUntil?: number;
  readonly served?: Served;
}

/** The write that takes lanes, provided that they still are as they were seen in `row`. */
export function takingWrite(
  key: Key,
  { row, lanes }: { readonly row: Row | undefined; readonly lanes: readonly FreeLane[] },
  { price, holder, leaseUntil, served }: Taking,
): Update {
  const set: Record<string, number> = {
    ...(leaseUntil === undefined ? {} : { leaseUntil }),
    ...(served === undefined ? {} : servedMembers(served)),
  };
  const below: Record<string, number> = price === undefined ? { shut: 1 } : { ...openFor(price) };
  for (const { lane, at } of lanes) {
    set[`lane${lane}`] = latestUse(at);
    set[`at${lane}`] = latestUse(at);
    Object.assign(below, unused(row, lane));
  }
  const when: Condition = {
    belowOrMissing: below,
    ...(holder === undefined ? {} : { equals: { leaseBy: holder } }),
  };
  return { type: 'add', key, set, when };
}

/** The write that notes when a call has left, so that its lane is free a window later. */
export const leavingWrite = (
  key: Key,
  { lane, at }: FreeLane,
  { sentAt }: { readonly sentAt: number },
): Update => ({
  type: 'add',
  key,
  set: { [`lane${lane}`]: sentAt, [`at${lane}`]: sentAt },
  when: { equals: { [`lane${lane}`]: latestUse(at) } },
});
