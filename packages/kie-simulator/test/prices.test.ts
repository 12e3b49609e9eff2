import { describe, expect, it } from 'vitest';
import { modelNamed } from '../facts.ts';
import { countOf, priceOf } from '../prices.ts';
import { aKie } from './simulator.ts';

const cost = (id: string, input: Record<string, unknown>): number => {
  const model = modelNamed(id);
  if (model === undefined) throw new Error(`no model ${id}`);
  return priceOf(model, input) / 1000;
};

describe('prices', () => {
  it.each([
    ['google/imagen4', {}, 8],
    ['google/imagen4-ultra', {}, 12],
    ['z-image', {}, 0.8],
    ['nano-banana-pro', {}, 18],
    ['nano-banana-pro', { resolution: '2K' }, 18],
    ['nano-banana-pro', { resolution: '4K' }, 24],
    ['wan/2-6-text-to-video', { resolution: '720p', duration: '15' }, 209.5],
    ['wan/2-6-text-to-video', {}, 104.5],
    ['bytedance/seedance-1.5-pro', { duration: 4, generate_audio: true }, 28],
    ['bytedance/seedance-2', { duration: 5 }, 205],
    ['bytedance/seedance-2', { duration: 5, reference_video_urls: ['https://x.example/a.mp4'] }, 250],
    ['kling-3.0/video', { mode: 'std', sound: true, duration: '10' }, 200],
    ['kling-3.0/motion-control', { mode: '1080p' }, 135],
    ['infinitalk/from-audio', { resolution: '720p' }, 60],
    ['elevenlabs/text-to-speech-turbo-2-5', { text: 'x'.repeat(1_500) }, 9],
    ['elevenlabs/text-to-dialogue-v3', { dialogue: [{ text: 'x'.repeat(500), voice: 'a' }] }, 7],
    ['elevenlabs/sound-effect-v2', { text: 'rain', duration_seconds: 10 }, 2.4],
    ['ideogram/v3-text-to-image', { rendering_speed: 'QUALITY' }, 10],
    ['ideogram/character', { rendering_speed: 'TURBO', num_images: '3' }, 36],
    [
      'seedream/5-pro-image-to-image',
      { quality: 'basic', image_urls: ['https://a/1', 'https://a/2', 'https://a/3'] },
      8,
    ],
    ['veo3', { resolution: '4k' }, 370],
    ['veo3_fast', {}, 60],
    ['veo/extend', { model: 'lite' }, 30],
    ['mj_txt2img', { speed: 'turbo' }, 16],
    ['mj_video', {}, 60],
    ['sora-2-pro-text-to-video', { size: 'standard', n_frames: '15' }, 270],
    ['grok-imagine/extend', { extend_times: '10' }, 24],
  ])('charges %s with %o %d credits', (id, input, credits) => {
    expect(cost(id, input)).toBe(credits);
  });

  it.each([
    ['google/imagen4-fast', { num_images: '4' }, 1],
    ['ideogram/v3-remix', { num_images: '4' }, 4],
    ['bytedance/seedream-v4-edit', { max_images: 3 }, 3],
    ['grok-imagine/text-to-image', {}, 2],
    ['mj_txt2img', {}, 4],
    ['mj_upscale', {}, 1],
    ['mj_video', { videoBatchSize: 2 }, 2],
  ])('returns for %s with %o %d files', (id, input, count) => {
    const model = modelNamed(id);
    expect(model && countOf(model, input)).toBe(count);
  });

  it('keeps the balance exact over fractional prices', async () => {
    const { kie, order } = await aKie({ credits: 300 });
    await order('z-image', { prompt: 'x', aspect_ratio: '1:1' });
    await order('wan/2-6-text-to-video', { prompt: 'x', resolution: '720p', duration: '15' });
    await order('z-image', { prompt: 'x', aspect_ratio: '1:1' });
    expect(kie.credits).toBe(88.9);
  });

  it('are told late, or never, where a prompt asks for that', async () => {
    const { createImage, recordOf, advance } = await aKie({ knobs: { latePriceMs: 60_000 } });
    const late = await createImage('a lamp [late-price]');
    const never = await createImage('a lamp [no-price]');
    await advance(2_000);
    expect(await recordOf(late)).toMatchObject({ state: 'success' });
    expect(await recordOf(late)).not.toHaveProperty('creditsConsumed');
    await advance(60_000);
    expect(await recordOf(late)).toMatchObject({ creditsConsumed: 4 });
    expect(await recordOf(never)).not.toHaveProperty('creditsConsumed');
  });

  it('are not what is taken where a factor is set', async () => {
    const { kie, createImage, recordOf, advance } = await aKie({ knobs: { priceFactor: 0.875 } });
    const id = await createImage('a lamp');
    await advance(2_000);
    expect(await recordOf(id)).toMatchObject({ creditsConsumed: 3.5 });
    expect(kie.credits).toBe(9_996.5);
  });
});
