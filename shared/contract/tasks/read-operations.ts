import { headers, requestHeaders } from '../openapi/headers.ts';
import { explained } from '../openapi/explained.ts';
import type { Answer, Operation } from '../openapi/operation.ts';
import { eventListView, statusView, taskArrayView, taskListView, taskView } from './answers.ts';
import { examples } from './examples.ts';
import { listQuery, promptQuery } from './list-requests.ts';

const listMembers = explained(listQuery, {
  promptId: 'Only tasks of this `promptId`.',
  externalTaskId: 'Only tasks with a job that the provider calls so.',
  status: 'Only tasks in this status.',
  model: 'Only tasks of this model, by public or by wire id.',
  service: 'Only tasks at this service.',
  media: 'Only tasks that make this.',
  priority: 'Only tasks of this priority.',
  from: 'Created at this time or later.',
  to: 'Created at this time or before.',
  limit: 'How many to a page.',
  cursor: '`nextCursor` of the page before.',
});

const page: Answer = {
  id: 'TaskPage',
  description: 'One page. `nextCursor` is there while more may follow.',
  content: {
    schema: taskListView,
    example: { items: [examples.succeeded], nextCursor: 'WyIyMDI2LTExLTIxVDEwOjAwOjAwLjAwMFoiXQ' },
  },
};

const list = (description: string): Operation => ({
  description,
  query: listQuery.safeExtend(listMembers),
  answers: { 200: page },
});

const statusHeaders = { etag: headers.weakEtag, 'retry-after': headers.retryAfter };

/** Finding tasks and following one. */
export const readOperations = {
  listTasks: list('Your tasks, newest first. Filters narrow the list; they can be combined.'),
  taskHistory: list('The same as `/api/v1/generation/tasks`, for clients that know it by this name.'),
  tasksOfPrompt: {
    description:
      'Your tasks of one prompt, newest first, at most a hundred, as an array without anything around it. Where there are more, `Link` leads to the page of `/api/v1/generation/tasks` that goes on.',
    query: promptQuery.safeExtend(explained(promptQuery, { promptId: 'Of which prompt.' })),
    answers: {
      200: {
        description: 'The tasks; none where the prompt has none.',
        headers: { link: headers.nextPage },
        content: { schema: taskArrayView, example: [examples.succeeded] },
      },
    },
  },
  readTask: {
    description: 'Everything about one task: what was asked, what was made, what it cost, why it failed.',
    answers: {
      200: {
        description: 'The task.',
        headers: { 'retry-after': headers.retryAfter },
        content: {
          schema: taskView,
          examples: { succeeded: { value: examples.succeeded }, failed: { value: examples.failed } },
        },
      },
    },
    refusals: ['not_found'],
  },
  readTaskStatus: {
    description: 'A small answer for those who ask often. Wait `Retry-After` seconds between questions.',
    header: requestHeaders.conditional,
    answers: {
      200: {
        description: 'How far the task is.',
        headers: statusHeaders,
        content: { schema: statusView, example: examples.progress },
      },
      304: { description: 'Nothing has changed since the given `ETag`.', headers: statusHeaders },
    },
    refusals: ['not_found'],
  },
  readTaskEvents: {
    description: 'What happened to the task, when, by whom and why.',
    answers: {
      200: {
        description: 'The timeline.',
        content: { schema: eventListView, example: { items: examples.events } },
      },
    },
    refusals: ['not_found'],
  },
} as const satisfies Record<string, Operation>;
