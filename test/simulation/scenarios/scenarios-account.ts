import { plainOrder } from '../users/order.ts';
import { plainUpload } from '../users/upload-order.ts';
import type { Scenario } from './scenario.ts';

const fourAtOnce = [0, 1, 2, 3].map((i) =>
  plainOrder({ at: 1 + i / 100, key: `key-${i}`, prompt: `order ${i}` }),
);

/** Scenarios of our account at the provider: its key, and what is in it. */
export const accountScenarios: readonly Scenario[] = [
  {
    name: 'more pictures by polling than may be asked after at a time',
    seed: 3,
    orders: [0, 1, 2, 3].map((i) => plainOrder({ key: `key-${i}`, prompt: `order ${i}` })),
    provider: [{ seconds: 25 }],
    callbacks: false,
    mostQuestions: 2,
  },
  {
    name: 'a provider that refuses our key at first',
    orders: [plainOrder(), plainOrder({ at: 20, key: 'key-2', prompt: 'order 2' })],
    provider: [{}],
    outage: { what: 'key', from: 0, seconds: 150 },
  },
  {
    name: 'a provider that refuses our key in one call',
    orders: [plainOrder(), plainOrder({ at: 20, key: 'key-2', prompt: 'order 2' })],
    provider: [{ create: 'auth' }, {}],
  },
  {
    name: 'a job that is asked after while our key is refused',
    orders: [plainOrder()],
    provider: [{}],
    outage: { what: 'key', from: 15, seconds: 60 },
  },
  {
    name: 'a key that is replaced while functions remember the old one',
    orders: [plainOrder(), plainOrder({ at: 20, key: 'key-2', prompt: 'order 2' })],
    provider: [{ seconds: 30 }],
    outage: { what: 'old-key', from: 15, seconds: 200_000 },
  },
  {
    name: 'an account that is empty for minutes',
    orders: [0, 100].map((at, i) => plainOrder({ at, key: `key-${i}`, prompt: `order ${i}` })),
    provider: [{}],
    outage: { what: 'credits', from: 0, seconds: 250 },
  },
  {
    name: 'four at once with two accounts, of which the first is empty',
    seed: 5,
    orders: fourAtOnce,
    provider: [{}],
    accounts: ['second'],
    gate: 1,
    outage: { what: 'credits', from: 8, seconds: 60 },
  },
  {
    name: 'four at once with two accounts, of which the second is drained',
    seed: 1,
    orders: fourAtOnce,
    provider: [{}],
    accounts: ['second'],
    drained: { account: 'second', at: 8 },
    gate: 1,
  },
  {
    name: 'a file of which two accounts need copies',
    orders: [1, 3].map((at) =>
      plainOrder({ at, key: `key-${at}`, prompt: `order ${at}`, picture: 'upload' }),
    ),
    provider: [{}],
    accounts: ['second'],
    gate: 1,
  },
  {
    name: 'a file that the provider takes no copy of, while it refuses our key',
    orders: [],
    uploadOrders: [plainUpload({ order: {} })],
    provider: [{}],
    outage: { what: 'key', from: 0, seconds: 150 },
  },
];
