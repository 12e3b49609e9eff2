import { DISPATCH_LATE_MS } from '#domain/tasks/limits.ts';
import { beginDispatch } from './begin-dispatch.ts';
import { givePlaces, type Pass } from './give-places.ts';
import type { LookOrder, TurnDependencies } from './turn-dependencies.ts';

/** What a look came to: in how many seconds the next one is due, or that there is none. */
export interface Look {
  readonly next: 'wait' | 'over';
  readonly seconds: number;
}

/** The machine waits for whole seconds; what is less is waited for in the look. */
const LEAST_WAIT_MS = 1000;
/** So often places are given out in one look, where some turned out to be canceled, or somebody was faster. */
const MOST_PASSES = 6;

const OVER: Look = { next: 'over', seconds: 0 };

/** Gives out all places that are free, and says what is left to do. */
const lookOnce = (dependencies: TurnDependencies, order: LookOrder) => {
  const { clock } = dependencies;
  const pass = givePlaces(dependencies, order);
  return async (): Promise<Pass> => {
    let last = await pass();
    let hasWaited = false;
    for (let passes = 1; passes < MOST_PASSES; passes += 1) {
      if (last.type === 'none') {
        const wait = last.at - clock.now();
        if (hasWaited || wait >= LEAST_WAIT_MS) return last;
        hasWaited = true;
        if (wait > 0) await clock.sleep(wait);
      } else if (last.type !== 'gave') return last;
      last = await pass();
    }
    return last;
  };
};

/**
 * One look: gives those that wait at an account all places that are free, up to a window's at once, and says when the next
 * is due. The machine waits until then. Whoever has the lease may look; where it ends early, whoever joins next or the
 * sweeper begins anew. What dies with a look is the places that it had taken, for a window.
 */
export const giveTurns = (dependencies: TurnDependencies) => {
  const { leases, waiting, clock, mostLooks } = dependencies;
  const begin = beginDispatch(dependencies);

  /** The next look, unless another execution has the lease by now. */
  const again = async ({ holder, ...account }: LookOrder, at: number): Promise<Look> => {
    const now = clock.now();
    const seconds = Math.max(1, Math.floor((at - now) / 1000));
    const lease = { holder, until: now + seconds * 1000 + DISPATCH_LATE_MS };
    return (await leases.keep(account, lease)) ? { next: 'wait', seconds } : OVER;
  };

  return async (order: LookOrder): Promise<Look> => {
    const { holder, ...account } = order;
    const last = await lookOnce(dependencies, order)();
    switch (last.type) {
      case 'lost':
        return OVER;
      case 'shut':
        await leases.end(account, holder, true); // the sweeper begins anew once it is open
        return OVER;
      case 'empty':
        await leases.end(account, holder, false);
        // Who has come meanwhile may have seen the lease as it was.
        return (await waiting.lines(account)).length === 0 ? OVER : again(order, clock.now());
      case 'gave':
        return again(order, clock.now());
      case 'none':
        if (last.looks < mostLooks) return again(order, last.at);
        await begin(account, { replaces: holder });
        return OVER;
    }
  };
};
