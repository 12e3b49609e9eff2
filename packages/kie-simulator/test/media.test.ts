import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sceneOf } from '../media/scene.ts';
import { aKie } from './simulator.ts';

async function aRenderer() {
  const simulator = await aKie();
  const { order, idOf, urlsOf, advance } = simulator;
  const filesOf = async (model: string, input: object): Promise<{ bytes: Buffer; type: string | null }[]> => {
    const id = idOf(await order(model, input));
    await advance(2_000);
    const replies = (await urlsOf(id)).map(async (url) => {
      const reply = await fetch(url);
      return { bytes: Buffer.from(await reply.arrayBuffer()), type: reply.headers.get('content-type') };
    });
    return Promise.all(replies);
  };
  const oneOf = async (model: string, input: object): Promise<{ bytes: Buffer; type: string | null }> => {
    const [file] = await filesOf(model, input);
    if (file === undefined) throw new Error('no file');
    return file;
  };
  return { ...simulator, filesOf, oneOf };
}

const played = (bytes: Buffer): Input =>
  new Input({ source: new BufferSource(new Uint8Array(bytes)), formats: ALL_FORMATS });

async function filmFacts(bytes: Buffer) {
  const input = played(bytes);
  const track = await input.getPrimaryVideoTrack();
  return {
    seconds: await input.computeDuration(),
    codec: track?.codec,
    width: track?.displayWidth,
    height: track?.displayHeight,
  };
}

/** Mean difference of the pixels of two pictures, 0 to 255, seen from afar. */
async function distance(left: Buffer, right: Buffer): Promise<number> {
  const pixels = (bytes: Buffer): Promise<Buffer> =>
    sharp(bytes).resize(32, 18, { fit: 'fill' }).raw().toBuffer();
  const [one, two] = [await pixels(left), await pixels(right)];
  return one.reduce((sum, value, index) => sum + Math.abs(value - (two[index] ?? 0)), 0) / one.length;
}

describe('pictures', () => {
  it.each([
    ['google/imagen4-fast', { aspect_ratio: '16:9' }, 'png', 1024, 576],
    ['google/imagen4-fast', { aspect_ratio: '3:4' }, 'png', 768, 1024],
    ['nano-banana-pro', { output_format: 'jpg', resolution: '2K', aspect_ratio: '1:1' }, 'jpeg', 2048, 2048],
    ['qwen2/text-to-image', { output_format: 'jpeg' }, 'jpeg', 1024, undefined],
    ['qwen2-1/text-to-image', { output_format: 'webp' }, 'webp', 1024, undefined],
    ['flux-2/pro-text-to-image', { aspect_ratio: '3:2', resolution: '1K' }, 'png', 1024, 682],
  ])('of %s with %o are %s of %d by %d', async (model, input, format, width, height) => {
    const { oneOf } = await aRenderer();
    const { bytes, type } = await oneOf(model, { prompt: 'a lighthouse', ...input });
    const facts = await sharp(bytes).metadata();
    expect({ format: facts.format, width: facts.width, type }).toEqual({
      format,
      width,
      type: `image/${format}`,
    });
    if (height !== undefined) expect(facts.height).toBe(height);
  });

  it('are the same for the same request and seed, and differ between prompts, seeds and places in the list', async () => {
    const { filesOf, oneOf } = await aRenderer();
    const one = await oneOf('google/imagen4-fast', { prompt: 'a lighthouse', seed: 7 });
    const same = await oneOf('google/imagen4-fast', { prompt: 'a lighthouse', seed: 7 });
    const next = await oneOf('google/imagen4-fast', { prompt: 'a lighthouse', seed: 8 });
    const other = await oneOf('google/imagen4-fast', { prompt: 'a city at night', seed: 7 });
    expect(same.bytes.equals(one.bytes)).toBe(true);
    expect(next.bytes.equals(one.bytes)).toBe(false);
    expect(await distance(one.bytes, other.bytes)).toBeGreaterThan(20);
    const pair = await filesOf('grok-imagine/text-to-image', { prompt: 'a fox', aspect_ratio: '1:1' });
    expect(pair).toHaveLength(2);
    expect(pair[0]?.bytes.equals(pair[1]?.bytes ?? Buffer.alloc(0))).toBe(false);
  });
});

it('pictures without a seed are others each time', async () => {
  const { oneOf } = await aRenderer();
  const [one, other] = [
    await oneOf('google/imagen4-fast', { prompt: 'a fox' }),
    await oneOf('google/imagen4-fast', { prompt: 'a fox' }),
  ];
  expect(other.bytes.equals(one.bytes)).toBe(false);
});

describe('films', () => {
  it('are H.264 of the asked ratio, as long as asked up to the cap', async () => {
    const { kie, oneOf } = await aRenderer();
    const clip = { prompt: 'waves', resolution: '720p', duration: 4, aspect_ratio: '9:16' };
    const { bytes, type } = await oneOf('bytedance/seedance-1.5-pro', clip);
    expect(type).toBe('video/mp4');
    expect(await filmFacts(bytes)).toEqual({ seconds: 3, codec: 'avc', width: 180, height: 320 });
    kie.setKnobs({ videoSecondsCap: 60 });
    const whole = await oneOf('bytedance/seedance-1.5-pro', clip);
    expect((await filmFacts(whole.bytes)).seconds).toBe(4);
  });

  it('move', () => {
    const spec = {
      kind: 'video',
      format: 'mp4',
      width: 320,
      height: 180,
      seconds: 3,
      framesPerSecond: 10,
      seed: 1,
      prompt: 'waves',
      caption: 'waves',
    } as const;
    expect(sceneOf(spec, 1)).not.toBe(sceneOf(spec, 0));
    expect(sceneOf(spec, 1)).toBe(sceneOf(spec, 1));
  });

  it('have stills beside them when the last frame is wanted', async () => {
    const { order, idOf, recordOf, advance } = await aRenderer();
    const id = idOf(await order('bytedance/seedance-2', { prompt: 'waves', return_last_frame: true }));
    await advance(2_000);
    const result = JSON.parse((await recordOf(id)).resultJson) as Record<string, string[]>;
    expect(Object.keys(result)).toEqual(['resultUrls', 'firstFrameUrl', 'lastFrameUrl']);
    const still = await fetch(result['lastFrameUrl']?.[0] ?? '');
    expect((await sharp(Buffer.from(await still.arrayBuffer())).metadata()).format).toBe('png');
  });
});

describe('sounds', () => {
  it('are MP3 whose length follows the text', async () => {
    const { oneOf } = await aRenderer();
    const { bytes, type } = await oneOf('elevenlabs/text-to-speech-turbo-2-5', { text: 'x'.repeat(56) });
    const input = played(bytes);
    expect([type, (await input.getPrimaryAudioTrack())?.codec]).toEqual(['audio/mpeg', 'mp3']);
    expect(await input.computeDuration()).toBeCloseTo(4, 0);
  });

  it('are bare samples where those are asked for, as the service sends them', async () => {
    const { oneOf } = await aRenderer();
    const wish = { text: 'rain', duration_seconds: 2, output_format: 'pcm_16000' };
    const { bytes, type } = await oneOf('elevenlabs/sound-effect-v2', wish);
    expect(type).toBe('application/octet-stream');
    expect(bytes.subarray(0, 4).toString('latin1')).not.toBe('RIFF');
    // Two bytes a sample.
    expect((bytes.length / 2) % 2 === 0 && bytes.length > 2 * 2 * 8000).toBe(true);
  });
});
