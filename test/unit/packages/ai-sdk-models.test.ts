import { expect, it } from 'vitest';
import { darkroomProvider } from '@darkroom/client/ai-sdk';
import { listModels } from '#providers/catalog.ts';
import { describeModel } from '#providers/catalog/describe.ts';

const url = 'https://x.example/a.png';

it('the AI SDK finds a place for the pictures of every model that makes pictures out of them', async () => {
  const models = listModels()
    .map(describeModel)
    .filter(({ capabilities, media }) => capabilities.includes('image-to-image') && media.includes('image'));
  const ordered: string[] = [];
  for (const model of models) {
    const { id } = model;
    const provider = darkroomProvider({
      url: 'https://api.example.test',
      key: 'dk_test',
      // Knows the model, and takes no order.
      fetch: async (_address, { method, body } = {}) => {
        if (method !== 'POST') return Response.json(model);
        if (typeof body === 'string' && body.includes(url)) ordered.push(id);
        return Response.json({ code: 'not_today' }, { status: 422 });
      },
    });
    const none = { prompt: undefined, size: undefined, aspectRatio: undefined, seed: undefined };
    const files = [{ type: 'url', url } as const];
    const asked = provider
      .image(id as Parameters<typeof provider.image>[0])
      .doGenerate({ ...none, n: 1, files, mask: undefined, providerOptions: {} });
    await expect(asked, id).rejects.toMatchObject({ code: 'not_today' });
  }
  expect(ordered).toEqual(models.map(({ id }) => id));
  expect(ordered.length).toBeGreaterThan(20);
});
