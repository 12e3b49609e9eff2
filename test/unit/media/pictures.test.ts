import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeThumbnails } from '#actions/files/make-thumbnails.ts';
import { DIGITAL_SOURCE_TYPE, thumbnailKey } from '#domain/files/preview.ts';
import { openPicture, placeholder } from '#storage/objects/pictures.ts';
import { aPicture } from '../../sample-media.ts';

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG that says it has these sides, whatever its bytes are worth: a few kilobytes that unfold to gigabytes. */
function aBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(10_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const small = async (bytes: Buffer, size: 320 | 1024 = 320): Promise<Buffer> =>
  (await openPicture(bytes)).thumbnail(size);

describe('a thumbnail', () => {
  it.each([
    [{ width: 2000, height: 1000 }, 320, { width: 320, height: 160 }],
    [{ width: 1000, height: 2000 }, 1024, { width: 512, height: 1024 }],
    [{ width: 100, height: 50 }, 320, { width: 100, height: 50 }],
  ] as const)('of %j fits into %d pixels', async (size, fit, expected) => {
    const bytes = await small(await aPicture('jpeg', size), fit);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', ...expected });
  });

  it('says that a machine has made it', async () => {
    const { xmpAsString } = await sharp(await small(await aPicture())).metadata();
    expect(xmpAsString).toContain(`DigitalSourceType="${DIGITAL_SOURCE_TYPE}"`);
  });

  it('stands the right way up', async () => {
    const turned = await sharp(await aPicture('jpeg', { width: 400, height: 200 }))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(await sharp(await small(turned)).metadata()).toMatchObject({
      width: 160,
      height: 320,
    });
  });

  const clay = { r: 200, g: 150, b: 120 };
  const solid = (channels: 3 | 4, colour: { r: number; g: number; b: number; alpha?: number }) =>
    sharp({ create: { width: 600, height: 400, channels, background: colour } });

  it.each([
    ['of three channels', solid(3, clay).png(), [200, 150, 120]],
    ['that is half transparent', solid(4, { ...clay, alpha: 0.5 }).png(), [200, 150, 120, 128]],
    ['of sixteen bits', solid(3, clay).toColourspace('rgb16').png(), [200, 150, 120]],
    ['in grey', solid(3, { r: 90, g: 90, b: 90 }).toColourspace('b-w').png(), [90, 90, 90]],
    ['made for print', solid(3, clay).toColourspace('cmyk').jpeg(), [200, 150, 120]],
    ['with a profile of its own', solid(3, clay).withIccProfile('p3').png(), [200, 150, 120]],
  ])('has the colours of a picture %s', async (_name, picture, expected) => {
    const bytes = await small(await picture.toBuffer());
    const { channels } = await sharp(bytes).stats();
    const off = expected.map((value, i) => Math.abs((channels[i]?.mean ?? 0) - value));
    expect(channels).toHaveLength(expected.length);
    expect(Math.max(...off)).toBeLessThan(12);
  });

  it('comes with a placeholder of a few bytes', async () => {
    const hash = Buffer.from(await (await openPicture(await aPicture())).thumbhash(), 'base64');
    expect(hash.length).toBeGreaterThan(4);
    expect(hash.length).toBeLessThan(40);
  });
});

describe('a file is not drawn', () => {
  it.each([
    ['that unfolds to 900 million pixels', aBomb(30_000, 30_000)],
    ['that unfolds to 4 thousand million pixels', aBomb(65_535, 65_535)],
    ['that is one endless line', aBomb(100_000_000, 1)],
    ['that is an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    [
      'that is an SVG leading to other files',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    ],
    ['that is no picture', Buffer.from('hello')],
    ['that is empty', Buffer.alloc(0)],
  ])('%s', async (_name, bytes) => {
    await expect(small(bytes)).rejects.toThrow();
  });

  it('that is cut off', async () => {
    const picture = await aPicture('jpeg', { width: 800, height: 800 });
    await expect(small(picture.subarray(0, picture.length / 2))).rejects.toThrow();
  });
});

it('a placeholder has the shape of its film', async () => {
  const bytes = await placeholder({ width: 720, height: 1280 }).thumbnail(1024);
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 576, height: 1024, format: 'webp' });
});

