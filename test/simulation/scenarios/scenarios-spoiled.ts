import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;
const FOR_EVER = 100 * HOUR;
const orders = [plainOrder()];
const always = (action: string, seconds = FOR_EVER) => ({ what: 'function', action, seconds }) as const;

/** Tasks that a step of their own can do nothing with: they end all the same, soon after their deadline. */
export const spoiledScenarios: readonly Scenario[] = [
  {
    name: 'a query that always throws',
    orders,
    provider: [{ callback: 'lost', seconds: 61 }],
    budget: 100,
    spoiled: always('query-generation'),
  },
  {
    name: 'a finalization that throws for hours',
    orders,
    provider: [{ outputs: 2 }],
    budget: 100,
    spoiled: always('finalize-task', 5 * HOUR),
  },
  {
    name: 'a finalization that always throws, of a canceled task',
    orders: [plainOrder({ cancelAfterSeconds: 10 })],
    provider: [{ seconds: 61 }],
    budget: 100,
    spoiled: always('finalize-task'),
  },
  {
    name: 'a submission that always throws',
    orders,
    provider: [{}],
    budget: 100,
    spoiled: always('submit-generation'),
  },
  {
    name: 'a job whose row cannot be read',
    orders,
    provider: [{ seconds: 30 }],
    budget: 100,
    spoiled: { what: 'job' },
  },
  {
    name: 'a task that cannot be read for two hours',
    orders,
    provider: [{ seconds: 30 }],
    budget: 100,
    spoiled: { what: 'task', seconds: 2 * HOUR },
  },
];
