import type { SimulationOptions } from '../scenarios/simulation-options.ts';
import { Follower } from '../users/follower.ts';
import type { EventHeap } from './event-heap.ts';
import { Gateway } from './gateway.ts';
import { Chance } from './random.ts';
import { Receivers } from './receivers.ts';

/** Who is told what happens to ana's tasks. */
export interface Audience {
  /** Absent where no receiver is named. */
  readonly receivers: Receivers | undefined;
  /** Absent where nobody is ever connected. */
  readonly gateway: Gateway | undefined;
  readonly followers: readonly Follower[];
}

export function audienceOf(
  { seed, receivers, followers = [] }: Pick<SimulationOptions, 'seed' | 'receivers' | 'followers'>,
  heap: EventHeap,
): Audience {
  const gateway = followers.length === 0 ? undefined : new Gateway(heap);
  return {
    receivers: receivers && new Receivers(receivers, new Chance(seed, 8)),
    gateway,
    followers: gateway === undefined ? [] : followers.map((one) => new Follower(one, gateway)),
  };
}