describe('drawing a task', () => {
  const id = '0123456789abcdef0123456789abcdef';
  const image = `images/generated/ana/${id}.png`;
  const film = `project_p/branch_b/videos/generated/ana/${id}-2.mp4`;

  async function draw(
    stored: Record<string, Buffer>,
    outputs: Parameters<ReturnType<typeof makeThumbnails>>[0]['outputs'],
    broken?: 'read' | 'write',
  ) {
    const written: string[] = [];
    const counts: string[] = [];
    const make = makeThumbnails({
      files: {
        read: async (key) => {
          if (broken === 'read' && key === image) throw new Error('SlowDown');
          return stored[key] ?? Buffer.alloc(0);
        },
        write: async (key) => {
          if (broken === 'write' && !key.includes('-3')) throw new Error('SlowDown');
          written.push(key);
        },
      },
      open: openPicture,
      placeholder,
      log: {
        info: () => undefined,
        warn: () => undefined,
        count: (name) => void counts.push(name),
        measure: () => undefined,
      },
    });
    return { ...(await make({ outputs })), written: written.sort(), counts };
  }

  it('makes two thumbnails and a thumbhash of every output, and none of what is no picture', async () => {
    const { previews, written, counts } = await draw({ [image]: await aPicture() }, [
      { n: 1, key: image, picture: image },
      { n: 3, key: image.replace('.png', '-3.png'), picture: image.replace('.png', '-3.png') },
    ]);
    const whole = { n: 1, sizes: [320, 1024], thumbhash: expect.any(String) as string };
    expect(previews).toEqual([whole, { n: 3, sizes: [] }]);
    expect(written).toEqual([1024, 320].map((size) => `images/thumbnails/${size}/ana/${id}.webp`));
    expect(counts).toEqual(['PictureNotDrawn']);
  });

  it('leaves out what the store does not give or take, and draws the others', async () => {
    const bytes = { [image]: await aPicture(), [image.replace('.png', '-3.png')]: await aPicture() };
    const shown = Object.keys(bytes).map((key, i) => ({ n: 2 * i + 1, key, picture: key }));
    for (const broken of ['read', 'write'] as const) {
      const { previews, counts } = await draw(bytes, shown, broken);
      expect(previews.map(({ n }) => n)).toEqual([3]);
      expect(counts).toEqual(['PictureNotDrawn']);
    }
  });

  it('shows a film by the picture that it was made from, else by a placeholder', async () => {
    const bomb = { 'uploads/ana/bomb.png': aBomb(60_000, 60_000), 'uploads/ana/a.png': await aPicture() };
    for (const picture of ['uploads/ana/a.png', 'uploads/ana/bomb.png', undefined]) {
      const shown = {
        n: 2,
        key: film,
        width: 640,
        height: 360,
        ...(picture === undefined ? {} : { picture }),
      };
      const { previews, written } = await draw(bomb, [shown]);
      expect(previews).toMatchObject([{ n: 2, sizes: [320, 1024] }]);
      expect(written).toEqual(
        [1024, 320].map((size) => `project_p/branch_b/videos/thumbnails/${size}/ana/${id}-2.webp`),
      );
    }
  });

  it('writes nowhere but beside an output', async () => {
    expect(thumbnailKey('uploads/ana/a.png', 320)).toBeUndefined();
    expect(
      (
        await draw({ 'uploads/ana/a.png': await aPicture() }, [
          { n: 1, key: 'uploads/ana/a.png', picture: 'uploads/ana/a.png' },
        ])
      ).written,
    ).toEqual([]);
  });
});
