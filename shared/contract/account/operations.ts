import { examples } from '../money/examples.ts';
import type { Subject } from '../openapi/operation.ts';
import { requestLimits } from '../wire/limits.ts';
import { callerView, type CallerView } from './answers.ts';

const caller: CallerView = {
  owner: 'ana',
  key: { id: '9f86d081884c7d65', name: 'shop', createdAt: '2026-11-01T09:30:00.000Z' },
  scopes: ['tasks:read', 'tasks:write'],
  operator: false,
  access: ['open', 'key'],
  budget: examples.budget,
  ownerLimits: { readsPerMinute: 30_000, writesPerMinute: 30_000, createsPerMinute: 6000 },
  liveUrl: 'wss://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/live',
  limits: requestLimits,
};

/** The route about the caller. */
export const account: Subject<'readCaller'> = {
  tag: { name: 'Account', description: 'Who you are, and what you may do.' },
  operations: {
    readCaller: {
      description:
        'Whose key this is, which routes it opens, what its owner may still spend, and how much one request may ask for. It will tell more as keys learn more; ignore what you do not know.',
      answers: {
        200: { description: 'You.', content: { schema: callerView, example: caller } },
      },
    },
  },
};
