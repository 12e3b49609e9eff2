import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

/** Tasks that are deleted, perhaps while invocations still run for them, and made anew under the same key. */
export const deletionScenarios: readonly Scenario[] = [
  {
    name: 'made and deleted',
    orders: [plainOrder({ deletes: true })],
    provider: [{ outputs: 2 }],
    budget: 100,
  },
  {
    name: 'deleted before a second invocation has recorded its file',
    orders: [plainOrder({ deleteAfterSeconds: 100 })],
    provider: [{}],
    straggler: { action: 'finalize-task', operation: 'table.write#output', seconds: 300, second: true },
    cleanup: true,
  },
  {
    name: 'deleted before a second invocation has stored its file',
    orders: [plainOrder({ deleteAfterSeconds: 100 })],
    provider: [{}],
    straggler: { action: 'finalize-task', operation: 'media.keep', seconds: 300, second: true },
    cleanup: true,
  },
  {
    // A visit begins at 33.5 s; one that fails there is repeated at 34.3 s at the earliest.
    name: 'canceled between two visits of Finalize, and deleted',
    orders: [plainOrder({ cancelAfterSeconds: 33, deleteAfterSeconds: 60 })],
    provider: [{ seconds: 30, outputs: 2 }],
  },
  {
    name: 'canceled and deleted before it is claimed',
    orders: [plainOrder({ picture: 'upload', cancelAfterSeconds: 2, deleteAfterSeconds: 4 })],
    provider: [{}],
    straggler: { action: 'submit-generation', operation: 'provider.upload', seconds: 7 },
    budget: 100,
    cleanup: true,
  },
  {
    name: 'made anew under the key of one that was deleted',
    orders: [plainOrder({ deletes: true, anewAfterSeconds: 1 })],
    provider: [{ seconds: 30 }, { seconds: 40 }],
    budget: 100,
  },
  {
    name: 'made anew before a second invocation has recorded the file of the one before',
    orders: [plainOrder({ deleteAfterSeconds: 100, anewAfterSeconds: 1 })],
    provider: [{ seconds: 30 }, { seconds: 300 }],
    straggler: { action: 'finalize-task', operation: 'table.write#output', seconds: 120, second: true },
    cleanup: true,
  },
  {
    name: 'made anew before a second invocation has stored the file of the one before',
    orders: [plainOrder({ deleteAfterSeconds: 100, anewAfterSeconds: 1 })],
    provider: [{ seconds: 30 }, { seconds: 300 }],
    straggler: { action: 'finalize-task', operation: 'media.keep', seconds: 120, second: true },
    cleanup: true,
  },
  {
    name: 'made anew after the one before was canceled and deleted, and before that is claimed',
    orders: [
      plainOrder({ picture: 'upload', cancelAfterSeconds: 2, deleteAfterSeconds: 4, anewAfterSeconds: 0.5 }),
    ],
    provider: [{}],
    straggler: { action: 'submit-generation', operation: 'provider.upload', seconds: 7 },
    budget: 100,
    cleanup: true,
  },
];
