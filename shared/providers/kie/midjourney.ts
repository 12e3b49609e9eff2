import { dedicatedDialect } from './dedicated.ts';

/** Follow-ups have endpoints of their own; only the extension of a film still says its operation in the body. */
const followUps: ReadonlyMap<string, string> = new Map([
  ['mj_upscale', '/api/v1/mj/generateUpscale'],
  ['mj_vary', '/api/v1/mj/generateVary'],
  ['mj_video_extend_auto', '/api/v1/mj/generateVideoExtend'],
  ['mj_video_extend_manual', '/api/v1/mj/generateVideoExtend'],
]);
const namedByEndpoint: ReadonlySet<string> = new Set(['mj_upscale', 'mj_vary']);

/** The dedicated endpoints of Midjourney: the operation is a field of a flat body, or the endpoint. */
export const midjourneyDialect = dedicatedDialect({
  create: (wireModel) => followUps.get(wireModel) ?? '/api/v1/mj/generate',
  query: '/api/v1/mj/record-info',
  naming: (wireModel) => (namedByEndpoint.has(wireModel) ? {} : { taskType: wireModel }),
});
