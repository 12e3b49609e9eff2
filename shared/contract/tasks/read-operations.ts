import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi';
import * as z from 'zod';
import { exampleTaskId, examples } from './examples.ts';
import { everyAnswer, headers, requestHeaders } from '../openapi/headers.ts';
import { providerParams, type DescribedRequest } from '../models/described-requests.ts';
import { ofBodies, refusedWith } from '../openapi/refusals.ts';
import { listQuery } from './list-requests.ts';
import { createTaskBody } from './create-requests.ts';
import { eventListView, statusView, taskListView, taskView } from './answers.ts';

type TaskRoute =
  'createTask' | 'listTasks' | 'taskHistory' | 'readTask' | 'readTaskStatus' | 'readTaskEvents';

/** What an answer about a new task carries. */
export const orderHeaders = {
  ...everyAnswer,
  'idempotency-key': headers.idempotencyKey,
  'idempotency-replayed': headers.idempotencyReplayed,
  deprecation: headers.deprecation,
  sunset: headers.sunset,
  link: headers.link,
};
/** What the answer to a create carries, which may have been waited for. */
const createHeaders = { ...orderHeaders, 'preference-applied': headers.preferenceApplied };

/** How a create is answered, whichever way it is asked for. */
export const createResponses: ZodOpenApiOperationObject['responses'] = {
  200: {
    description: 'The task has ended within the time given by `Prefer: wait=n`.',
    headers: z.object(createHeaders),
    content: { 'application/json': { schema: taskView, example: examples.succeeded } },
  },
  202: {
    description: 'The task is accepted.',
    headers: z.object({ ...createHeaders, location: headers.location, 'retry-after': headers.retryAfter }),
    content: { 'application/json': { schema: taskView, example: examples.pending } },
  },
  ...refusedWith(
    ...ofBodies,
    'unauthorized',
    'budget_exceeded',
    'model_retired',
    'unknown_model',
    'incompatible_service',
    'idempotency_key_reused',
    'busy',
  ),
};

/** A task in a path. */
export const taskIdParameter = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ description: 'The id of a task.', example: exampleTaskId });
const id = taskIdParameter;

/** The same members, each with a word on it. A member that is added or removed elsewhere does not compile here. */
const explained = <Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  meanings: Readonly<Record<keyof Shape & string, string>>,
): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries<string>(meanings).map(([name, meaning]) => [
      name,
      (schema.shape[name] as z.ZodType).describe(meaning),
    ]),
  );

const bodyMembers = explained(createTaskBody, {
  promptId: 'Your name for what this belongs to; the list can be narrowed to it.',
  providerParams: '',
  priority:
    'Of every twenty calls to the provider ten are for `high`, seven for `normal`, three for `low`. `normal` where it is left out.',
  metadata: 'Whatever you want to find again on the task; at most 2048 bytes of JSON.',
  path: 'Where in a production the outputs belong. Becomes the front of their keys in the archive. A shot needs a scene.',
  keepOutputs: 'Keeps what the provider still delivers after the task was canceled.',
});

const listMembers = explained(listQuery, {
  promptId: 'Only tasks of this `promptId`.',
  status: 'Only tasks in this status.',
  model: 'Only tasks of this model, by public or by wire id.',
  service: 'Only tasks at this service.',
  media: 'Only tasks that make this.',
  from: 'Created at this time or later.',
  to: 'Created at this time or before.',
  limit: 'How many to a page.',
  cursor: '`nextCursor` of the page before.',
});

/** The body of the create route with everything that `providerParams` may say. */
const createBody = (requests: readonly DescribedRequest[]) =>
  createTaskBody.extend({ ...bodyMembers, providerParams: providerParams(requests) }).meta({
    id: 'CreateTask',
    description: 'An order: what is to be made, and what you want to remember of it.',
  });

const createExamples = (requests: readonly DescribedRequest[]) =>
  Object.fromEntries(
    requests.map(({ component, title, example }) => [
      component,
      { summary: title, value: { providerParams: example } },
    ]),
  );

const createTask = (requests: readonly DescribedRequest[]): ZodOpenApiOperationObject => ({
  tags: ['Tasks'],
  description:
    'Stores the task and starts it. The answer comes at once, with a task that is `PENDING`; ask `links.status` until it has ended, or send `Prefer: wait=n`. What is refused here is not stored and costs nothing.',
  requestParams: { header: requestHeaders.create },
  requestBody: {
    required: true,
    content: { 'application/json': { schema: createBody(requests), examples: createExamples(requests) } },
  },
  responses: createResponses,
});

const page: ZodOpenApiResponseObject = {
  id: 'TaskPage',
  description: 'One page. `nextCursor` is there while more may follow.',
  headers: z.object(everyAnswer),
  content: {
    'application/json': {
      schema: taskListView,
      example: { items: [examples.succeeded], nextCursor: 'WyIyMDI2LTExLTIxVDEwOjAwOjAwLjAwMFoiXQ' },
    },
  },
};

const list = (description: string): ZodOpenApiOperationObject => ({
  tags: ['Tasks'],
  description,
  requestParams: { query: listQuery.extend(listMembers) },
  responses: { 200: page, ...refusedWith('unauthorized', 'validation_failed') },
});

const readTask: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description: 'Everything about one task: what was asked, what was made, what it cost, why it failed.',
  requestParams: { path: z.object({ id }) },
  responses: {
    200: {
      description: 'The task.',
      headers: z.object({ ...everyAnswer, 'retry-after': headers.retryAfter }),
      content: {
        'application/json': {
          schema: taskView,
          examples: { succeeded: { value: examples.succeeded }, failed: { value: examples.failed } },
        },
      },
    },
    ...refusedWith('unauthorized', 'not_found'),
  },
};

const readTaskStatus: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description: 'A small answer for those who ask often. Wait `Retry-After` seconds between questions.',
  requestParams: { path: z.object({ id }), header: requestHeaders.conditional },
  responses: {
    200: {
      description: 'How far the task is.',
      headers: z.object({ ...everyAnswer, etag: headers.etag, 'retry-after': headers.retryAfter }),
      content: { 'application/json': { schema: statusView, example: examples.progress } },
    },
    304: {
      description: 'Nothing has changed since the given `ETag`.',
      headers: z.object({ ...everyAnswer, etag: headers.etag, 'retry-after': headers.retryAfter }),
    },
    ...refusedWith('unauthorized', 'not_found'),
  },
};

const readTaskEvents: ZodOpenApiOperationObject = {
  tags: ['Tasks'],
  description: 'What happened to the task, when, by whom and why.',
  requestParams: { path: z.object({ id }) },
  responses: {
    200: {
      description: 'The timeline.',
      headers: z.object(everyAnswer),
      content: { 'application/json': { schema: eventListView, example: { items: examples.events } } },
    },
    ...refusedWith('unauthorized', 'not_found'),
  },
};

/** What the routes about tasks take and answer. */
export const taskOperations = (
  requests: readonly DescribedRequest[],
): Record<TaskRoute, ZodOpenApiOperationObject> => ({
  createTask: createTask(requests),
  listTasks: list('Your tasks, newest first. Filters narrow the list; they can be combined.'),
  taskHistory: list('The same as `/api/v1/generation/tasks`, for clients that know it by this name.'),
  readTask,
  readTaskStatus,
  readTaskEvents,
});
