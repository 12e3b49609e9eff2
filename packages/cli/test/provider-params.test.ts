import { describe, expect, it } from 'vitest';
import { providerParams, readInputs } from '../provider-params.ts';
import type { Wish } from '../provider-params.ts';
import type { ModelView } from '@darkroom/client/types';

const catalogue = (properties: Record<string, unknown>) => ({
  readModel: async (name: string): Promise<ModelView> => ({
    id: name.startsWith('veo') ? 'VEO3' : name,
    service: 'KIE',
    media: 'image',
    status: 'active',
    aliases: ['veo-3'],
    inputSchema: { type: 'object', properties },
  }),
});
const form = (wish: Partial<Wish>, properties: Record<string, unknown> = {}): Promise<unknown> =>
  providerParams(
    { prompt: 'a pier', service: 'KIE', model: 'IMAGEN4', inputs: [], images: [], ...wish },
    catalogue(properties),
  );

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

  it('is flat for VEO3 and MIDJOURNEY', async () => {
    expect(
      await form({ model: 'VEO3', inputs: ['modelVariant=veo3_fast'], images: ['https://a/1'] }),
    ).toEqual({
      service: 'KIE',
      model: 'VEO3',
      prompt: 'a pier',
      imageUrls: ['https://a/1'],
      modelVariant: 'veo3_fast',
    });
    expect(await form({ model: 'MIDJOURNEY' })).toMatchObject({ taskType: 'mj_txt2img' });
    expect(await form({ model: 'MIDJOURNEY', images: ['https://a/1'] })).toMatchObject({
      taskType: 'mj_img2img',
      fileUrls: ['https://a/1'],
    });
  });

  it('is that of the model for an alias, and the input object for a wire id', async () => {
    expect(await form({ model: 'veo-3' })).toEqual({ service: 'KIE', model: 'veo-3', prompt: 'a pier' });
    expect(await form({ model: 'veo3_fast' })).toMatchObject({ input: { prompt: 'a pier' } });
  });

  it('puts pictures where the schema of the model has room for them', async () => {
    const images = ['https://a/1'];
    expect(await form({ model: 'x/edit', images }, { image_urls: { type: 'array' } })).toMatchObject({
      input: { image_urls: images },
    });
    expect(await form({ model: 'x/edit', images }, { image_url: { type: 'string' } })).toMatchObject({
      input: { image_url: 'https://a/1' },
    });
    await expect(form({ model: 'x/edit', images }, { prompt: {} })).rejects.toThrow('no field for images');
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
