import { describe, expect, it } from 'vitest';
import { Failure } from '#domain/error.ts';
import type { Fault } from '#domain/error.ts';
import { planGeneration } from '#providers/catalog.ts';

const now = new Date('2026-11-20T00:00:00Z');
const plan = (params: unknown, allowRetired = true) => planGeneration(params, { allowRetired, now });

function refusalOf(params: unknown, allowRetired = true): Failure {
  try {
    plan(params, allowRetired);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
const faultsOf = (params: unknown): readonly Fault[] => refusalOf(params).details.errors ?? [];
const pathsOf = (params: unknown): string[] => faultsOf(params).map(({ path }) => path);

const imagen = (input: Record<string, unknown>, rest: Record<string, unknown> = {}) => ({
  service: 'KIE',
  model: 'IMAGEN4',
  ...rest,
  input: { prompt: 'A lighthouse', ...input },
});
const veo = (rest: Record<string, unknown>) => ({ service: 'KIE', model: 'VEO3', prompt: 'A boat', ...rest });
const mj = (rest: Record<string, unknown>) => ({
  service: 'KIE',
  model: 'MIDJOURNEY',
  prompt: 'A fox',
  ...rest,
});
const picture = (n: number) => Array.from({ length: n }, (_, index) => `https://a.example/${index}.png`);

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

  it('finds a model by alias and in any case', () => {
    for (const model of ['imagen4', 'Imagen-4', 'IMAGEN4', 'GOOGLE/IMAGEN4']) {
      expect(plan({ ...imagen({}), model }).model).toBe('IMAGEN4');
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
        inputUrls: made.inputUrls.map(({ path, url }) => ({ path: `/input${path}`, url })),
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
    expect(plan(veo({ imageUrls: picture(2) })).inputUrls).toEqual([
      { path: '/imageUrls/0', url: 'https://a.example/0.png' },
      { path: '/imageUrls/1', url: 'https://a.example/1.png' },
    ]);
    expect(plan(mj({ taskType: 'mj_video', fileUrl: picture(1)[0] })).inputUrls).toEqual([
      { path: '/fileUrl', url: 'https://a.example/0.png' },
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

describe('a request that is not valid', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', null, ['']],
    ['a list', [], ['']],
    ['a text', 'IMAGEN4', ['']],
    ['neither service nor model', {}, ['/service', '/model']],
    ['a service of no name', { service: 'ACME', model: 'IMAGEN4' }, ['/service']],
    ['a model that is a number', { service: 'KIE', model: 4 }, ['/model']],
    ['no input', { service: 'KIE', model: 'IMAGEN4' }, ['/input']],
    ['an input that is a list', { service: 'KIE', model: 'IMAGEN4', input: [] }, ['/input']],
    ['no prompt', { service: 'KIE', model: 'IMAGEN4', input: {} }, ['/input/prompt']],
    ['an empty prompt', imagen({ prompt: '' }), ['/input/prompt']],
    ['null for a prompt', imagen({ prompt: null }), ['/input/prompt']],
    ['a prompt that is too long', imagen({ prompt: 'a'.repeat(5001) }), ['/input/prompt']],
    [
      'a prompt too long for Midjourney',
      mj({ taskType: 'mj_txt2img', prompt: 'a'.repeat(2001) }),
      ['/prompt'],
    ],
    ['five pictures', imagen({ num_images: 5 }), ['/input/num_images']],
    ['no picture', imagen({ num_images: '0' }), ['/input/num_images']],
    ['one and a half pictures', imagen({ num_images: 1.5 }), ['/input/num_images']],
    ['an unknown ratio', imagen({ aspect_ratio: '2:1' }), ['/input/aspect_ratio']],
    ['an unknown field', imagen({ steps: 4 }), ['/input/steps']],
    ['a field with a slash', imagen({ 'a/b~c': 4 }), ['/input/a~1b~0c']],
    ['a field in the wrong place', imagen({}, { aspect_ratio: '1:1' }), ['/aspect_ratio']],
    ['an unknown form', imagen({}, { apiModel: 'google/imagen5' }), ['/apiModel']],
    [
      'a form that disagrees',
      { ...imagen({}, { apiModel: 'google/imagen4' }), model: 'google/imagen4-fast' },
      ['/apiModel'],
    ],
    ['an unknown variant', veo({ modelVariant: 'veo9' }), ['/modelVariant']],
    [
      'images for text to video',
      veo({ generationType: 'TEXT_2_VIDEO', imageUrls: picture(1) }),
      ['/imageUrls'],
    ],
    ['no frames', veo({ generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO' }), ['/imageUrls']],
    [
      'three frames',
      veo({ generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO', imageUrls: picture(3) }),
      ['/imageUrls'],
    ],
    ['no references', veo({ generationType: 'REFERENCE_2_VIDEO' }), ['/imageUrls']],
    ['four references', veo({ generationType: 'REFERENCE_2_VIDEO', imageUrls: picture(4) }), ['/imageUrls']],
    [
      'short references',
      veo({ generationType: 'REFERENCE_2_VIDEO', imageUrls: picture(1), duration: 4 }),
      ['/duration'],
    ],
    [
      'references for the quality tier',
      veo({ modelVariant: 'veo3', generationType: 'REFERENCE_2_VIDEO', imageUrls: picture(2) }),
      ['/generationType'],
    ],
    ['five seconds', veo({ duration: 5 }), ['/duration']],
    ['a seed out of range', veo({ seeds: 9999 }), ['/seeds']],
    ['an address that is none', veo({ imageUrls: ['https://a.example/1', 'nonsense'] }), ['/imageUrls/1']],
    ['a file as data', veo({ imageUrls: ['data:image/png;base64,AAAA'] }), ['/imageUrls/0']],
    ['an old spelling gone wrong', veo({ aspectRatio: '1:7' }), ['/aspectRatio']],
    ['no task type', mj({}), ['/taskType']],
    ['no files to start from', mj({ taskType: 'mj_img2img' }), ['/fileUrls']],
    ['files where none are taken', mj({ taskType: 'mj_txt2img', fileUrls: picture(1) }), ['/fileUrls']],
    ['two files for a film', mj({ taskType: 'mj_video', fileUrls: picture(2) }), ['/fileUrls']],
    ['a single file gone wrong', mj({ taskType: 'mj_video', fileUrl: 'nonsense' }), ['/fileUrl']],
    ['speed for a film', mj({ taskType: 'mj_video', fileUrls: picture(1), speed: 'fast' }), ['/speed']],
    [
      'twelve seconds',
      { service: 'KIE', model: 'SORA2', input: { prompt: 'A fox', n_frames: '12' } },
      ['/input/n_frames'],
    ],
    [
      'many things at once',
      {
        service: 'KIE',
        model: 'IMAGEN4',
        extra: 1,
        apiModel: 'x',
        input: { aspect_ratio: 'x', num_images: 9 },
      },
      ['/extra', '/apiModel', '/input/prompt', '/input/num_images'],
    ],
  ])('is refused with the path of each fault: %s', (_what, params, paths) => {
    const refusal = refusalOf(params);
    expect(refusal.code).toBe('validation_failed');
    expect(pathsOf(params)).toEqual(expect.arrayContaining(paths));
    if (paths.length === 1) expect(pathsOf(params)).toEqual(paths);
  });

  it('is told in words that help', () => {
    const [tooLong, wrongRatio, notKnown] = faultsOf(
      imagen({ prompt: 'a'.repeat(5001), aspect_ratio: 'x', foo: 1 }),
    );
    expect(tooLong?.message).toBe('must have at most 5000 characters, has 5001');
    expect(wrongRatio?.message).toBe('must be one of 1:1, 16:9, 9:16, 3:4, 4:3, auto');
    expect(notKnown?.message).toBe('is not a field of this model');
    expect(faultsOf(veo({ prompt: undefined }))).toEqual([{ path: '/prompt', message: 'is required' }]);
  });

  it('has at most a hundred faults told', () => {
    const input = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, 1]));
    expect(faultsOf(imagen(input))).toHaveLength(100);
  });

  it('cannot reach a prototype', () => {
    const params: unknown = JSON.parse(
      '{"service":"KIE","model":"IMAGEN4","input":{"prompt":"x","__proto__":{"seed":"1"}}}',
    );
    expect(() => plan(params)).not.toThrow(TypeError);
    expect({}).not.toHaveProperty('seed');
    for (const model of ['__proto__', 'constructor', 'toString']) {
      expect(refusalOf({ service: 'KIE', model, input: {} }).code).toBe('unknown_model');
    }
  });
});

describe('a model that cannot be had', () => {
  it('is unknown, and three near names are told', () => {
    const refusal = refusalOf({ service: 'KIE', model: 'IMAGN4', input: {} });
    expect(refusal.code).toBe('unknown_model');
    expect(refusal.details.extra?.['suggestions']).toHaveLength(3);
    expect(refusal.details.extra?.['suggestions']).toContain('IMAGEN4');
    expect(refusal.details.errors).toEqual([{ path: '/model', message: 'is not a model that we know' }]);
    const near = refusalOf({ service: 'KIE', model: 'google/imagen4-fst' }).details.extra?.['suggestions'];
    expect(near).toEqual(expect.arrayContaining(['google/imagen4-fast']));
  });

  it.each([
    ['OPENAI', 'IMAGEN4', ['KIE']],
    ['GOOGLE', 'VEO3', ['KIE']],
    ['AZURE', 'sora-2', ['KIE']],
    ['KIE', 'DALL_E_3', ['AZURE', 'OPENAI']],
    ['OPENAI', 'GPT_4O', ['AZURE']],
    ['GOOGLE', 'GEMINI_2_0', []],
  ])('is not offered by %s: %s, but by %j', (service, model, services) => {
    const refusal = refusalOf({ service, model, input: { prompt: 'x' } });
    expect(refusal.code).toBe('incompatible_service');
    expect(refusal.details.extra).toEqual({ services });
  });

  it.each([
    ['MIDJOURNEY', 'IMAGEN4'],
    ['SORA2', 'VEO3'],
    ['mj_txt2img', 'IMAGEN4'],
  ])('is retired: %s, and its successor is %s', (model, successor) => {
    const refusal = refusalOf({ service: 'KIE', model }, false);
    expect(refusal.code).toBe('model_retired');
    expect(refusal.details.extra).toEqual({ successor });
  });

  it('is planned with its deprecation where retired models are allowed', () => {
    const made = plan({ service: 'KIE', model: 'SORA2', input: { prompt: 'A fox' } });
    expect(made.deprecation).toEqual({ date: '2026-07-30', sunset: '2026-09-24', successor: 'VEO3' });
  });
});
