import type { AssetMedia } from './archive-key.ts';
import { filmTypes, pictureTypes, soundTypes } from './media-types.ts';
import { commonTypeName } from './type-names.ts';

/** The types that some model takes as an input, by what their bytes say, and the ending that each gets. */
export const uploadTypes = {
  ...pictureTypes,
  'image/bmp': { ending: 'bmp', media: 'image' },
  'image/tiff': { ending: 'tif', media: 'image' },
  ...filmTypes,
  'video/x-matroska': { ending: 'mkv', media: 'video' },
  'video/vnd.avi': { ending: 'avi', media: 'video' },
  ...soundTypes,
} as const satisfies Record<string, { ending: string; media: AssetMedia }>;

export type UploadType = keyof typeof uploadTypes;

const isUploadType = (type: string): type is UploadType => Object.hasOwn(uploadTypes, type);

/** The type that a name stands for; undefined for whatever no model takes (SVG, HTML, archives …). */
export function uploadTypeOf(name: string): UploadType | undefined {
  const type = commonTypeName(name);
  return isUploadType(type) ? type : undefined;
}

/** What an upload of a type shows or sounds like; undefined where no model takes it. */
export function uploadMediaOf(type: string): AssetMedia | undefined {
  return isUploadType(type) ? uploadTypes[type].media : undefined;
}

/** Other endings in use for files whose own is the key. */
const otherEndings: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
  tif: ['tiff'],
  mp4: ['m4v'],
  mov: ['qt'],
  ogg: ['oga', 'opus'],
  m4a: ['mp4'],
  weba: ['webm'],
};

/** A file's name with the ending of its type, so that whoever saves it opens what it is, and nothing that acts. */
export function savedName(fileName: string, type: string): string {
  if (!isUploadType(type)) return fileName;
  const { ending } = uploadTypes[type];
  const [, own = ''] = /\.([^.]*)$/.exec(fileName.toLowerCase()) ?? [];
  return [ending, ...(otherEndings[ending] ?? [])].includes(own) ? fileName : `${fileName}.${ending}`;
}

/** Pictures that can be kept without what they tell of themselves; a BMP tells nothing. */
const silenced: ReadonlySet<string> = new Set<UploadType>([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/bmp',
]);

/** The types that are taken, or that can be kept without their metadata, as a list to read. */
export const takenTypes = (withoutMetadata: boolean): string =>
  Object.keys(uploadTypes)
    .filter((type) => !withoutMetadata || silenced.has(type))
    .join(', ');

/** Why a file of a type cannot be kept without its metadata; undefined where it can. */
export const metadataFault = (type: UploadType): string | undefined =>
  silenced.has(type)
    ? undefined
    : `The metadata of ${type} cannot be taken out (with "stripMetadata": false it is kept as it is)`;

const MB = 1024 * 1024;

/** No larger file of a kind is taken: beyond these no model accepts it. */
export const mostBytesOf: Readonly<Record<AssetMedia, number>> = {
  image: 50 * MB,
  audio: 100 * MB,
  video: 500 * MB,
};

/** The largest body of a synchronous call, decoded: a Lambda event holds 6 MB, and base64 takes a third more. */
export const MOST_INLINE_BYTES = 4 * MB;
/** The largest file that is fetched from elsewhere, and how long that may take. */
export const MOST_FETCH_BYTES = 100 * MB;
export const FETCH_MS = 30_000;
/** Seconds that the function which fetches may run: the rest is for starting, and for the end of the writing. */
export const FETCH_FUNCTION_SECONDS = 40;
