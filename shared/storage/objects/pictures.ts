import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { DIGITAL_SOURCE_TYPE, thumbnailSizes, type ThumbnailSize } from '#domain/files/preview.ts';
import { once } from '#domain/once.ts';
import { SNIFF_BYTES, sniffedName } from './sniff.ts';

/** A picture of more pixels is not opened: its file may be small and its picture endless. */
const MOST_PIXELS = 64 * 1024 * 1024;
const PATIENCE_SECONDS = 10;
const QUALITY = 78;
/** Of 6. Double the work of this would save a twelfth of the bytes. */
const EFFORT = 2;
/** What a thumbhash is made of: more than that is of no use to it. */
const HASHED_SIZE = 100;

/** Says "AI generated" to whoever reads metadata. */
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="${DIGITAL_SOURCE_TYPE}"/></rdf:RDF></x:xmpmeta>`;

/** A picture, ready to be drawn smaller. */
export interface Picture {
  thumbnail(size: ThumbnailSize): Promise<Buffer>;
  thumbhash(): Promise<string>;
}

/** Told from the bytes before the decoder sees them: formats that are programs, or lead to other files, are no pictures. */
const pictures = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
]);

/** Pixels, as they are once a picture has been opened. */
interface Pixels {
  readonly data: Uint8Array;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

const fitting = (picture: Sharp, size: number): Sharp =>
  picture
    .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: PATIENCE_SECONDS });

/** The picture at the size of its largest thumbnail, in sRGB. */
async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await fitting(picture, Math.max(...thumbnailSizes))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { data, raw: { width, height, channels } };
}

/** All that is drawn comes from the same pixels: opening a picture costs as much as drawing it. */
function drawn(picture: Sharp): Picture {
  const pixels = once(() => pixelsOf(picture));
  const smaller = async (size: number): Promise<Sharp> => {
    const { data, raw } = await pixels();
    return fitting(sharp(data, { raw }), size);
  };
  return {
    thumbnail: async (size) =>
      (await smaller(size)).webp({ quality: QUALITY, effort: EFFORT }).withXmp(xmp).toBuffer(),
    async thumbhash() {
      const small = (await smaller(HASHED_SIZE)).ensureAlpha().raw();
      const { data, info } = await small.toBuffer({ resolveWithObject: true });
      return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
    },
  };
}

/** Opens the first frame of a picture, the right way up. Throws for what is none; drawing it throws for what is broken or has too many pixels. */
export async function openPicture(bytes: Uint8Array): Promise<Picture> {
  const name = await sniffedName(bytes.subarray(0, SNIFF_BYTES));
  if (!pictures.has(name ?? '')) throw new Error(`${name ?? 'This'} is no picture`);
  const guarded = { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false } as const;
  return drawn(sharp(bytes, guarded).autoOrient());
}

const GREY = { r: 38, g: 42, b: 48 };
const LIGHT = 214;

/** Stands for a film of which no picture is to be had: a triangle on grey, in the film's own shape. */
export function placeholder(shape: { readonly width: number; readonly height: number }): Picture {
  const scale = 1024 / Math.max(shape.width, shape.height, 1);
  const width = Math.max(16, Math.round(shape.width * scale));
  const height = Math.max(16, Math.round(shape.height * scale));
  const data = Buffer.alloc(width * height * 3);
  const reach = Math.min(width, height) / 6;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const along = x - width / 2 + reach / 2;
      const isInside = along >= 0 && along <= reach * 1.5 && Math.abs(y - height / 2) <= reach - along / 1.5;
      const at = (y * width + x) * 3;
      data[at] = isInside ? LIGHT : GREY.r;
      data[at + 1] = isInside ? LIGHT : GREY.g;
      data[at + 2] = isInside ? LIGHT : GREY.b;
    }
  }
  return drawn(sharp(data, { raw: { width, height, channels: 3 } }));
}
