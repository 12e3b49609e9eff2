import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

/** Calls of a service that answers with the result itself. */
export const atOnceScenarios: readonly Scenario[] = [
  {
    name: 'a call that is answered with two files',
    orders: [plainOrder({ atOnce: true })],
    provider: [{ outputs: 2 }],
  },
  {
    name: 'a call that is answered with a file of an odd kind, and one with none',
    orders: [
      plainOrder({ atOnce: true }),
      plainOrder({ at: 9, key: 'key-2', prompt: 'order 2', atOnce: true }),
    ],
    provider: [{ files: 'odd' }, { end: 'empty' }],
  },
  {
    name: 'a call that was to be answered with files, without an answer',
    orders: [plainOrder({ atOnce: true })],
    provider: [{ create: 'gateway' }],
    operator: 'adopt',
  },
  {
    name: 'calls that are answered with files, busy, refused, and canceled on the way',
    orders: [
      plainOrder({ atOnce: true }),
      plainOrder({ at: 30, key: 'key-2', prompt: 'order 2', atOnce: true }),
      ...[0.1, 0.5, 1.5].map((seconds, i) =>
        plainOrder({
          at: 60 + i,
          key: `key-${i + 3}`,
          prompt: `order ${i + 3}`,
          atOnce: true,
          cancelAfterSeconds: seconds,
        }),
      ),
    ],
    provider: [{ create: 'busy' }, {}, { create: 'invalid' }, {}],
    budget: 100,
  },
  {
    // A picture may take half an hour: what waits for more than three minutes has its deadline moved.
    name: 'two pictures, one call in four minutes',
    orders: [plainOrder({ images: 2 })],
    provider: [{}],
    gate: 1,
    windowSeconds: 240,
  },
];
