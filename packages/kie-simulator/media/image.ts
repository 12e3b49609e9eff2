import sharp from 'sharp';
import { sceneOf } from './scene.ts';
import type { MediaSpec } from './spec.ts';

// Drawing the vector at 4K costs seconds; drawing it at this size and enlarging it does not show.
const drawnEdge = 1024;

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
  if (spec.format === 'jpeg') return picture.jpeg({ quality: 84 }).toBuffer();
  if (spec.format === 'webp') return picture.webp({ quality: 82, effort: 1 }).toBuffer();
  return picture.png({ compressionLevel: 3 }).toBuffer();
}
