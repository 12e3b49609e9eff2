import { randomFillSync } from 'node:crypto';
import sharp from 'sharp';
import { makeThumbnails } from '#actions/files/make-thumbnails.ts';
import { openPicture, placeholder } from '#storage/objects/pictures.ts';
import { shown, type Findings } from './goals.ts';
import { fixed, textTable } from './text-table.ts';

const ROUNDS = 20;

/** Noise on a gradient: about as hard to pack as a photograph, and never the same twice. */
async function aPhotograph(format: 'png' | 'jpeg', width: number, height: number): Promise<Buffer> {
  const noise = randomFillSync(Buffer.alloc(width * height * 3));
  for (let i = 0; i < noise.length; i += 1) noise[i] = ((noise[i] ?? 0) >> 3) + (i / noise.length) * 220;
  return sharp(noise, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

export interface Drawn {
  readonly pictures: number;
  /** Objects written. */
  readonly written: number;
  readonly seconds: number;
}

/** Draws what a task's outputs are shown with, so many times, without a store in between. */
export async function draw(picture: Buffer, rounds: number): Promise<Drawn> {
  let written = 0;
  const files = {
    read: async () => picture,
    write: async () => {
      written += 1;
    },
  };
  const quiet = {
    info: () => undefined,
    warn: () => undefined,
    count: () => undefined,
    measure: () => undefined,
  };
  const make = makeThumbnails({ files, open: openPicture, placeholder, log: quiet });
  const key = `images/generated/bench/${'0'.repeat(32)}.png`;
  const begun = performance.now();
  let pictures = 0;
  for (let round = 0; round < rounds; round += 1) {
    pictures += (await make({ outputs: [{ n: 1, key, picture: key }] })).previews.length;
  }
  return { pictures, written, seconds: (performance.now() - begun) / 1000 };
}

/** The least that makes something to show of a picture: one thumbnail, and nothing told about it. */
async function bareSeconds(picture: Buffer, rounds: number): Promise<number> {
  const begun = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    await sharp(picture)
      .resize({ width: 1024, height: 1024, fit: 'inside' })
      .webp({ quality: 78 })
      .toBuffer();
  }
  return (performance.now() - begun) / 1000;
}

/** How many thumbnails a second a process draws, thumbhash included. */
export async function thumbnails(): Promise<Findings> {
  const kinds = [
    ['1024 x 1024 PNG', await aPhotograph('png', 1024, 1024)],
    ['1920 x 1080 JPEG', await aPhotograph('jpeg', 1920, 1080)],
    ['4096 x 4096 JPEG', await aPhotograph('jpeg', 4096, 4096)],
  ] as const;
  const rows: { name: string; bytes: number; perSecond: number; overBare: number }[] = [];
  for (const [name, picture] of kinds) {
    await draw(picture, 2);
    const { written, seconds } = await draw(picture, ROUNDS);
    const bare = await bareSeconds(picture, ROUNDS);
    rows.push({ name, bytes: picture.length, perSecond: written / seconds, overBare: seconds / bare });
  }
  return {
    text: [
      `Two thumbnails and a thumbhash of each picture, ${ROUNDS} times, in one process:`,
      '',
      textTable(
        ['', 'KB', 'thumbnails a second', 'over one bare thumbnail'],
        rows.map(({ name, bytes, perSecond, overBare }) => [
          name,
          fixed(bytes / 1000),
          fixed(perSecond, 1),
          `${fixed(overBare, 2)}x`,
        ]),
      ),
    ],
    goals: rows.map(({ name, perSecond, overBare }) =>
      shown(
        `thumbnails a second, of a ${name}; two and a thumbhash over one bare`,
        'published',
        `${fixed(perSecond, 1)}; ${fixed(overBare, 2)}x`,
      ),
    ),
    numbers: rows,
  };
}
