import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import { cancelView } from '../money/answers.ts';
import { examples } from './examples.ts';
import { everyAnswer, headers, requestHeaders } from '../openapi/headers.ts';
import { refusedWith } from '../openapi/refusals.ts';
import { orderHeaders, taskIdParameter } from './read-operations.ts';
import { taskView } from './answers.ts';

type ChangeRoute = 'cancelTask' | 'retryTask' | 'deleteTask';

const path = z.object({ id: taskIdParameter });

const cancelTask: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description:
    'Ends the task for you. What the provider has already been asked cannot be taken back: then the answer says `detached`, the task is `CANCELED` all the same, `cost.final` is false until the provider has run out, and what it delivers is thrown away unless the task was created with `keepOutputs`. Repeating it gives the same answer.',
  requestParams: { path },
  responses: {
    200: {
      description: 'The task is canceled.',
      headers: z.object(everyAnswer),
      content: {
        'application/json': { schema: cancelView, example: { outcome: 'canceled', task: examples.canceled } },
      },
    },
    ...refusedWith('unauthorized', 'not_found', 'not_cancelable'),
  },
};

const retryTask: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description:
    'Orders the same again as a new task that names this one as its `parentTaskId`. For tasks that are `FAILED` or `CANCELED`. Nothing is sent in the body.',
  requestParams: { path, header: requestHeaders.again },
  responses: {
    202: {
      description: 'The new task is accepted.',
      headers: z.object({
        ...orderHeaders,
        location: headers.location,
        'retry-after': headers.retryAfter,
      }),
      content: { 'application/json': { schema: taskView, example: examples.retried } },
    },
    ...refusedWith(
      'unauthorized',
      'budget_exceeded',
      'not_found',
      'not_retryable',
      'model_retired',
      'validation_failed',
      'unknown_model',
      'incompatible_service',
      'idempotency_key_reused',
      'busy',
    ),
  },
};

const deleteTask: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description: 'Removes the task and every file it made, for good. What it cost stays in the books.',
  requestParams: { path },
  responses: {
    204: { description: 'It is gone.', headers: z.object(everyAnswer) },
    ...refusedWith('unauthorized', 'not_found', 'not_deletable'),
  },
};

/** What the routes that change a task take and answer. */
export const changeOperations = (): Record<ChangeRoute, ZodOpenApiOperationObject> => ({
  cancelTask,
  retryTask,
  deleteTask,
});
