import type { Order } from './order.ts';
import type { Chance } from '../engine/random.ts';

const OWNERS = ['ana', 'ben', 'cleo'] as const;
/** A little below the provider's rate limit, with bursts now and then. */
const TASKS_PER_SECOND = 1.2;

/** Budgets of the owners: one that is never reached, one that is, and one owner without. */
export const someBudgets = { ana: { monthly: 9_000_000 }, ben: { monthly: 300_000, daily: 200_000 } };

/** So many orders as a seed would have them: clients that repeat, give up, cancel and race. */
export function population(chance: Chance, count: number): Order[] {
  const crowd = chance.happens(0.3) ? 0.2 : 1;
  const span = (count / TASKS_PER_SECOND) * crowd;
  return Array.from({ length: count }, (_, i): Order => {
    const keyed = chance.happens(0.85);
    return {
      at: Math.round(chance.fraction() * span * 1000) / 1000,
      owner: chance.pick(OWNERS),
      prompt: `order ${i}`,
      images: chance.happens(0.9) ? 1 : (chance.between(2, 4) as 2 | 3 | 4),
      repeats: chance.between(0, 5),
      parallel: keyed && chance.happens(0.05) ? 3 : 1,
      ...(keyed ? { key: `key-${i}` } : {}),
      ...(chance.happens(0.3) ? { priority: chance.pick(['high', 'normal', 'low'] as const) } : {}),
      ...(chance.happens(0.2) ? { keepOutputs: true } : {}),
      ...(keyed && chance.happens(0.03) ? { misuse: true } : {}),
      ...(chance.happens(0.06) ? { cancelAfterSeconds: chance.between(0, 60) } : {}),
      ...(chance.happens(0.04) ? { retries: true } : {}),
      ...(chance.happens(0.03) ? { deletes: true } : {}),
    };
  });
}
