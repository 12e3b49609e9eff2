import { largestBytes, typeByEnding } from '../upload.ts';

export type MediaKind = 'image' | 'video' | 'audio';

const kinds: ReadonlySet<string> = new Set<MediaKind>(['image', 'video', 'audio']);

/** What browsers call some types, by what the API calls them. */
const synonyms: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/x-png': 'image/png',
  'image/x-ms-bmp': 'image/bmp',
  'video/x-m4v': 'video/mp4',
  'video/matroska': 'video/x-matroska',
  'video/avi': 'video/vnd.avi',
  'video/x-msvideo': 'video/vnd.avi',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-flac': 'audio/flac',
  'application/ogg': 'audio/ogg',
};

const endingOf = (name: string): string => /\.([a-z0-9]{2,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';

/** The type of a file: as its browser says, in the API's word for it, or what its ending stands for. */
export function typeOf(name: string, said = ''): string | undefined {
  const [plain = ''] = said.toLowerCase().split(';');
  const type = synonyms[plain.trim()] ?? plain.trim();
  return type === '' || type === 'application/octet-stream' ? typeByEnding.get(endingOf(name)) : type;
}

/** The name that an address ends with; its host where it ends with none. */
export function nameOfAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const { pathname, hostname } = new URL(address);
  const last = pathname.split('/').at(-1) ?? '';
  return last === '' ? hostname : decoded(last);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function kindOf(type: string | undefined): MediaKind | undefined {
  const [kind = ''] = type?.split('/') ?? [];
  return kinds.has(kind) ? (kind as MediaKind) : undefined;
}

/** Whether a type is one of a list such as `image/png`, `video/*`. */
export const isAmong = (type: string, accept: readonly string[]): boolean =>
  accept.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))));

const taken = [...new Set(typeByEnding.values())];

/** All types that can be uploaded, as far as they are among these, in the order of these. */
export const uploadable = (accept: readonly string[]): readonly string[] => [
  ...new Set(accept.flatMap((one) => taken.filter((type) => isAmong(type, [one])))),
];

/** No larger file of a type is taken by anything. */
export const mostBytesOf = (type: string): number => largestBytes[type.split('/')[0] ?? ''] ?? 0;

/** A type in the way a person writes it, as far as we know it: `JPEG`, else `text/plain`. */
export const nameOfType = (type: string): string =>
  names[type] ?? (taken.includes(type) ? (type.split('/')[1]?.toUpperCase() ?? type) : type);

/** `JPEG`, `PNG`, `WebP`, each once. */
export const shortNames = (types: readonly string[]): readonly string[] => [
  ...new Set(types.map(nameOfType)),
];

const names: Readonly<Record<string, string>> = {
  'image/webp': 'WebP',
  'image/tiff': 'TIFF',
  'video/quicktime': 'MOV',
  'video/webm': 'WebM',
  'video/x-matroska': 'MKV',
  'video/vnd.avi': 'AVI',
  'audio/mpeg': 'MP3',
  'audio/ogg': 'Ogg',
  'audio/mp4': 'M4A',
  'audio/webm': 'WebM',
};
