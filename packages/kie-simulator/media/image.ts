import sharp, { type Sharp } from 'sharp';
import { branded } from './boxes.ts';
import { sceneOf } from './scene.ts';
import type { Format, MediaSpec } from './spec.ts';

// Drawing the vector at 4K costs seconds; drawing it at this size and enlarging it does not show.
const drawnEdge = 1024;

/** How the pixels of each format are written; PNG where a format is not listed. */
const writers: Readonly<Partial<Record<Format, (picture: Sharp) => Promise<Uint8Array>>>> = {
  jpeg: (picture) => picture.jpeg({ quality: 84 }).toBuffer(),
  // Turned back by a quarter, and marked to be turned when it is shown.
  'jpeg-turned': async (picture) =>
    sharp(await picture.png().toBuffer())
      .rotate(270)
      .jpeg({ quality: 84 })
      .withMetadata({ orientation: 6 })
      .toBuffer(),
  webp: (picture) => picture.webp({ quality: 82, effort: 1 }).toBuffer(),
  avif: (picture) => picture.avif({ quality: 50, effort: 0 }).toBuffer(),
  heic: async (picture) => branded(await picture.avif({ quality: 50, effort: 0 }).toBuffer(), 'heic'),
};

/** Draws a picture in the asked format and size. */
export async function renderImage(spec: MediaSpec): Promise<Uint8Array> {
  const shrink = Math.min(1, drawnEdge / Math.max(spec.width, spec.height));
  const drawn = { ...spec, width: Math.round(spec.width * shrink), height: Math.round(spec.height * shrink) };
  // Pixels in between keep sharp from drawing the vector at the final size after all.
  const { data, info } = await sharp(Buffer.from(sceneOf(drawn, 0)))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = sharp(data, { raw: info }).resize(spec.width, spec.height, { fit: 'fill' });
  const write = writers[spec.format];
  return write === undefined ? picture.png({ compressionLevel: 3 }).toBuffer() : write(picture);
}
