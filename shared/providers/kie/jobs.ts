import type { QueriedDialect } from '../dialect.ts';
import { readCheck, successFlags } from './check.ts';
import type { StatusTable } from './check.ts';
import { readStart } from './start.ts';

/**
 * The words of the unified protocol and of the older ones, and those that all the world uses: where a record says in plain
 * words that a job is over, nobody waits for its deadline.
 */
export const statusWords: StatusTable = new Map([
  ...['waiting', 'wait', 'queuing', 'queueing', 'generating'].map((word) => [word, 'running'] as const),
  ...['pending', 'queued', 'processing', 'running', 'in_progress'].map((word) => [word, 'running'] as const),
  ...['submitted', 'created', 'starting', 'started'].map((word) => [word, 'running'] as const),
  ...['success', 'succeeded', 'succeed', 'successful'].map((word) => [word, 'succeeded'] as const),
  ...['complete', 'completed', 'done', 'finished', 'finish'].map((word) => [word, 'succeeded'] as const),
  ...['fail', 'failed', 'failure', 'fails', 'error', 'errored'].map((word) => [word, 'failed'] as const),
  ...['create_task_failed', 'generate_failed', 'generation_failed'].map((word) => [word, 'failed'] as const),
  ...['rejected', 'aborted', 'canceled', 'cancelled'].map((word) => [word, 'failed'] as const),
]);

/** The unified protocol that nearly every model of the market speaks. */
export const jobsDialect: QueriedDialect = {
  start: ({ wireModel, input }, callbackUrl) => ({
    method: 'POST',
    path: '/api/v1/jobs/createTask',
    body: { model: wireModel, input, ...(callbackUrl !== undefined && { callBackUrl: callbackUrl }) },
  }),
  readStart,
  check: (externalId) => ({ method: 'GET', path: '/api/v1/jobs/recordInfo', query: { taskId: externalId } }),
  readCheck: (reply, media) => readCheck(reply, { words: statusWords, flags: successFlags }, media),
};
