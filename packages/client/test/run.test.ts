import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDarkroom } from '../darkroom.ts';
import { HastyTime } from './clocks.ts';
import { FakeServer } from './fake-server.ts';

const ended = { status: 'SUCCESS', stage: 'done' };

let server: FakeServer;
beforeEach(async () => {
  server = await FakeServer.open();
});
afterEach(() => server.stop());

describe('run', () => {
  const runs = async (model: 'nano-banana-pro' | 'VEO3', end: object) => {
    const darkroom = createDarkroom({ url: server.url, key: 'dk_test', time: new HastyTime() });
    const onUpdate = (): void => {
      for (const [id, task] of server.tasks) server.tasks.set(id, { ...task, ...end });
    };
    if (model === 'VEO3')
      return darkroom.run(
        model,
        { prompt: 'a boat', modelVariant: 'veo3_fast' },
        { onUpdate, promptId: 'p' },
      );
    return darkroom.run(model, { prompt: 'a hat', resolution: '2K' }, { onUpdate, priority: 'high' });
  };

  it('sends the fields of a model where that model has them', async () => {
    await runs('nano-banana-pro', ended);
    await runs('VEO3', ended);
    expect(server.asked('POST').map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        providerParams: {
          service: 'KIE',
          model: 'nano-banana-pro',
          input: { prompt: 'a hat', resolution: '2K' },
        },
        priority: 'high',
      },
      {
        providerParams: { service: 'KIE', model: 'VEO3', prompt: 'a boat', modelVariant: 'veo3_fast' },
        promptId: 'p',
      },
    ]);
  });

  it('throws with the reason of a task that fails', async () => {
    const end = { status: 'FAILED', stage: 'done', failCode: 'content_blocked', failMsg: 'not that hat' };
    await expect(runs('nano-banana-pro', end)).rejects.toMatchObject({
      code: 'content_blocked',
      message: 'not that hat',
      taskId: expect.stringMatching(/^[0-9]{32}$/) as string,
      retryable: false,
    });
  });
});
