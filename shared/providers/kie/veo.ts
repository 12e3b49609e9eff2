import type { Dialect } from '../model.ts';
import { readCheck, successFlags } from './check.ts';
import { readStart } from './start.ts';

/** The dedicated endpoints of Veo: flat bodies, flags instead of words. */
export const veoDialect: Dialect = {
  start: ({ wireModel, input }, callbackUrl) => ({
    method: 'POST',
    path: '/api/v1/veo/generate',
    body: { model: wireModel, ...input, ...(callbackUrl !== undefined && { callBackUrl: callbackUrl }) },
  }),
  readStart,
  check: (externalId) => ({ method: 'GET', path: '/api/v1/veo/record-info', query: { taskId: externalId } }),
  readCheck: (reply) => readCheck(reply, { words: successFlags, flags: successFlags }, 'video'),
};
