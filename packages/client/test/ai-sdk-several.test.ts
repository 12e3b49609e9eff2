import { generateImage } from 'ai';
import { describe, expect, it } from 'vitest';
import { asset, IMAGEN, SdkStage, text } from './sdk-stage.ts';

const stage = new SdkStage();
const { provider, creates, fieldsAre } = stage;

describe('several pictures of one call', () => {
  it('are as many orders as the model needs for them', async () => {
    for (const [fields, n] of [
      [{ prompt: text }, 2],
      [IMAGEN, 3],
    ] as const) {
      fieldsAre(fields);
      await generateImage({ model: provider().image('z-image'), prompt: 'a hat', n });
    }
    const keys = creates().map(({ headers }) => headers['idempotency-key']);
    expect([keys.length, new Set(keys).size]).toEqual([4, 4]);
  });

  it('are orders of their own under a key of yours, and the same ones when it is called again', async () => {
    const headers = { 'Idempotency-Key': 'hats-1' };
    for (let turn = 0; turn < 2; turn += 1) {
      fieldsAre({ prompt: text });
      await generateImage({ model: provider().image('z-image'), prompt: 'a hat', n: 3, headers });
    }
    const keys = creates().map((one) => String(one.headers['idempotency-key']));
    const three = ['hats-1', 'hats-1-2', 'hats-1-3'];
    expect(keys.toSorted()).toEqual([...three, ...three].toSorted());
  });

  it('are not what two calls with one key make: that is one order', async () => {
    fieldsAre({ prompt: text });
    const model = provider().image('z-image');
    const headers = { 'idempotency-key': 'hat-2' };
    const once = () => generateImage({ model, prompt: 'a hat', headers });
    await Promise.all([once(), once()]);
    expect(creates().map((one) => one.headers['idempotency-key'])).toEqual(['hat-2', 'hat-2']);
  });

  it('have each cost its share of what the task has', async () => {
    fieldsAre(IMAGEN);
    const picture = { ...asset, type: 'image', url: `${stage.api.url}/bytes` };
    stage.api.script.task = {
      assets: [picture, picture, { ...picture, type: 'audio' }],
      cost: { actualCredits: 9 },
    };
    const { providerMetadata } = await generateImage({
      model: provider().image('IMAGEN4'),
      prompt: 'a hat',
      n: 2,
    });
    expect(providerMetadata['darkroom']?.images).toMatchObject([
      { credits: 4.5, taskCredits: 9 },
      { credits: 4.5, taskCredits: 9 },
    ]);
  });
});
