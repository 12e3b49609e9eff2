import * as z from 'zod';
import { defaultService } from '#providers/services.ts';
import { exampleRetryId, exampleTaskId } from '../tasks/examples.ts';
import { operatorTag, type Operation, type Subject } from '../openapi/operation.ts';
import type { RefusalCode } from '../openapi/refusals.ts';
import { decidedItemsView, itemListView, itemView, type ItemView } from './answers.ts';
import { adoptBody, bulkDecisionBody, decisionBody, itemQuery } from './requests.ts';

const item: ItemView = {
  id: `outcome_unknown:${exampleTaskId}:1`,
  kind: 'outcome_unknown',
  status: 'open',
  taskId: exampleTaskId,
  owner: 'ana',
  job: 1,
  model: 'google/imagen4-fast',
  service: defaultService.name,
  createdAt: '2026-11-21T10:30:00.000Z',
};

const missing: ItemView = {
  ...item,
  id: `output_missing:${exampleTaskId}:1`,
  kind: 'output_missing',
};

const reason = 'Seen in the log of the provider';
const externalTaskId = '281e5b0f39b9';
const closed = { ...item, closedAt: '2026-11-21T11:02:37.500Z', reason };

interface Decision {
  readonly description: string;
  readonly body: z.ZodType;
  readonly sent: unknown;
  readonly item: ItemView;
  readonly refusals?: readonly RefusalCode[];
  /** What is answered, where that is not the item, closed. */
  readonly answer?: string;
}

const decision = ({
  description,
  body,
  sent,
  item: example,
  refusals = [],
  answer = 'The item, closed.',
}: Decision): Operation => ({
  description: `${description} The decision and its reason stand in the timeline of the task.`,
  body: { schema: body, example: sent },
  answers: { 200: { description: answer, content: { schema: itemView, example } } },
  refusals: ['not_found', 'conflict', ...refusals],
});

type OperatorRoute =
  'listItems' | 'decideItems' | 'adoptItem' | 'archiveItemAgain' | 'resubmitItem' | 'writeOffItem';

/** The routes about what only a person can decide. */
export const operators: Subject<OperatorRoute> = {
  tag: operatorTag,
  parameters: { id: z.string().meta({ description: 'The id of the item.', example: item.id }) },
  operations: {
    listItems: {
      description:
        'Everything that needed, or needs, a decision by a person, by kind and task. Filters narrow the list; they can be combined. A page may be short, or empty, and have a cursor all the same.',
      query: itemQuery,
      answers: {
        200: { description: 'One page.', content: { schema: itemListView, example: { items: [item] } } },
      },
    },
    decideItems: {
      description:
        'Makes the same decision on every open item that fits the filter, up to a hundred in one answer; repeat it with the cursor for more. Each item is decided as it would be alone, with its reason in the timeline of its task, and one that refuses keeps no other from it. Items are adopted one by one only: each has an id of its own.',
      body: {
        schema: bulkDecisionBody,
        example: { decision: 'write-off', reason, filter: { model: item.model, to: item.createdAt } },
      },
      answers: {
        200: {
          description: 'What was decided, and what refused.',
          content: {
            schema: decidedItemsView,
            example: { decided: [{ ...closed, status: 'written-off' }], refused: [] },
          },
        },
      },
    },
    adoptItem: decision({
      description:
        'The provider did take the call, under this id: the task is open again, and brings its result home. No new call is made. An id that the provider does not know, or made for another job, is a 409; the item stays open then, as it does where the provider cannot be asked (503).',
      body: adoptBody,
      sent: { externalTaskId, reason },
      item: { ...closed, status: 'adopted', externalTaskId },
    }),
    archiveItemAgain: decision({
      description:
        'Looks at once for a result that is missing (`output_missing`), instead of at the next of its late looks. The item stays open until all is there, and becomes `recovered` then; a result that is lost for good is a 409.',
      body: decisionBody,
      sent: { reason: 'The store takes files again' },
      answer: 'The item, as it is.',
      item: missing,
    }),
    resubmitItem: decision({
      description:
        'Orders the same as a new task of the same owner. If the first call was taken after all, it is paid twice. Repeating it makes no second one.',
      body: decisionBody,
      sent: { reason },
      item: { ...closed, status: 'resubmitted', newTaskId: exampleRetryId },
      refusals: ['budget_exceeded', 'unknown_model', 'incompatible_service'],
    }),
    writeOffItem: decision({
      description: 'Nothing more is done; what was settled stands.',
      body: decisionBody,
      sent: { reason },
      item: { ...closed, status: 'written-off' },
    }),
  },
};
