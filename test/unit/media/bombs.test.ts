import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { openPicture } from '#storage/objects/pictures.ts';
import { aPicture } from '../../sample-media.ts';

/** An index of a GIF's two colours, black and white. */
type Colour = 0 | 1;

/** A frame whose data are one pixel, whatever sides it says it has. */
function frame(width: number, height: number, colour: Colour): Buffer {
  const bytes = Buffer.alloc(15);
  bytes[0] = 0x2c;
  bytes.writeUInt16LE(width, 5);
  bytes.writeUInt16LE(height, 7);
  // Codes of three bits: begin, the colour, end.
  bytes.set([2, 2, 0x44 | (colour << 3), 1, 0], 10);
  return bytes;
}

function aGif(width: number, height: number, frames: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(19);
  header.write('GIF89a');
  header.writeUInt16LE(width, 6);
  header.writeUInt16LE(height, 8);
  header[10] = 0x80;
  header.fill(0xff, 16);
  return Buffer.concat([header, ...frames, Buffer.from([0x3b])]);
}

/** A lossless WebP that says it has these sides. */
async function aWebp(side: number): Promise<Buffer> {
  const colour = { create: { width: 64, height: 64, channels: 3, background: '#336699' } } as const;
  const bytes = await sharp(colour).webp({ lossless: true }).toBuffer();
  const sides = bytes.indexOf('VP8L') + 9;
  const flags = (bytes.readUInt32LE(sides) >>> 28) * 2 ** 28;
  bytes.writeUInt32LE(flags + (side - 1) * 2 ** 14 + (side - 1), sides);
  return bytes;
}

/** An AVIF that says it has these sides. */
async function anAvif(side: number): Promise<Buffer> {
  const bytes = await sharp(await aPicture('png', { width: 64, height: 64 }))
    .avif({ effort: 0 })
    .toBuffer();
  const sides = bytes.indexOf('ispe') + 8;
  bytes.writeUInt32BE(side, sides);
  bytes.writeUInt32BE(side, sides + 4);
  return bytes;
}

const drawnSmall = async (bytes: Uint8Array): Promise<Buffer> => (await openPicture(bytes)).thumbnail(320);

describe('a few bytes that say more pixels than are drawn are refused by their header', () => {
  it.each([
    ['a WebP', () => aWebp(16_383)],
    ['an AVIF', () => anAvif(30_000)],
    ['a GIF with a frame larger than itself', async () => aGif(1, 1, [frame(65_535, 65_535, 0)])],
  ])('%s', async (_name, make) => {
    const bytes = await make();
    expect(bytes.length).toBeLessThan(1000);
    await expect(drawnSmall(bytes)).rejects.toThrow('exceeds pixel limit');
    await expect((await openPicture(bytes)).thumbhash()).rejects.toThrow('exceeds pixel limit');
  });

  it('but not those that say a size that is drawn', async () => {
    expect(await sharp(await drawnSmall(await aWebp(64))).metadata()).toMatchObject({ width: 64 });
    expect(await sharp(await drawnSmall(await anAvif(64))).metadata()).toMatchObject({ format: 'webp' });
    expect(await sharp(await drawnSmall(aGif(1, 1, [frame(1, 1, 0)]))).metadata()).toMatchObject({
      width: 1,
    });
  });
});

describe('of a film of pictures only the first is drawn', () => {
  it.each([
    ['however many follow', Array.from({ length: 100_000 }, () => frame(1, 1, 1))],
    ['however large the others are', Array.from({ length: 10_000 }, () => frame(65_535, 65_535, 1))],
  ])('%s', async (_name, others) => {
    const bytes = await drawnSmall(aGif(1, 1, [frame(1, 1, 0), ...others]));
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 1, height: 1 });
    expect([...data]).toEqual([0, 0, 0]);
  });
});
