import { pictureSize } from './picture-size.ts';

/** No whole file of these types is smaller: a header, and something behind it. */
const leastBytes: Readonly<Record<string, number>> = {
  'image/png': 67,
  'image/jpeg': 100,
  // One colour is a picture in fewer; nobody makes, or pays for, that.
  'image/webp': 44,
  'image/gif': 26,
  'image/bmp': 30,
};
/** Of films and sounds, and of what is not listed. */
const LEAST_BYTES = 45;
/** A side of a picture that no model takes, and no reader of pictures survives. */
const MOST_PIXELS_A_SIDE = 65_535;
const MOST_PIXELS = 1_000_000_000;

/** What keeps a picture from being one; undefined where its header says how large it is, or lies beyond what was read. */
function pictureFault(head: Uint8Array, isWhole: boolean): string | undefined {
  const size = pictureSize(head);
  if (size === undefined)
    return isWhole ? 'It is no whole picture: nothing in it says how large it is' : undefined;
  const { width, height } = size;
  if (width < 1 || height < 1) return 'It is a picture without pixels';
  const isSane = Math.max(width, height) <= MOST_PIXELS_A_SIDE && width * height <= MOST_PIXELS;
  return isSane ? undefined : `It claims to be a picture of ${width} × ${height} pixels`;
}

/** Why a file cannot be what its first bytes say it is; undefined where it can. `isWhole` says that there are no others. */
export function headerFault(contentType: string, head: Uint8Array, isWhole: boolean): string | undefined {
  if (isWhole && head.length < (leastBytes[contentType] ?? LEAST_BYTES))
    return `It is no whole file of ${contentType}: it has ${head.length} bytes`;
  return contentType.startsWith('image/') ? pictureFault(head, isWhole) : undefined;
}
