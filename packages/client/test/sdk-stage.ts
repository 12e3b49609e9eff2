import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { darkroomProvider } from '../ai-sdk/provider.ts';
import { startFakeApi, type FakeApi } from '../fake-api.ts';
import { HastyTime } from './clocks.ts';

/** The schemas of fields of a model. */
export const text = { type: 'string' };
export const list = { type: 'array', items: text };
export const IMAGEN = {
  prompt: text,
  aspect_ratio: { type: 'string', enum: ['1:1', '16:9'] },
  num_images: { anyOf: [{ type: 'integer', minimum: 1, maximum: 2 }, { type: 'string' }] },
};
export const asset = { type: 'video', id: 'v', role: 'result', contentType: 'video/mp4', bytes: 3 };

const TASKS = 'POST /api/v1/generation/tasks';
const quiet = globalThis as { AI_SDK_LOG_WARNINGS?: boolean };

/** The AI SDK before an API that is scripted, one for each test of a file. */
export class SdkStage {
  api!: FakeApi;

  constructor() {
    beforeAll(() => {
      quiet.AI_SDK_LOG_WARNINGS = false;
    });
    afterAll(() => {
      delete quiet.AI_SDK_LOG_WARNINGS;
    });
    beforeEach(async () => {
      this.api = await startFakeApi();
    });
    afterEach(() => this.api.stop());
  }

  readonly provider = (more: { cancelOnAbort?: boolean } = {}) => {
    const { url, key } = this.api;
    return darkroomProvider({ url, key, liveUrl: false, time: new HastyTime(), ...more });
  };

  /** The orders that were sent. */
  readonly creates = () => this.api.requests.filter(({ method, path }) => `${method} ${path}` === TASKS);

  /** The next orders are answered so. */
  readonly answerOrders = (times: number, status: number): void => {
    for (let i = 0; i < times; i += 1) this.api.script.instead.push({ match: TASKS, status });
  };

  /** The next question for a model is answered with these fields. */
  readonly fieldsAre = (properties: Record<string, unknown>, media = ['image', 'video', 'audio']): void => {
    const input = { type: 'object', properties, required: ['prompt'] };
    const order = { service: { const: 'KIE' }, model: { type: 'string' }, input };
    const body = { id: 'x', media, inputSchema: { type: 'object', properties: order } };
    this.api.script.instead.push({ match: 'GET /api/v1/models/', body });
  };
}
