import * as z from 'zod';
import type { Subject } from '../openapi/operation.ts';
import { budgetHistoryView, budgetView, usageView } from './answers.ts';
import { examples } from './examples.ts';
import { budgetBody } from './requests.ts';

/** The routes about what is spent, and what may be. */
export const money: Subject<'readUsage' | 'readBudget' | 'setBudget'> = {
  tag: { name: 'Money', description: 'What you have spent, and what you may.' },
  parameters: { owner: z.string().meta({ description: 'The owner of API keys.', example: 'ana' }) },
  operations: {
    readUsage: {
      description:
        'What you have spent since the first of the month (UTC), by model, and what your budget leaves. Read from the books: what has been settled, not what was estimated.',
      answers: {
        200: { description: 'Month to date.', content: { schema: usageView, example: examples.usage } },
      },
    },
    readBudget: {
      description:
        'What an owner may spend, and every change of it: who, when, from what to what, and why where that was said.',
      answers: {
        200: {
          description: 'The budget as it is now, and its changes.',
          content: { schema: budgetHistoryView, example: examples.budgetHistory },
        },
      },
      refusals: ['not_found'],
    },
    setBudget: {
      description:
        'Sets what an owner may spend in a month and in a day (UTC). A side that is left out stays as it is, and `null` lifts its limit. What is reserved and spent stays; a limit below it leaves nothing free, and refuses new tasks until that has changed. A first limit counts what has been settled in its month and day before, but not what is under way. The change is written down with the owner of your key; limits that are set as they are change nothing.',
      body: { schema: budgetBody, example: { monthlyCredits: 5000, reason: 'A new client' } },
      answers: {
        200: {
          description: 'The budget as it is now.',
          content: { schema: budgetView, example: examples.budget },
        },
      },
      refusals: ['not_found'],
    },
  },
};
