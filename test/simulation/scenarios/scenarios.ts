import { plainOrder, type Order } from '../users/order.ts';
import { accountScenarios } from './scenarios-account.ts';
import { answerScenarios } from './scenarios-answers.ts';
import { atOnceScenarios } from './scenarios-at-once.ts';
import { deletionScenarios } from './scenarios-deletion.ts';
import { fileScenarios } from './scenarios-files.ts';
import { liveScenarios } from './scenarios-live.ts';
import { webhookScenarios } from './scenarios-webhooks.ts';
import { limitScenarios } from './scenarios-limits.ts';
import { operatorScenarios } from './scenarios-operator.ts';
import { priceScenarios } from './scenarios-prices.ts';
import { queueScenarios } from './scenarios-queue.ts';
import { spoiledScenarios } from './scenarios-spoiled.ts';
import { versionScenarios } from './scenarios-versions.ts';
import type { Scenario } from './scenario.ts';

const one = (more: Partial<Order> = {}): readonly Order[] => [plainOrder(more)];

const lives: readonly Scenario[] = [
  { name: 'a picture by callback', orders: one(), provider: [{}] },
  {
    name: 'a picture by polling',
    orders: one(),
    provider: [{ seconds: 9, hiddenSeconds: 3 }],
    callbacks: false,
  },
  { name: 'a callback that is lost', orders: one(), provider: [{ seconds: 61, callback: 'lost' }] },
  { name: 'a callback that comes too early', orders: one(), provider: [{ callback: 'early', seconds: 3 }] },
  {
    name: 'four pictures, two calls at a time',
    orders: one({ images: 4 }),
    provider: [{}, { seconds: 40 }],
    gate: 3,
  },
  { name: 'two pictures, one call at a time', orders: one({ images: 2 }), provider: [{}], gate: 1 },
  { name: 'five files of one call', orders: one(), provider: [{ outputs: 5, files: 'at-first' }] },
  { name: 'an accepted call without an answer', orders: one(), provider: [{ create: 'breaks-after' }] },
  {
    name: 'a call that was not accepted, without an answer',
    orders: one(),
    provider: [{ create: 'breaks' }],
  },
  {
    name: 'an accepted call without an answer, and a callback after the end',
    orders: one(),
    provider: [{ create: 'gateway', seconds: 4000 }],
  },
  {
    name: 'an accepted call without an answer, and a callback after the last check',
    orders: one(),
    provider: [{ create: 'gateway', seconds: 100_000 }],
  },
  {
    name: 'an accepted call without an answer, and a callback after its task was deleted',
    orders: one({ deleteAfterSeconds: 95_000 }),
    provider: [{ create: 'gateway', seconds: 100_000 }],
  },
  { name: 'a provider that is busy at first', orders: one(), provider: [{ create: 'busy' }, {}] },
  { name: 'a provider that is busy until it is too late', orders: one(), provider: [{ create: 'busy' }] },
  { name: 'a provider that refuses', orders: one(), provider: [{ create: 'invalid' }] },
  {
    name: 'a job that fails',
    orders: one({ retries: true }),
    provider: [{ end: 'fail', tellsPrice: false }, {}],
  },
  {
    name: 'forged callbacks',
    orders: one(),
    provider: [{ oddWord: true, seconds: 70 }],
    forgeries: true,
  },
  {
    name: 'two jobs mixed up by the provider',
    orders: [plainOrder(), plainOrder({ at: 5, key: 'key-2', prompt: 'order 2' })],
    provider: [{ create: 'gateway', callback: 'lost' }, {}],
    mixUps: true,
  },
  {
    name: 'the right callback after a wrong one',
    orders: [plainOrder(), plainOrder({ at: 5, key: 'key-2', prompt: 'order 2' })],
    provider: [{ create: 'gateway', seconds: 300 }, {}],
    mixUps: true,
  },
  {
    name: 'the right callback before a wrong one, and none that reads it',
    orders: [plainOrder(), plainOrder({ at: 5, key: 'key-2', prompt: 'order 2' })],
    provider: [{ create: 'breaks-after', seconds: 4 }, {}],
    mixUps: true,
  },
  {
    name: 'a call that breaks off, at a provider that echoes no address',
    orders: one(),
    provider: [{ create: 'breaks-after', echoesAddress: false }],
  },
  { name: 'a curious client', orders: one({ curious: true }), provider: [{}], budget: 100 },
  { name: 'a job without a result', orders: one(), provider: [{ end: 'empty', tellsPrice: false }] },
  {
    name: 'a job whose files are named four minutes after its end',
    orders: one(),
    provider: [{ lateFilesSeconds: 240 }],
  },
  { name: 'a job that comes very late', orders: one(), provider: [{ seconds: 9000, callback: 'lost' }] },
  { name: 'a job that never ends', orders: one(), provider: [{ seconds: 'never' }] },
  { name: 'a file that is gone', orders: one(), provider: [{ files: 'gone' }] },
  { name: 'files that are gone after half a minute', orders: one(), provider: [{ files: 'fleeting' }] },
  { name: 'files that break off in the middle', orders: one(), provider: [{ outputs: 2, files: 'torn' }] },
  { name: 'a file beside the result', orders: one(), provider: [{ outputs: 2, beside: 'good' }] },
  { name: 'a file beside the result that is gone', orders: one(), provider: [{ beside: 'gone' }] },
  { name: 'files that have moved', orders: one(), provider: [{ outputs: 2, files: 'moved' }] },
  {
    name: 'a store that is down for an hour',
    orders: one(),
    provider: [{ outputs: 2 }],
    outage: { what: 'store', from: 0, seconds: 3600 },
  },
  {
    name: 'a store whose keys are wrong for an hour, and an operator who sets them right',
    orders: one(),
    provider: [{}],
    outage: { what: 'store-keys', from: 0, seconds: 3600 },
    operator: 'archive-again',
  },
  {
    name: 'files that cannot be reached for three hours',
    orders: one(),
    provider: [{}],
    outage: { what: 'result-host', from: 0, seconds: 3 * 3600 },
  },
  {
    name: 'files on a host that may not be asked for an hour',
    orders: one(),
    provider: [{}],
    outage: { what: 'host-list', from: 0, seconds: 3600 },
  },
  { name: 'a file of an odd kind', orders: one(), provider: [{ files: 'odd' }] },
  {
    name: 'canceled before it is sent',
    orders: [
      plainOrder({ images: 4 }),
      plainOrder({ at: 2, key: 'key-2', prompt: 'order 2', cancelAfterSeconds: 5 }),
    ],
    provider: [{}],
    gate: 3,
    budget: 100,
  },
  {
    name: 'canceled while it is being sent',
    orders: [0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2].map((seconds, i) =>
      plainOrder({ at: 1 + i, key: `key-${i}`, prompt: `order ${i}`, cancelAfterSeconds: seconds }),
    ),
    provider: [{}],
    budget: 100,
  },
  {
    name: 'canceled while the fate of its call is unknown',
    orders: one({ cancelAfterSeconds: 60 }),
    provider: [{ create: 'breaks' }],
    budget: 100,
  },
  {
    name: 'canceled while it runs, outputs discarded',
    orders: one({ cancelAfterSeconds: 10 }),
    provider: [{}],
    budget: 100,
  },
  {
    name: 'canceled while it runs, outputs kept',
    orders: one({ cancelAfterSeconds: 10, keepOutputs: true }),
    provider: [{ callback: 'lost', seconds: 30 }],
    budget: 100,
  },
  {
    name: 'canceled while it runs, then deleted at once',
    orders: one({ cancelAfterSeconds: 10, deletes: true, keepOutputs: true }),
    provider: [{ seconds: 200 }],
    budget: 100,
  },
  {
    name: 'a picture made from an upload, and another from a third party’s picture',
    orders: [
      plainOrder({ picture: 'upload' }),
      plainOrder({ at: 30, key: 'key-2', prompt: 'order 2', picture: 'third party' }),
    ],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'a picture made from the one before',
    orders: [plainOrder(), plainOrder({ at: 90, key: 'key-2', prompt: 'order 2', picture: 'first output' })],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'a picture made from what is not there',
    orders: [
      plainOrder({ picture: 'dead link' }),
      plainOrder({ at: 3, key: 'key-2', prompt: 'order 2', picture: 'no upload' }),
    ],
    provider: [{}],
    cleanup: true,
  },
  {
    name: 'canceled while its files come in, and the bucket walked through',
    orders: [7.4, 7.45, 7.5].map((seconds, i) =>
      plainOrder({ at: 1 + i, key: `key-${i}`, prompt: `order ${i}`, cancelAfterSeconds: seconds }),
    ),
    provider: [{ seconds: 4 }],
    cleanup: true,
  },
  {
    name: 'three equal requests at once, under a budget',
    orders: [
      plainOrder({ parallel: 3, misuse: true }),
      plainOrder({ at: 1.01, key: 'key-2', prompt: 'order 2' }),
      plainOrder({ at: 1.02, key: 'key-3', prompt: 'order 3' }),
    ],
    provider: [{}],
    budget: 8,
  },
];

/** All plots: the first two are those of a paid call. */
export const scenarios: readonly Scenario[] = [
  ...lives,
  ...operatorScenarios,
  ...accountScenarios,
  ...deletionScenarios,
  ...priceScenarios,
  ...answerScenarios,
  ...spoiledScenarios,
  ...atOnceScenarios,
  ...fileScenarios,
  ...versionScenarios,
  ...limitScenarios,
  ...webhookScenarios,
  ...liveScenarios,
  ...queueScenarios,
];
