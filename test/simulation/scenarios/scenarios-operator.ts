import { plainOrder, type Order } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

const one = (more: Partial<Order> = {}): readonly Order[] => [plainOrder(more)];

/** Calls of which nobody knows what became of them, and an operator who decides. */
export const operatorScenarios: readonly Scenario[] = [
  {
    name: 'an operator who finds a lost call',
    orders: one(),
    provider: [{ create: 'no-id', callback: 'lost', seconds: 30 }],
    operator: 'adopt',
    budget: 100,
  },
  {
    name: 'an operator who finds the lost call of a canceled task',
    orders: one({ cancelAfterSeconds: 60 }),
    provider: [{ create: 'no-id', callback: 'lost', seconds: 30 }],
    operator: 'adopt',
    budget: 100,
  },
  {
    name: 'an operator who has a lost call made again',
    orders: one(),
    provider: [{ create: 'breaks' }, {}],
    operator: 'resubmit',
  },
  {
    name: 'an operator who writes a lost call off',
    orders: one(),
    provider: [{ create: 'breaks' }],
    operator: 'write-off',
  },
];
