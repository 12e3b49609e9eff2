import type { Reply } from '#providers/call.ts';

/** The answers of a protocol for every outcome of a job, from the provider's pages and recordings. */
export interface Vocabulary {
  readonly running: readonly Reply[];
  /** Some protocols have room for one file only. */
  readonly most: number;
  readonly succeeded: (urls: readonly string[], more?: object) => Reply;
  readonly failed: readonly Reply[];
  /** Success by its word, and no file. */
  readonly empty: readonly Reply[];
  /** Unknown states. */
  readonly strange: readonly Reply[];
  /** The bodies by which the end of a job is reported; none where there is no callback. */
  readonly callbacks: readonly ((id: string) => unknown)[];
  /** The answer to a create names the job. */
  readonly namesJob: boolean;
}

export const answered = (body: unknown, status = 200): Reply => ({
  type: 'answered',
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

export const enveloped = (data: unknown, code = 200, msg = 'success'): Reply => answered({ code, msg, data });

const record = (data: object): Reply => enveloped({ taskId: 'a1b2c3', ...data });
const parameters = JSON.stringify({ prompt: 'A boat', callBackUrl: 'https://us.example/cb' });
const inData = (id: string): unknown => ({ code: 200, msg: 'success', data: { taskId: id } });

const words = (...known: string[]): Reply[] => known.map((state) => record({ state, param: parameters }));

const jobs: Vocabulary = {
  running: [...words('waiting', 'queuing', 'generating'), record({ successFlag: 0, response: null })],
  most: Infinity,
  succeeded: (resultUrls, more = {}) =>
    record({ state: 'success', resultJson: JSON.stringify({ resultUrls }), failCode: null, ...more }),
  failed: [
    record({ state: 'fail', failCode: '500', failMsg: 'Internal server error', resultJson: '' }),
    record({ state: 'fail', failCode: null, failMsg: null }),
    record({ successFlag: 3, failMsg: 'generation failed' }),
    enveloped(null, 501, 'generation failed'),
  ],
  empty: [
    record({ state: 'success', resultJson: '' }),
    record({ state: 'success', resultJson: null }),
    record({ state: 'success', resultJson: '{"resultUrls":[]}' }),
    record({ successFlag: 1, response: { resultUrls: [] } }),
  ],
  strange: [...words('reviewing', ''), record({}), record({ successFlag: 9 })],
  callbacks: [inData],
  namesJob: true,
};

const flagged = (
  response: (urls: readonly string[]) => object,
  most: number,
): Omit<Vocabulary, 'callbacks'> => ({
  running: [record({ successFlag: 0, paramJson: parameters }), record({ successFlag: '0' })],
  most,
  succeeded: (urls, more = {}) => record({ successFlag: 1, ...response(urls), ...more }),
  failed: [
    record({ successFlag: 2, errorCode: 400, errorMessage: 'the picture could not be read' }),
    record({ successFlag: 3, errorCode: 500, errorMessage: 'Internal Error' }),
    record({ successFlag: 3, errorCode: null, errorMessage: null }),
  ],
  empty: [record({ successFlag: 1, ...response([]) }), record({ successFlag: 1, response: null })],
  strange: [record({ successFlag: 9 }), record({ successFlag: null }), record({})],
  namesJob: true,
});

const veo: Vocabulary = {
  ...flagged((resultUrls) => ({ response: { taskId: 'a1b2c3', resultUrls, resolution: '720p' } }), Infinity),
  callbacks: [inData],
};

const midjourney: Vocabulary = {
  ...flagged(
    (urls) => ({ resultInfoJson: { resultUrls: urls.map((resultUrl) => ({ resultUrl })) } }),
    Infinity,
  ),
  callbacks: [inData],
};

const gpt4o: Vocabulary = {
  ...flagged((resultUrls) => ({ status: 'SUCCESS', progress: '1.00', response: { resultUrls } }), Infinity),
  callbacks: [inData],
};

const one = (name: string) => (urls: readonly string[]) => ({ response: { [name]: urls[0] ?? null } });
const fluxKontext: Vocabulary = { ...flagged(one('resultImageUrl'), 1), callbacks: [inData] };
const aleph: Vocabulary = {
  ...flagged(one('resultVideoUrl'), 1),
  callbacks: [(id) => ({ code: 200, msg: 'success', taskId: id, data: { result_video_url: 'x' } })],
};

const runway: Vocabulary = {
  running: words('wait', 'queueing', 'generating'),
  most: 1,
  succeeded: ([videoUrl], more = {}) =>
    record({
      state: 'success',
      videoInfo: { videoUrl, imageUrl: 'https://files.example/cover.png' },
      ...more,
    }),
  failed: [record({ state: 'fail', failCode: '500', failMsg: 'Internal Error' })],
  empty: [
    record({ state: 'success', videoInfo: null }),
    record({ state: 'success', videoInfo: { videoUrl: '' } }),
  ],
  strange: words('reviewing', ''),
  callbacks: [(id) => ({ code: 200, msg: 'success', data: { task_id: id, video_url: 'x' } })],
  namesJob: true,
};

const upgrade: Vocabulary = {
  running: [
    enveloped(null, 400, '1080P is processing. It should be ready in 1-2 minutes.'),
    enveloped({ taskId: 'a', resultUrls: null }, 422, 'The 4K video is processing.'),
  ],
  most: 1,
  succeeded: ([resultUrl], more = {}) => enveloped({ resultUrl, ...more }),
  failed: [enveloped(null, 500, 'The 1080P version of this video is unavailable.')],
  empty: [],
  strange: [enveloped({}), enveloped({ resultUrl: null })],
  callbacks: [],
  namesJob: false,
};

export const vocabularies: Readonly<Record<string, Vocabulary>> = {
  'kie-jobs': jobs,
  'kie-veo': veo,
  'kie-veo-upgrade': upgrade,
  'kie-midjourney': midjourney,
  'kie-4o': gpt4o,
  'kie-flux-kontext': fluxKontext,
  'kie-runway': runway,
  'kie-aleph': aleph,
};
