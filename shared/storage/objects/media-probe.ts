import { archiveTypes, isArchiveType, type ArchiveType, type AssetMedia } from '#domain/files/archive-key.ts';
import { fromTypeBox } from './container.ts';
import { isOnItsSide } from './orientation.ts';
import { pictureSize } from './picture-size.ts';
import { sniffedName } from './sniff.ts';
import type { Dimensions, ReadRange } from './timed-media.ts';

/** What the first bytes of a file say it is. */
export type Sniffed =
  | { readonly type: ArchiveType }
  /** SVG, HTML, XML, archives …: whatever we do not keep. */
  | { readonly type: undefined; readonly isPage: boolean };

/** The type of a file of which such media are expected. */
export async function sniff(head: Uint8Array, expected: AssetMedia): Promise<Sniffed> {
  const name = await sniffedName(head, expected);
  if (name !== undefined && isArchiveType(name)) return { type: name };
  return { type: undefined, isPage: name === 'text/html' };
}

function imageDimensions(type: ArchiveType, head: Uint8Array, tail: Uint8Array): Dimensions {
  const size = pictureSize(head);
  // Headers that lie beyond the first bytes, or none at all: the file is kept, its size stays untold.
  if (size === undefined) return {};
  const { width, height } = size;
  try {
    const isTurned = [head, tail].some((bytes) => isOnItsSide(type, Buffer.from(bytes)));
    return isTurned ? { width: height, height: width } : { width, height };
  } catch {
    return {};
  }
}

/** In a WebP picture Exif data comes last. */
const TAIL_BYTES = 64 * 1024;
const EXIF_FLAG = 8;
const FLAGS_AT = 20;

/** The end of a picture, where its beginning says that something of interest lies there and it was not read. */
async function tailOf(type: ArchiveType, { head, bytes, read }: ProbedFile): Promise<Uint8Array> {
  const isExtended = Buffer.from(head).toString('latin1', 12, 16) === 'VP8X';
  const hasExif = type === 'image/webp' && isExtended && ((head[FLAGS_AT] ?? 0) & EXIF_FLAG) !== 0;
  if (!hasExif || head.length >= bytes) return new Uint8Array();
  return read(Math.max(head.length, bytes - TAIL_BYTES), bytes).catch(() => new Uint8Array());
}

/** A file to be measured: its first bytes, its length, and how more of it is read. */
export interface ProbedFile {
  readonly head: Uint8Array;
  readonly bytes: number;
  readonly read: ReadRange;
}

/** Width, height and duration of a file, from its first bytes or by reading ranges of it. Never fails. */
export async function dimensionsOf(
  type: ArchiveType,
  { head, bytes, read }: ProbedFile,
): Promise<Dimensions> {
  if (archiveTypes[type].media === 'image')
    return imageDimensions(type, head, await tailOf(type, { head, bytes, read }));
  // The reader of films and sounds is larger than all the rest: who archives pictures does without.
  const { timedDimensions } = await import('./timed-media.ts');
  // The reader wants the box that tells the type in front; of the index alone nothing depends on its place.
  const skipped = head.length - fromTypeBox(Buffer.from(head)).length;
  return timedDimensions(bytes - skipped, (start, end) => read(start + skipped, end + skipped));
}
