import { describe, expect, it } from 'vitest';
import { aKie } from './simulator.ts';

const sent = async (words: string, path: string, body: object) => {
  const simulator = await aKie();
  const reply = await fetch(`${simulator.kie.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${simulator.kie.apiKey}`, 'x-simulate': words },
    body: JSON.stringify(body),
  });
  return { ...simulator, status: reply.status, text: await reply.text() };
};
const picture = { model: 'google/imagen4-fast', input: { prompt: 'a lighthouse' } };
const createTask = '/api/v1/jobs/createTask';

describe('the header x-simulate', () => {
  it.each([
    ['jobs', createTask, picture],
    [
      'jobs without a prompt',
      createTask,
      { model: 'recraft/crisp-upscale', input: { image: 'https://h.example/a.png' } },
    ],
    ['veo', '/api/v1/veo/generate', { model: 'veo3_fast', prompt: 'waves' }],
    ['midjourney', '/api/v1/mj/generate', { taskType: 'mj_txt2img', prompt: 'waves' }],
    ['flux', '/api/v1/flux/kontext/generate', { prompt: 'waves', model: 'flux-kontext-pro' }],
  ])('asks for trouble where a prompt would: %s', async (_family, path, body) => {
    const { kie, text } = await sent('429', path, body);
    expect(JSON.parse(text)).toMatchObject({ code: 429, data: null });
    expect(kie.ledger).toEqual([]);
  });

  it('asks for several things at once', async () => {
    const { advance, kie, text, recordOf, urlsOf } = await sent(
      '[latency:90], as:avif file-404',
      createTask,
      picture,
    );
    const { taskId } = (JSON.parse(text) as { data: { taskId: string } }).data;
    await advance(80_000);
    expect((await recordOf(taskId)).state).not.toBe('success');
    await advance(20_000);
    const [url = ''] = await urlsOf(taskId);
    expect(url).toMatch(/\.avif$/);
    expect((await fetch(url)).status).toBe(404);
    expect(kie.ledger).toMatchObject([{ state: 'success' }]);
  });

  it('is refused where a word of it asks for nothing', async () => {
    const { kie, status, text } = await sent('file-emty, 429', createTask, picture);
    expect([status, text]).toEqual([400, 'x-simulate: file-emty asks for nothing, see GET /__sim/faults\n']);
    expect(kie.ledger).toEqual([]);
  });
});
