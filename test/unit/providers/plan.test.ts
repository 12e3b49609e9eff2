import { describe, expect, it } from 'vitest';
import { findModel, listModels } from '#providers/catalog.ts';
import { imagen, mj, pathsOf, picture, plan, refusalOf, veo } from './requests.ts';

describe('a request that is understood', () => {
  it('takes the number of pictures as text or as a number, and makes that many jobs', () => {
    for (const num_images of ['4', 4])
      expect(plan(imagen({ num_images }))).toMatchObject({ jobs: 4, estimate: 32_000 });
    expect(plan(imagen({}))).toMatchObject({ jobs: 1, input: { aspect_ratio: '1:1' } });
    expect(plan(imagen({ num_images: 2 })).input).not.toHaveProperty('num_images');
  });

  it.each(['google/imagen4', 'google/imagen4-fast', 'google/imagen4-ultra'])(
    'names a form by %s, either way',
    (wire) => {
      expect(plan(imagen({}, { apiModel: wire })).wireModel).toBe(wire);
      const byWire = plan({ ...imagen({}), model: wire });
      expect(byWire).toMatchObject({ wireModel: wire, model: 'IMAGEN4' });
    },
  );

  it('takes Imagen 4 itself where no form is named', () => {
    expect(plan(imagen({})).wireModel).toBe('google/imagen4');
  });

  it('sends a seed in the type that the form wants', () => {
    expect(plan(imagen({ seed: 7 })).input).toMatchObject({ seed: '7' });
    expect(plan(imagen({ seed: '7' }, { apiModel: 'google/imagen4-fast' })).input).toMatchObject({ seed: 7 });
  });

  it('counts one seed up where several pictures are asked for with it', () => {
    const both = imagen({ num_images: '2', seed: '123' });
    expect(plan(both)).toMatchObject({ input: { seed: '123' }, seeds: { values: ['123', '124'] } });
    const fast = { apiModel: 'google/imagen4-fast' };
    expect(plan(imagen({ num_images: 3, seed: '123' }, fast)).seeds?.values).toEqual([123, 124, 125]);
    const last = Number.MAX_SAFE_INTEGER;
    expect(plan(imagen({ num_images: 2, seed: last }, fast)).seeds?.values).toEqual([last, 0]);
    const large = '99999999999999999999';
    expect(plan(imagen({ num_images: 2, seed: large })).seeds?.values).toEqual([
      large,
      '100000000000000000000',
    ]);
    expect(new Set(plan(imagen({ num_images: 4, seed: 'blue' })).seeds?.values).size).toBe(4);
    expect(plan(imagen({ num_images: '2', seed: '-1' })).seeds?.values).toEqual(['-1', '0']);
    expect(plan(imagen({ num_images: 2 }))).not.toHaveProperty('seeds');
    expect(plan(imagen({ num_images: 1, seed: '123' }))).not.toHaveProperty('seeds');
  });

  it('finds a model by alias and in any case', () => {
    for (const model of ['imagen4', 'Imagen-4', 'IMAGEN4', 'GOOGLE/IMAGEN4']) {
      expect(plan({ ...imagen({}), model }).model).toBe('IMAGEN4');
    }
  });

  it.each([
    ['seedance-2-5', 'bytedance/seedance-2-5'],
    ['bytedance/seedance-2.5', 'bytedance/seedance-2-5'],
    ['Seedance 2.5', 'bytedance/seedance-2-5'],
    ['SEEDANCE_2_5', 'bytedance/seedance-2-5'],
    ['bytedance seedance 2.5', 'bytedance/seedance-2-5'],
    ['seedance2.5', 'bytedance/seedance-2-5'],
    ['google/imagen-4', 'IMAGEN4'],
    ['imagen 4', 'IMAGEN4'],
    ['veo3.1', 'VEO3'],
    ['Nano Banana Pro', 'nano-banana-pro'],
    ['kling-3-0/video', 'kling-3.0/video'],
  ])('finds a model by the name that people type: %s', (typed, id) => {
    expect(findModel(typed)?.id).toBe(id);
  });

  it.each(['text-to-video', 'openai/seedance-2.5', 'seedance', '-', '/'])('does not guess at %s', (typed) => {
    expect(findModel(typed)).toBeUndefined();
  });

  it('is told the nearest whatever signs it has', () => {
    const refusal = refusalOf({ service: 'KIE', model: 'Seedance 2.5x', input: {} });
    expect(refusal.details.extra?.['suggestions']).toContain('bytedance/seedance-2-5');
  });

  it.each([
    ['wan2.6', /^wan\/2-6-/],
    ['Kling v2.6', /^kling-2\.6\//],
    ['hailuo2.3', /^hailuo\/2-3-/],
    ['ideogram v3', /^ideogram\/v3-/],
    ['elevenlabs-tts', /^elevenlabs\//],
    ['kie/nano-banana-pro', /^nano-banana-pro$/],
    ['recraft upscale', /upscale$/],
  ])('is told a model of the same name and version for %s', (model, near) => {
    const { details } = refusalOf({ service: 'KIE', model, input: {} });
    const [first] = details.extra?.['suggestions'] as string[];
    expect(first).toMatch(near);
  });

  it.each([
    ['IMAGEN4', { prompt: '   ' }, '/input/prompt'],
    ['IMAGEN4', { prompt: '\u3000\n\t' }, '/input/prompt'],
    ['nano-banana-pro', { prompt: '\u00a0' }, '/input/prompt'],
    ['elevenlabs/text-to-speech-turbo-2-5', { text: ' ' }, '/input/text'],
    ['sora-2-pro-storyboard', { n_frames: '15', shots: [], image_urls: [] }, '/input/shots'],
  ])('refuses words that are blanks alone: %s %j', (model, input, path) => {
    expect(pathsOf({ service: 'KIE', model, input })).toEqual([path]);
  });

  it('takes no model for another, by any of its names', () => {
    for (const { id, aliases } of listModels()) {
      for (const name of [id, ...aliases]) expect(findModel(name)?.id).toBe(id);
    }
  });

  it('tells the wire id veo3 from the model VEO3', () => {
    expect(plan(veo({})).wireModel).toBe('veo3_fast');
    expect(plan({ service: 'KIE', model: 'veo3', input: { prompt: 'A boat' } }).wireModel).toBe('veo3');
    expect(plan({ ...veo({ modelVariant: 'veo3_lite' }), model: 'veo3' }).wireModel).toBe('veo3_lite');
    expect(plan({ service: 'KIE', model: 'VEO3', input: { prompt: 'A boat' } }).wireModel).toBe('veo3_fast');
  });

  it('chooses Veo’s mode from the images', () => {
    const modeWith = (count: number) => plan(veo({ imageUrls: picture(count) })).input['generationType'];
    expect([0, 1, 2, 3].map(modeWith)).toEqual([
      'TEXT_2_VIDEO',
      'FIRST_AND_LAST_FRAMES_2_VIDEO',
      'FIRST_AND_LAST_FRAMES_2_VIDEO',
      'REFERENCE_2_VIDEO',
    ]);
  });

  it('takes both spellings of a field, but not two opinions', () => {
    expect(plan(veo({ aspect_ratio: '9:16' })).input).toMatchObject({ aspect_ratio: '9:16' });
    expect(plan(veo({ aspect_ratio: '9:16', aspectRatio: '9:16' })).input).toMatchObject({
      aspect_ratio: '9:16',
    });
    expect(plan(veo({ aspectRatio: '9:16' })).input).not.toHaveProperty('aspectRatio');
    expect(pathsOf(veo({ aspect_ratio: '9:16', aspectRatio: '16:9' }))).toEqual(['/aspectRatio']);
  });

  it.each(['mj_txt2img', 'mj_img2img', 'mj_style_reference', 'mj_omni_reference', 'mj_video', 'mj_video_hd'])(
    'knows Midjourney’s %s',
    (taskType) => {
      const files = taskType === 'mj_txt2img' ? {} : { fileUrls: picture(1) };
      const made = plan(mj({ taskType, ...files }));
      expect(made).toMatchObject({
        wireModel: taskType,
        media: taskType.includes('video') ? 'video' : 'image',
      });
      expect(
        plan({ service: 'KIE', model: 'MIDJOURNEY', input: { taskType, prompt: 'A fox', ...files } }),
      ).toEqual({
        ...made,
        inputUrls: made.inputUrls.map((file) => ({ ...file, path: `/input${file.path}` })),
      });
    },
  );

  it('does not insist on Midjourney’s steps', () => {
    expect(plan(mj({ taskType: 'mj_txt2img', stylization: 1, weirdness: 1 })).input).toMatchObject({
      stylization: 1,
    });
  });

  it('takes an empty list or text for an optional field as nothing', () => {
    expect(plan(veo({ imageUrls: [], watermark: '' })).input).toMatchObject({
      generationType: 'TEXT_2_VIDEO',
    });
    expect(plan(veo({ imageUrls: [], watermark: '' })).input).not.toHaveProperty('watermark');
  });

  it('says where the files are that the provider will fetch', () => {
    const accept = ['image/jpeg', 'image/png', 'image/webp'];
    expect(plan(veo({ imageUrls: picture(2) })).inputUrls).toEqual([
      { path: '/imageUrls/0', url: 'https://a.example/0.png', accept },
      { path: '/imageUrls/1', url: 'https://a.example/1.png', accept },
    ]);
    expect(plan(mj({ taskType: 'mj_video', fileUrl: picture(1)[0] })).inputUrls).toEqual([
      { path: '/fileUrl', url: 'https://a.example/0.png', accept },
    ]);
  });

  it('fits in JSON', () => {
    const made = plan(mj({ taskType: 'mj_video', fileUrls: picture(1) }));
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });
});

describe('the estimate', () => {
  it.each([
    ['google/imagen4-fast', 4],
    ['google/imagen4', 8],
    ['google/imagen4-ultra', 12],
  ])('of %s is %d credits a picture', (apiModel, credits) => {
    expect(plan(imagen({ num_images: 3 }, { apiModel })).estimate).toBe(credits * 3000);
  });

  it.each([
    ['veo3_lite', [30, 35, 150]],
    ['veo3_fast', [60, 65, 180]],
    ['veo3', [250, 255, 370]],
  ])('of %s follows the resolution', (modelVariant, credits) => {
    const estimates = ['720p', '1080p', '4k'].map(
      (resolution) => plan(veo({ modelVariant, resolution })).estimate,
    );
    expect(estimates).toEqual(credits.map((amount) => amount * 1000));
  });

  it.each([
    [{ taskType: 'mj_txt2img', speed: 'relaxed' }, 3],
    [{ taskType: 'mj_txt2img' }, 8],
    [{ taskType: 'mj_style_reference', speed: 'turbo', fileUrls: picture(1) }, 16],
    [{ taskType: 'mj_omni_reference', fileUrls: picture(1) }, 8],
    [{ taskType: 'mj_video_hd', fileUrls: picture(1) }, 60],
  ])('of Midjourney follows speed and kind: %o', (rest, credits) => {
    expect(plan(mj(rest)).estimate).toBe(credits * 1000);
  });

  it.each([
    ['10', 20],
    ['15', 25],
  ])('of Sora 2 for %s seconds is %d credits', (n_frames, credits) => {
    const made = plan({ service: 'KIE', model: 'SORA2', input: { prompt: 'A fox', n_frames } });
    expect(made.estimate).toBe(credits * 1000);
  });
});
