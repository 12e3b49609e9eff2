import type { Owner } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import {
  isLeased,
  isOfCreates,
  leaseOf,
  ratesOf,
  windowAt,
  type CountedRequest,
  type Rate,
  type RateLeft,
} from '#domain/limits/request-rates.ts';
import type { RequestCounts, Used } from '#storage/limits/request-counts.ts';
import { Contention } from '#storage/unavailable.ts';

interface CountDependencies {
  readonly counts: RequestCounts;
  readonly limitsOf: (owner: Owner) => Promise<OwnerLimits>;
  readonly clock: { readonly now: () => number };
  /** What this function is called among those that count: nobody else is called so. */
  readonly name: string;
}

/** What became of a request: what is left of each limit that it has to keep, and the one that it would break. */
export interface Counted {
  readonly rates: readonly RateLeft[];
  readonly secondsLeft: number;
  readonly exceeded?: Rate;
  /** Takes so many of the ordered tasks back, which were not made after all; answers with what is left then. */
  readonly giveBack: (creates: number) => Promise<Counted>;
}

/** What this function holds of one counter in one window. */
interface Share {
  /** Leased, and not spent. */
  own: number;
  /** The size of the last lease. */
  last: number;
  /** What nobody had leased when the row was last seen. It only shrinks, so what is more than that is refused unasked. */
  free: number;
}

/** What this function holds for one owner and key in one window. */
interface Purse {
  readonly window: number;
  readonly limits: OwnerLimits;
  readonly shares: Map<string, Share>;
  leasing?: Promise<void>;
  /** How often something was given back, and the last time of it: one comes after the other. */
  given: number;
  giving: Promise<void>;
}

const MOST_PURSES = 1000;
/** After so many leases of which others have taken all, something else is wrong. */
const MOST_TRIES = 100;

function shareIn({ shares }: Purse, { counter, limit }: Rate): Share {
  const share = shares.get(counter) ?? { own: 0, last: 0, free: limit };
  shares.set(counter, share);
  return share;
}

/** Takes parts of those counters of which too little is held: much at once, or, where others have been faster, what is needed. */
const leasing =
  ({ counts }: CountDependencies) =>
  async (owner: Owner, purse: Purse, rates: readonly Rate[]): Promise<void> => {
    const lacking = rates
      .map((rate) => ({ rate, share: shareIn(purse, rate) }))
      .filter(({ rate, share }) => share.own < rate.cost);
    const note = (used: Used): void => {
      for (const { rate, share } of lacking) share.free = rate.limit - (used[rate.counter] ?? 0);
    };
    const amounts = (greed: (rate: Rate, share: Share) => number) =>
      lacking.map(({ rate, share }) => ({
        counter: rate.counter,
        limit: rate.limit,
        amount: Math.max(rate.cost - share.own, Math.min(share.free, greed(rate, share))),
      }));
    const wanted = [amounts(({ limit }, { last }) => leaseOf(limit, last)), amounts(() => 0)];
    for (const parts of wanted) {
      const used = await counts.lease(owner, purse.window, parts);
      note(used ?? (await counts.used(owner, purse.window)));
      if (used === undefined) continue;
      lacking.forEach(({ share }, i) => {
        const { amount = 0 } = parts[i] ?? {};
        share.own += amount;
        share.last = amount;
      });
      return;
    }
  };

/** Takes ordered tasks back that were not made: into what is held, or, where a limit is counted one by one, for everybody. */
const giving =
  ({ counts, name }: CountDependencies) =>
  async (
    owner: Owner,
    purse: Purse,
    { rates, creates }: { readonly rates: readonly Rate[]; readonly creates: number },
  ): Promise<void> => {
    const [held, shared] = [true, false].map((leased) =>
      rates.filter(({ policy, limit }) => isOfCreates(policy) && isLeased(limit) === leased),
    );
    for (const rate of held ?? []) shareIn(purse, rate).own += creates;
    if (shared === undefined || shared.length === 0) return;
    const give = async (): Promise<void> => {
      purse.given += 1;
      const parts = shared.map(({ counter }) => ({ counter, amount: creates }));
      await counts.giveBack(owner, purse.window, { parts, giver: name, time: purse.given });
      for (const rate of shared) shareIn(purse, rate).free += creates;
    };
    // What became of the one before is for whoever gave that.
    const given = purse.giving.catch(() => undefined).then(give);
    purse.giving = given;
    await given;
  };

/** Keeps what this function holds for those who ask; what is of windows that have passed is forgotten. */
function purses({ limitsOf }: CountDependencies) {
  const held = new Map<string, Purse>();
  return async (owner: Owner, key: string | undefined, window: number): Promise<Purse> => {
    const name = `${owner} ${key ?? ''}`;
    const known = held.get(name);
    if (known?.window === window) return known;
    const limits = await limitsOf(owner);
    const meanwhile = held.get(name);
    if (meanwhile?.window === window) return meanwhile;
    if (held.size >= MOST_PURSES) held.clear();
    const fresh: Purse = { window, limits, shares: new Map(), given: 0, giving: Promise.resolve() };
    held.set(name, fresh);
    return fresh;
  };
}

/**
 * Counts requests against the limits of their owner and key, over all functions and never more than a limit in a window.
 * Each function leases a part of what is left and spends that by itself. Throws where the counters cannot be reached.
 */
export const countRequests = (dependencies: CountDependencies) => {
  const { clock } = dependencies;
  const purseOf = purses(dependencies);
  const lease = leasing(dependencies);
  const giveBack = giving(dependencies);

  return async (owner: Owner, request: CountedRequest): Promise<Counted> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const window = windowAt(clock.now());
      const purse = await purseOf(owner, request.key, window.number);
      const rates = ratesOf(request, purse.limits);
      const shares = rates.map((rate) => ({ rate, share: shareIn(purse, rate) }));
      const counted = (exceeded?: Rate): Counted => ({
        rates: shares.map(({ rate, share: { own, free } }) => ({ rate, left: own + free })),
        secondsLeft: window.secondsLeft,
        giveBack: async (creates) => {
          await giveBack(owner, purse, { rates, creates });
          return counted();
        },
        ...(exceeded === undefined ? {} : { exceeded }),
      });
      const over = shares.find(({ rate, share }) => share.own + share.free < rate.cost);
      if (over !== undefined) return counted(over.rate);
      if (shares.every(({ rate, share }) => share.own >= rate.cost)) {
        for (const { rate, share } of shares) share.own -= rate.cost;
        return counted();
      }
      // Whoever asks meanwhile waits for the same lease, and takes his part of it.
      purse.leasing ??= lease(owner, purse, rates).finally(() => delete purse.leasing);
      await purse.leasing;
    }
    throw new Contention(`Gave up after ${MOST_TRIES} tries to count a request`);
  };
};

export type CountRequest = ReturnType<typeof countRequests>;
