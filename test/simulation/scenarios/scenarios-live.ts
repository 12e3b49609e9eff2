import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

/** Clients that are connected, and are told what happens to tasks. */
export const liveScenarios: readonly Scenario[] = [
  {
    name: 'connected all along, beside a slow one that follows a prompt, and one that comes an hour later',
    orders: [
      plainOrder({ at: 5, promptId: 'boats' }),
      plainOrder({ at: 8, owner: 'ben', key: 'key-2', prompt: 'order 2' }),
    ],
    provider: [{ seconds: 20 }],
    followers: [
      { name: 'page', target: 'owner', from: 0, to: 900 },
      { name: 'slow', target: { prompt: 'boats' }, slowSeconds: 4, from: 1, to: 900 },
      { name: 'later', target: 'owner', from: 4000, to: 4100 },
    ],
  },
  {
    name: 'a network that breaks while tasks go on, and a message that cannot be handed over',
    orders: [plainOrder({ at: 5 }), plainOrder({ at: 400, key: 'key-2', prompt: 'order 2' })],
    provider: [{ seconds: 20 }],
    followers: [
      { name: 'page', target: 'owner', from: 0, to: 1200, breaks: [20], awaySeconds: 25, unheard: [12, 14] },
    ],
  },
  {
    name: 'a page of one task whose token ends before it, and a program whose key is revoked',
    orders: [
      plainOrder({ at: 5 }),
      plainOrder({ at: 30, key: 'key-2', prompt: 'order 2', cancelAfterSeconds: 20 }),
    ],
    provider: [{ seconds: 300 }],
    followers: [
      { name: 'page', target: { key: 'key-1' }, from: 0, to: 900, ends: { at: 200, by: 'time' } },
      { name: 'program', target: 'owner', from: 0, to: 900, ends: { at: 200, by: 'revocation' } },
    ],
  },
  {
    name: 'the first who is connected comes while the end of a task is being written, and is away soon after',
    orders: [plainOrder(), plainOrder({ at: 29, key: 'key-2', prompt: 'order 2' })],
    provider: [{ seconds: 20 }],
    straggler: { action: 'finalize-task', operation: 'table.transact#task+ledger+usage', seconds: 10 },
    followers: [{ name: 'page', target: 'owner', from: 26, to: 900, breaks: [40], awaySeconds: 25 }],
  },
];
