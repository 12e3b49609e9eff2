import type { QueriedDialect } from '../dialect.ts';
import { readCheck, successFlags } from './check.ts';
import type { StatusTable } from './check.ts';
import { readStart } from './start.ts';

const named = <Meaning extends string>(meaning: Meaning, words: readonly string[]) =>
  words.map((word) => [word, meaning] as const);

/**
 * The words of the unified protocol and of the older ones, and those that all the world uses: where a record says in plain
 * words that a job is over, nobody waits for its deadline.
 */
export const statusWords: StatusTable = new Map([
  ...named('running', ['waiting', 'wait', 'queuing', 'queueing', 'generating', 'in_queue']),
  ...named('running', ['pending', 'queued', 'processing', 'running', 'in_progress', 'working']),
  ...named('running', ['submitted', 'created', 'starting', 'started', 'scheduled', 'not_start']),
  ...named('succeeded', ['success', 'succeeded', 'succeed', 'succeeds', 'successful', 'successfully', 'ok']),
  ...named('succeeded', [
    'complete',
    'completed',
    'completes',
    'done',
    'finished',
    'finish',
    'ready',
    '成功',
  ]),
  ...named('failed', ['fail', 'failed', 'failure', 'fails', 'error', 'errored', 'errors', '失败']),
  ...named('failed', ['create_task_failed', 'generate_failed', 'generation_failed', 'task_failed']),
  ...named('failed', ['rejected', 'aborted', 'canceled', 'cancelled', 'terminated', 'blocked', 'expired']),
  ...named('failed', ['timeout', 'timed_out', 'moderated', 'content_policy_violation', 'nsfw']),
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
