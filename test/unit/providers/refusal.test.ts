import { describe, expect, it } from 'vitest';
import { faultsOf, imagen, mj, pathsOf, picture, plan, refusalOf, veo } from './requests.ts';

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
  ])('is not offered by %s: %s, but by %j', (service, model, services) => {
    const refusal = refusalOf({ service, model, input: { prompt: 'x' } });
    expect(refusal.code).toBe('incompatible_service');
    expect(refusal.details.extra).toEqual({ services });
  });

  it.each([
    ['KIE', 'DALL_E_3', 'gpt-image-2-text-to-image'],
    ['AZURE', 'DALL_E_3', 'gpt-image-2-text-to-image'],
    ['OPENAI', 'DALL_E_3', 'gpt-image-2-text-to-image'],
    ['OPENAI', 'GPT_4O', 'gpt-image-2-text-to-image'],
    ['GOOGLE', 'GEMINI_2_0', 'nano-banana-2'],
    ['KIE', 'google/gemini-3-8-flash-tts', 'google/gemini-2-5-pro-tts'],
  ])(
    'at %s: %s is not sent to a service that cannot be called either, but to %s',
    (service, model, other) => {
      const refusal = refusalOf({ service, model, input: { prompt: 'x' } });
      expect(refusal.code).toBe('incompatible_service');
      expect(refusal.details.extra).toEqual({ services: [], suggestions: [other] });
      const instead = refusalOf({ service: 'KIE', model: other, input: {} });
      expect(instead.code).toBe('validation_failed');
    },
  );

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
