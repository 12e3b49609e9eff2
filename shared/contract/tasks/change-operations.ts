import { headers, requestHeaders } from '../openapi/headers.ts';
import type { Operation } from '../openapi/operation.ts';
import { cancelView, taskView } from './answers.ts';
import { newTaskHeaders } from './create-operations.ts';
import { examples } from './examples.ts';

/** What can be done with a task that is there. */
export const changeOperations = {
  cancelTask: {
    description:
      'Ends the task for you. What the provider has already been asked cannot be taken back: then the answer says `detached`, the task is `CANCELED` all the same, `cost.final` is false until the provider has run out, and what it delivers is thrown away unless the task was created with `keepOutputs`. Repeating it gives the same answer.',
    answers: {
      200: {
        description: 'The task is canceled.',
        content: { schema: cancelView, example: { outcome: 'canceled', task: examples.canceled } },
      },
    },
    refusals: ['not_found', 'not_cancelable'],
  },
  retryTask: {
    description:
      'Orders the same again as a new task that names this one as its `parentTaskId`. For tasks that are `FAILED` or `CANCELED`. Nothing is sent in the body.',
    header: requestHeaders.again,
    answers: {
      202: {
        description: 'The new task is accepted.',
        headers: { ...newTaskHeaders, location: headers.location, 'retry-after': headers.retryAfter },
        content: { schema: taskView, example: examples.retried },
      },
    },
    refusals: [
      'queue_full',
      'budget_exceeded',
      'not_found',
      'not_retryable',
      'feature_disabled',
      'model_retired',
      'validation_failed',
      'unknown_model',
      'incompatible_service',
      'idempotency_key_reused',
    ],
  },
  deleteTask: {
    description: 'Removes the task and every file it made, for good. What it cost stays in the books.',
    answers: { 204: { description: 'It is gone.' } },
    refusals: ['not_found', 'not_deletable'],
  },
} as const satisfies Record<string, Operation>;
