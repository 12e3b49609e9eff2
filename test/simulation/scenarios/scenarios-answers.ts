import { plainOrder } from '../users/order.ts';
import type { Scenario } from './scenario.ts';

/** Answers of the provider as no page describes them. */
export const answerScenarios: readonly Scenario[] = [
  {
    name: 'a file that is a page about an error at first',
    orders: [plainOrder()],
    provider: [{ files: 'odd-at-first' }],
  },
  {
    name: 'an acceptance in other words',
    orders: [plainOrder()],
    provider: [{ create: 'renamed', callback: 'lost', seconds: 30 }],
  },
  {
    name: 'a call that is refused and taken, as the answer shows',
    orders: [plainOrder()],
    provider: [{ create: 'names-it', callback: 'lost', seconds: 30 }],
  },
];
