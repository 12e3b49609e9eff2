import { describe, expect, it } from 'vitest';
import { models } from '../facts.ts';
import { exampleInput } from './examples.ts';
import { aKie } from './simulator.ts';

const lighthouse = { prompt: 'a lighthouse at dusk', aspect_ratio: '16:9' };

describe('validation', () => {
  it('answers 422 to models it does not have on this endpoint', async () => {
    const { order } = await aKie();
    for (const model of ['no-such-model', 'veo3', 'mj_txt2img', 'gemini-omni-audio', 'gpt-5-5']) {
      const { code, msg } = await order(model, lighthouse);
      expect({ model, code }).toEqual({ model, code: 422 });
      expect(msg).toMatch(/model name .* not supported/);
    }
  });

  it('answers 500 with the name of the field, one at a time', async () => {
    const { order } = await aKie();
    expect(await order('google/imagen4-fast', {})).toMatchObject({ code: 500, msg: 'prompt is required' });
    expect(await order('google/imagen4-fast', { prompt: '' })).toMatchObject({ msg: 'prompt is required' });
    expect(await order('google/imagen4-fast', { prompt: 'x', aspect_ratio: '5:7' })).toMatchObject({
      code: 500,
      msg: 'aspect_ratio is not within the range of allowed options',
    });
    const clip = { prompt: 'a long walk', aspect_ratio: '1:1', duration: 99 };
    expect(await order('bytedance/seedance-1.5-pro', clip)).toMatchObject({
      msg: 'duration is not within the range of allowed options',
    });
    expect(await order('z-image', { prompt: 'x'.repeat(1_001), aspect_ratio: '1:1' })).toMatchObject({
      code: 500,
    });
    expect(await order('google/nano-banana-edit', { prompt: 'x', image_urls: [] })).toMatchObject({
      msg: 'image_urls is required',
    });
    expect(
      await order('google/nano-banana-edit', { prompt: 'x', image_urls: ['data:image/png;base64,AA'] }),
    ).toMatchObject({
      code: 500,
    });
  });

  it('creates and charges nothing on a refusal', async () => {
    const { kie, order } = await aKie();
    await order('google/imagen4-fast', {});
    await order('no-such-model', {});
    expect(kie.ledger).toEqual([]);
    expect(kie.credits).toBe(10_000);
  });

  it('is as lenient as recordings show', async () => {
    const { order } = await aKie();
    const accepted: [string, object][] = [
      ['google/imagen4-fast', { prompt: 'no ratio given' }],
      ['google/imagen4-fast', { ...lighthouse, num_images: '4', some_new_field: 1 }],
      ['nano-banana-pro', { prompt: 'x', image_input: [], output_format: '' }],
      ['bytedance/seedance-1.5-pro', { prompt: 'a walk', aspect_ratio: '1:1', duration: '6' }],
      [
        'hailuo/2-3-image-to-video-pro',
        { prompt: 'x', image_url: 'https://x.example/a.png', resolution: '768p' },
      ],
      ['kling-3.0/video', { prompt: 'x', sound: false, duration: '5', aspect_ratio: '1:1', mode: 'pro' }],
      ['elevenlabs/text-to-speech-turbo-2-5', { text: 'Hello', voice: 'Rachel' }],
    ];
    for (const [model, input] of accepted) {
      expect({ model, ...(await order(model, input)) }).toMatchObject({ model, code: 200 });
    }
  });

  it('asks for one of several field sets where the page does', async () => {
    const { order } = await aKie();
    const clip = { prompt: 'go on', duration: 5, quality: '540p' };
    expect(await order('pixverse-v6/extend', clip)).toMatchObject({ code: 500, msg: 'taskId is required' });
    expect((await order('pixverse-v6/extend', { ...clip, video_url: 'https://x.example/a.mp4' })).code).toBe(
      200,
    );
  });

  it('refuses withdrawn models when told to', async () => {
    const { kie, order } = await aKie();
    const input = { prompt: 'a walk', upload_method: 's3' };
    expect((await order('sora-2-text-to-video', input)).code).toBe(200);
    kie.setKnobs({ refuseRemoved: true });
    expect((await order('sora-2-text-to-video', input)).code).toBe(422);
  });

  const jobs = models.filter(({ family }) => family === 'jobs');

  it('takes an honest input for every model and brings it to an end with something in its result', async () => {
    const { order, idOf, recordOf, advance } = await aKie({
      credits: 1_000_000,
      knobs: { createLimit: 1_000 },
    });
    expect(jobs.length).toBeGreaterThan(190);
    const tasks = [];
    for (const model of jobs) {
      const reply = await order(model.id, exampleInput(model));
      expect({ model: model.id, msg: reply.msg, code: reply.code }).toEqual({
        model: model.id,
        msg: 'success',
        code: 200,
      });
      tasks.push(idOf(reply));
    }
    await advance(2_000);
    for (const id of tasks) {
      const { state, resultJson } = await recordOf(id);
      expect(state).toBe('success');
      expect(Object.keys(JSON.parse(resultJson) as object).length).toBeGreaterThan(0);
    }
  });

  it('refuses every model without each of its required fields', async () => {
    const { order } = await aKie({ credits: 1_000_000, knobs: { createLimit: 100_000 } });
    const checks = jobs.flatMap((model) =>
      Object.entries(model.input)
        .filter(([, field]) => field.required === true && field.absentOk !== true)
        .map(([name]) => ({ model, name })),
    );
    for (const { model, name } of checks) {
      const input = { ...exampleInput(model), [name]: undefined };
      const { code, msg } = await order(model.id, input);
      expect({ model: model.id, code, msg }).toEqual({
        model: model.id,
        code: 500,
        msg: `${name} is required`,
      });
    }
    expect(checks.length).toBeGreaterThan(300);
  });
});
