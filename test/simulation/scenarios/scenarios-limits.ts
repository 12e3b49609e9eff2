import { plainOrder, type Order } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

const orders = (count: number, more: (i: number) => Partial<Order>): readonly Order[] =>
  Array.from({ length: count }, (_, i) =>
    plainOrder({ key: `key-${i + 1}`, prompt: `order ${i + 1}`, limited: true, ...more(i) }),
  );

/** Owners who may have only so many tasks open. */
export const limitScenarios: readonly Scenario[] = [
  {
    name: 'four orders at once, each sent twice, of which two may be open',
    orders: orders(4, () => ({ at: 5, parallel: 2, repeats: 8 })),
    provider: [{ seconds: 6 }, { end: 'fail' }],
    openTasks: [{ at: 0, limit: 2 }],
    budget: 100,
  },
  {
    name: 'orders canceled, retried and deleted, of which two may be open',
    orders: orders(3, (i) => ({
      at: 5 + i,
      repeats: 8,
      ...(i === 0 ? { cancelAfterSeconds: 2, retries: true } : { deletes: true }),
    })),
    provider: [{ seconds: 9 }],
    openTasks: [{ at: 0, limit: 2 }],
  },
  {
    name: 'a limit that comes when three are open, is lowered and lifted',
    orders: [
      ...orders(3, () => ({ at: 1 })),
      ...orders(2, (i) => ({ at: 150 + i, repeats: 6, key: `late-${i}`, prompt: `late ${i}` })),
      ...orders(1, () => ({ at: 700, key: 'last', prompt: 'last' })),
    ],
    provider: [{ seconds: 200 }],
    openTasks: [
      { at: 10, limit: 4 },
      { at: 160, limit: 2 },
      { at: 400, limit: null },
    ],
  },
  {
    name: 'an operator finds a lost call of an owner who may have one task open',
    orders: orders(2, (i) => ({ at: 5 + i * 4000 })),
    provider: [{ create: 'no-id', callback: 'lost', seconds: 30 }, {}],
    operator: 'adopt',
    openTasks: [{ at: 0, limit: 1 }],
  },
  {
    name: 'a limit of open tasks, beside a version that knows of none',
    orders: orders(4, (i) => ({ at: 5 + i * 2, repeats: 6, deletes: i !== 1 })),
    provider: [{ seconds: 20 }],
    openTasks: [{ at: 0, limit: 3 }],
    earlier: true,
  },
];
