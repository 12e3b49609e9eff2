import type { Priority } from '#domain/tasks/task.ts';
import { plainOrder, type Order } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

const crowd = (count: number, more: (i: number) => Partial<Order> = () => ({})): Order[] =>
  Array.from({ length: count }, (_, i) =>
    plainOrder({ at: 1 + i / 100, key: `key-${i}`, prompt: `order ${i}`, ...more(i) }),
  );

const classes = ['low', 'normal', 'high'] as const satisfies readonly Priority[];

/** More tasks at once than the provider takes. */
export const queueScenarios: readonly Scenario[] = [
  { name: 'three at once, one call at a time', orders: crowd(3), provider: [{}], gate: 1 },
  {
    name: 'six at once of two owners in three classes, two calls at a time',
    orders: crowd(6, (i) => ({ owner: i % 2 === 0 ? 'ana' : 'ben', priority: classes[i % 3] ?? 'low' })),
    provider: [{}],
    gate: 2,
  },
  {
    name: 'four at once, of which two are canceled while they wait, and one is removed',
    orders: crowd(4, (i) => ({
      ...(i === 1 || i === 2 ? { cancelAfterSeconds: 6 } : {}),
      ...(i === 2 ? { deletes: true } : {}),
    })),
    provider: [{}],
    gate: 1,
  },
  {
    name: 'three at once, at a provider that is busy, then refuses our key for five minutes',
    orders: crowd(3),
    provider: [{ create: 'busy' }, {}],
    gate: 1,
    outage: { what: 'key', from: 8, seconds: 300 },
  },
  {
    name: 'two at once, and two more as soon as the first have gone, one call at a time',
    orders: crowd(4).map((order, i) => ({ ...order, at: i < 2 ? order.at : order.at + 13 })),
    provider: [{}],
    gate: 1,
  },
  {
    name: 'two at once, one call at a time, by executions that were started before there was a queue',
    orders: crowd(2),
    provider: [{}],
    gate: 1,
    beforeQueue: true,
  },
  {
    name: 'a picture of four, two calls at a time, without callbacks',
    orders: [plainOrder({ images: 4 })],
    provider: [{ seconds: 30 }],
    gate: 2,
    callbacks: false,
  },
];
