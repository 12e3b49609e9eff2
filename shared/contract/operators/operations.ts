import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { adoptBody, budgetBody, decisionBody } from './requests.ts';
import { budgetHistoryView, budgetView, itemListView, itemView, usageView } from '../money/answers.ts';
import { examples } from '../tasks/examples.ts';
import { headers } from '../openapi/headers.ts';
import { ofBodies, refusedWith, type RefusalCode } from '../openapi/refusals.ts';

type AdminRoute =
  'readUsage' | 'listItems' | 'adoptItem' | 'resubmitItem' | 'writeOffItem' | 'readBudget' | 'setBudget';

const everyAnswer = z.object({ 'x-request-id': headers.requestId });
const ofOperators = ['unauthorized', 'forbidden'] as const satisfies readonly RefusalCode[];

const readUsage: ZodOpenApiOperationObject = {
  tags: ['Money'],
  description:
    'What you have spent since the first of the month (UTC), by model, and what your budget leaves. Read from the books: what has been settled, not what was estimated.',
  responses: {
    200: {
      description: 'Month to date.',
      headers: everyAnswer,
      content: { 'application/json': { schema: usageView, example: examples.usage } },
    },
    ...refusedWith('unauthorized'),
  },
};

const listItems: ZodOpenApiOperationObject = {
  tags: ['Operators'],
  description: 'Everything that needed, or needs, a decision by a person.',
  responses: {
    200: {
      description: 'All items.',
      headers: everyAnswer,
      content: { 'application/json': { schema: itemListView, example: { items: [examples.item] } } },
    },
    ...refusedWith(...ofOperators),
  },
};

interface Decision {
  readonly description: string;
  readonly body: z.ZodType;
  readonly sent: unknown;
  readonly item: OperatorItem;
  readonly refusals?: readonly RefusalCode[];
}

const decision = ({ description, body, sent, item, refusals = [] }: Decision): ZodOpenApiOperationObject => ({
  tags: ['Operators'],
  description: `${description} The decision and its reason stand in the timeline of the task.`,
  requestParams: {
    path: z.object({
      id: z.string().meta({ description: 'The id of the item.', example: examples.item.id }),
    }),
  },
  requestBody: { required: true, content: { 'application/json': { schema: body, example: sent } } },
  responses: {
    200: {
      description: 'The item, closed.',
      headers: everyAnswer,
      content: { 'application/json': { schema: itemView, example: item } },
    },
    ...refusedWith(...ofOperators, ...ofBodies, 'not_found', 'conflict', ...refusals),
  },
});

const { reason } = examples.writtenOff;

const adoptItem = decision({
  description:
    'The provider did take the call, under this id: the task is open again, and brings its result home. No new call is made. An id that the provider does not know, or made for another job, is a 409; the item stays open then, as it does where the provider cannot be asked (503).',
  body: adoptBody,
  sent: { externalTaskId: examples.adopted.externalTaskId, reason },
  item: examples.adopted,
  refusals: ['busy'],
});

const resubmitItem = decision({
  description:
    'Orders the same as a new task of the same owner. If the first call was taken after all, it is paid twice. Repeating it makes no second one.',
  body: decisionBody,
  sent: { reason },
  item: examples.resubmitted,
  refusals: ['budget_exceeded', 'unknown_model', 'incompatible_service', 'busy'],
});

const writeOffItem = decision({
  description: 'Nothing more is done; what was settled stands.',
  body: decisionBody,
  sent: { reason },
  item: examples.writtenOff,
});

const ofAnOwner = {
  path: z.object({ owner: z.string().meta({ description: 'The owner of API keys.', example: 'ana' }) }),
};

const readBudget: ZodOpenApiOperationObject = {
  tags: ['Operators'],
  description:
    'What an owner may spend, and every change of it: who, when, from what to what, and why where that was said.',
  requestParams: ofAnOwner,
  responses: {
    200: {
      description: 'The budget as it is now, and its changes.',
      headers: everyAnswer,
      content: { 'application/json': { schema: budgetHistoryView, example: examples.budgetHistory } },
    },
    ...refusedWith(...ofOperators, 'not_found'),
  },
};

const setBudget: ZodOpenApiOperationObject = {
  tags: ['Operators'],
  description:
    'Sets what an owner may spend in a month and in a day (UTC). A side that is left out has no limit. What is reserved and spent stays; a limit below it leaves less than nothing free, and refuses new tasks until that has changed. A first limit counts what has been settled in its month and day before, but not what is under way. The change is written down with the owner of your key; limits that are set as they are change nothing.',
  requestParams: ofAnOwner,
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: budgetBody, example: { monthlyCredits: 5000, reason: 'A new client' } },
    },
  },
  responses: {
    200: {
      description: 'The budget as it is now.',
      headers: everyAnswer,
      content: { 'application/json': { schema: budgetView, example: examples.budget } },
    },
    ...refusedWith(...ofOperators, ...ofBodies, 'not_found'),
  },
};

/** What the routes about money and those for operators take and answer. */
export const adminOperations = (): Record<AdminRoute, ZodOpenApiOperationObject> => ({
  readUsage,
  listItems,
  adoptItem,
  resubmitItem,
  writeOffItem,
  readBudget,
  setBudget,
});
