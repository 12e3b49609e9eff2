import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

const HOUR = 3600;
const ends = ['task.succeeded', 'task.failed', 'task.canceled', 'task.late_result', 'task.cost_final'];

/** Receivers that are told what happens to tasks. */
export const webhookScenarios: readonly Scenario[] = [
  {
    name: 'a task of which one receiver is told all, and another, which is away at first, the end',
    orders: [plainOrder()],
    provider: [{ seconds: 20 }],
    receivers: [
      { name: 'all', answers: [204] },
      { name: 'end', events: ends, answers: ['is away', 500, 200] },
    ],
  },
  {
    name: 'told of a task with two jobs that is canceled, and of one that is deleted',
    orders: [
      plainOrder({ images: 2, cancelAfterSeconds: 15 }),
      plainOrder({ at: 40, key: 'key-2', prompt: 'order 2', deletes: true }),
    ],
    provider: [{ seconds: 30 }],
    receivers: [{ name: 'all', answers: [204] }],
  },
  {
    name: 'a receiver that wants nothing any more, and another that hears of it',
    orders: [plainOrder(), plainOrder({ at: 200, key: 'key-2', prompt: 'order 2' })],
    provider: [{ seconds: 20 }],
    receivers: [
      { name: 'gone', answers: [200, 410] },
      { name: 'there', events: ['task.failed'], answers: [200] },
    ],
  },
  {
    name: 'a receiver that is away, and wants nothing any more when the task is deleted of which it was to hear',
    orders: [
      plainOrder({ deleteAfterSeconds: 1250 }),
      plainOrder({ at: 1260, key: 'key-2', prompt: 'order 2' }),
    ],
    provider: [{ seconds: 20 }],
    receivers: [{ name: 'all', answers: [...Array<'is away'>(15).fill('is away'), 410] }],
  },
  {
    name: 'told of a price that comes late',
    orders: [plainOrder()],
    provider: [{ latePriceSeconds: 3 * HOUR }],
    receivers: [{ name: 'end', events: ends, answers: [204] }],
  },
  {
    name: 'told of a task that an operator takes up again',
    orders: [plainOrder()],
    provider: [{ create: 'no-id', callback: 'lost', seconds: 30 }],
    operator: 'adopt',
    receivers: [{ name: 'all', answers: [204] }],
  },
  {
    name: 'told how three tasks ended that name the same place, which is away at first',
    orders: [
      plainOrder({ callback: 'shop' }),
      plainOrder({ at: 30, key: 'key-2', prompt: 'order 2', callback: 'shop', cancelAfterSeconds: 5 }),
      plainOrder({ at: 60, key: 'key-3', prompt: 'order 3' }),
      plainOrder({ at: 200, key: 'key-4', prompt: 'order 4', callback: 'shop' }),
    ],
    provider: [{ seconds: 20 }],
    receivers: [{ name: 'shop', namedByTasks: true, answers: ['is away', 204, 410, 204] }],
  },
];
