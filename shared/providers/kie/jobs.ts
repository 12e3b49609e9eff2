import type { QueriedDialect } from '../dialect.ts';
import { readCheck, successFlags } from './check.ts';
import type { StatusTable } from './check.ts';
import { readStart } from './start.ts';

/** The words of the unified protocol and of the older ones. */
export const statusWords: StatusTable = new Map([
  ['waiting', 'running'],
  ['wait', 'running'],
  ['queuing', 'running'],
  ['queueing', 'running'],
  ['generating', 'running'],
  ['success', 'succeeded'],
  ['fail', 'failed'],
  ['create_task_failed', 'failed'],
  ['generate_failed', 'failed'],
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
