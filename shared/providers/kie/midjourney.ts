import type { Dialect, Media } from '../model.ts';
import { readCheck, successFlags } from './check.ts';
import { readStart } from './start.ts';

/** The dedicated endpoints of Midjourney: the operation is a field of a flat body. */
export const midjourneyDialect = (mediaOf: (wireModel: string) => Media): Dialect => ({
  start: ({ wireModel, input }, callbackUrl) => ({
    method: 'POST',
    path: '/api/v1/mj/generate',
    body: { taskType: wireModel, ...input, ...(callbackUrl !== undefined && { callBackUrl: callbackUrl }) },
  }),
  readStart,
  check: (externalId) => ({ method: 'GET', path: '/api/v1/mj/record-info', query: { taskId: externalId } }),
  readCheck: (reply, wireModel) =>
    readCheck(reply, { words: successFlags, flags: successFlags }, mediaOf(wireModel)),
});
