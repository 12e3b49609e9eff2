import { describe, expect, it } from 'vitest';
import { providerParams, readInputs } from '../provider-params.ts';
import type { Wish } from '../provider-params.ts';
import type { Model } from '@darkroom/client/api-types';

/** Models as the API describes them: the fields in `input`, or beside the name. */
const described = (fields: Record<string, unknown>, isFlat = false) => ({
  get: async (name: string): Promise<Model> => {
    const own = { service: {}, model: {} };
    const properties = isFlat
      ? { ...own, ...fields }
      : { ...own, apiModel: {}, input: { properties: fields } };
    const model: Partial<Model> = {
      id: isFlat ? 'VEO3' : name,
      aliases: isFlat ? ['veo-3'] : [],
      inputSchema: { type: 'object', properties },
    };
    // As much of a model as a form is made of.
    return model as Model;
  },
});
const form = (
  wish: Partial<Wish>,
  fields: Record<string, unknown> = { prompt: { type: 'string' } },
  isFlat = false,
): Promise<unknown> =>
  providerParams(
    { prompt: 'a pier', service: 'KIE', model: 'IMAGEN4', inputs: [], images: [], ...wish },
    described(fields, isFlat),
  );
const file = { type: 'string', format: 'uri' };

describe('the form of a model', () => {
  it('is the input object, with the variant beside it, for IMAGEN4, SORA2 and the catalogue', async () => {
    const inputs = ['apiModel=google/imagen4-fast', 'num_images=2', 'aspect_ratio=1:1'];
    expect(await form({ inputs })).toEqual({
      service: 'KIE',
      model: 'IMAGEN4',
      apiModel: 'google/imagen4-fast',
      input: { prompt: 'a pier', num_images: 2, aspect_ratio: '1:1' },
    });
  });

  it('is flat where the schema of the model is', async () => {
    const fields = { prompt: {}, image_urls: { type: 'array', items: file }, modelVariant: {} };
    const wish = { model: 'VEO3', inputs: ['modelVariant=veo3_fast'], images: ['https://a/1'] };
    expect(await form(wish, fields, true)).toEqual({
      service: 'KIE',
      model: 'VEO3',
      prompt: 'a pier',
      image_urls: ['https://a/1'],
      modelVariant: 'veo3_fast',
    });
    const short = { service: 'KIE', model: 'veo-3', prompt: 'a pier' };
    expect(await form({ model: 'veo-3' }, fields, true)).toEqual(short);
    expect(await form({ model: 'veo3_fast' }, fields, true)).toMatchObject({ input: { prompt: 'a pier' } });
  });

  it('puts the words where the model has room for them, and refuses them where it has none', async () => {
    const input = (answer: unknown): unknown => (answer as { input: unknown }).input;
    expect(input(await form({}, { text: {} }))).toEqual({ text: 'a pier' });
    const dialogue = { type: 'array', items: { properties: { text: {}, voice: {} } } };
    expect(input(await form({}, { dialogue }))).toEqual({ dialogue: [{ text: 'a pier' }] });
    expect(input(await form({ prompt: '' }, { image: file }))).toEqual({});
    await expect(form({}, { image: file })).rejects.toThrow('takes no words; leave them out');
  });

  it('puts pictures where the schema of the model has room for them', async () => {
    const images = ['https://a/1'];
    const prompt = { type: 'string' };
    const edit = { prompt, video_url: file, image_urls: { type: 'array', items: file } };
    expect(await form({ model: 'x/edit', images }, edit)).toMatchObject({ input: { image_urls: images } });
    expect(await form({ model: 'x/edit', images }, { prompt, image_url: file })).toMatchObject({
      input: { image_url: 'https://a/1' },
    });
    await expect(form({ model: 'x/edit', images }, { prompt })).rejects.toThrow('no field for images');
  });

  it('reads values as JSON where they parse, and dots in names as levels', () => {
    expect(readInputs(['a.b=true', 'a.c="1"', 'd=[1,2]', 'e=x=y', 'f=', 'g=0:1'])).toEqual({
      a: { b: true, c: '1' },
      d: [1, 2],
      e: 'x=y',
      f: '',
      g: '0:1',
    });
    for (const word of ['=1', 'a', 'a..b=1', '__proto__.x=1'])
      expect(() => readInputs([word])).toThrow('--input');
  });
});
