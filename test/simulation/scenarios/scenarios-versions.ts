import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

const someOrders = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    plainOrder({ at: 1 + i * 3, key: `key-${i + 1}`, prompt: `order ${i + 1}` }),
  );

/** Two versions of the code at work on the same rows. */
export const versionScenarios: readonly Scenario[] = [
  {
    name: 'two versions of the code at once',
    orders: someOrders(3),
    provider: [{ files: 'at-first' }],
    budget: 100,
    versions: true,
  },
];
