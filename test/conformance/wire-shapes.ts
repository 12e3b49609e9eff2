import type { Sent } from './transport.ts';

/** How a protocol writes its requests, said once more from the provider's pages and not read off the dialect. */
export interface WireShape {
  readonly create: (wire: string) => { readonly method: 'GET' | 'POST'; readonly path: string };
  /** What the body says of the model, beside the input and the callback address. */
  readonly naming: (wire: string) => Readonly<Record<string, unknown>>;
  /** Where the fields lie: in a member of their own, or beside what names the model. A GET has them in its query. */
  readonly input: 'input' | 'beside';
  readonly callback: boolean;
  readonly ask: (id: string, wire: string) => Pick<Sent, 'method' | 'path' | 'query' | 'body'>;
}

const posted = (path: string) => () => ({ method: 'POST', path }) as const;
const none = (): Readonly<Record<string, unknown>> => ({});
const asked = (path: string) => (id: string) => ({
  ...{ method: 'GET', path },
  ...{ query: { taskId: id }, body: undefined },
});

const FULL_HD = '/api/v1/veo/get-1080p-video';
const ULTRA_HD = '/api/v1/veo/get-4k-video';

/** Asking again is asking after it: these two have no other question. */
function askedAgain(id: string, wire: string): ReturnType<WireShape['ask']> {
  const [taskId = '', index = ''] = id.split('--');
  return wire === 'veo/get-4k-video'
    ? { method: 'POST', path: ULTRA_HD, query: {}, body: { taskId, index: Number(index) } }
    : { method: 'GET', path: FULL_HD, query: { taskId, index }, body: undefined };
}

const midjourneyPaths: Readonly<Record<string, string>> = {
  mj_upscale: '/api/v1/mj/generateUpscale',
  mj_vary: '/api/v1/mj/generateVary',
  mj_video_extend_auto: '/api/v1/mj/generateVideoExtend',
  mj_video_extend_manual: '/api/v1/mj/generateVideoExtend',
};

const beside = { input: 'beside', callback: true } as const;

export const wireShapes: Readonly<Record<string, WireShape>> = {
  'kie-jobs': {
    create: posted('/api/v1/jobs/createTask'),
    naming: (model) => ({ model }),
    ...{ input: 'input', callback: true },
    ask: asked('/api/v1/jobs/recordInfo'),
  },
  'kie-veo': {
    ...beside,
    create: (wire) => posted(wire === 'veo/extend' ? '/api/v1/veo/extend' : '/api/v1/veo/generate')(),
    naming: (model) => (model === 'veo/extend' ? {} : { model }),
    ask: asked('/api/v1/veo/record-info'),
  },
  'kie-veo-upgrade': {
    ...{ input: 'beside', callback: false },
    create: (wire) => (wire === 'veo/get-4k-video' ? posted(ULTRA_HD)() : { method: 'GET', path: FULL_HD }),
    naming: none,
    ask: askedAgain,
  },
  'kie-midjourney': {
    ...beside,
    create: (wire) => posted(midjourneyPaths[wire] ?? '/api/v1/mj/generate')(),
    naming: (taskType) => (taskType === 'mj_upscale' || taskType === 'mj_vary' ? {} : { taskType }),
    ask: asked('/api/v1/mj/record-info'),
  },
  'kie-4o': {
    ...beside,
    create: posted('/api/v1/gpt4o-image/generate'),
    naming: none,
    ask: asked('/api/v1/gpt4o-image/record-info'),
  },
  'kie-flux-kontext': {
    ...beside,
    create: posted('/api/v1/flux/kontext/generate'),
    naming: (model) => ({ model }),
    ask: asked('/api/v1/flux/kontext/record-info'),
  },
  'kie-runway': {
    ...beside,
    create: posted('/api/v1/runway/generate'),
    naming: none,
    ask: asked('/api/v1/runway/record-detail'),
  },
  'kie-aleph': {
    ...beside,
    create: posted('/api/v1/aleph/generate'),
    naming: none,
    ask: asked('/api/v1/aleph/record-info'),
  },
};
