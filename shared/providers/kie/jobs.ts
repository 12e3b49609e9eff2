import type { Dialect, Media } from '../model.ts';
import { readCheck, successFlags } from './check.ts';
import type { StatusTable } from './check.ts';
import { readStart } from './start.ts';

const states: StatusTable = new Map([
  ['waiting', 'running'],
  ['wait', 'running'],
  ['queuing', 'running'],
  ['queueing', 'running'],
  ['generating', 'running'],
  ['success', 'succeeded'],
  ['fail', 'failed'],
]);

/** The unified protocol that nearly every model of the market speaks. */
export const jobsDialect = (mediaOf: (wireModel: string) => Media): Dialect => ({
  start: ({ wireModel, input }, callbackUrl) => ({
    method: 'POST',
    path: '/api/v1/jobs/createTask',
    body: { model: wireModel, input, ...(callbackUrl !== undefined && { callBackUrl: callbackUrl }) },
  }),
  readStart,
  check: (externalId) => ({ method: 'GET', path: '/api/v1/jobs/recordInfo', query: { taskId: externalId } }),
  readCheck: (reply, wireModel) =>
    readCheck(reply, { words: states, flags: successFlags }, mediaOf(wireModel)),
});
