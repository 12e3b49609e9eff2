import type { FileKind } from './entry.ts';
import type { GivenFile } from './read-input.ts';

/** What the ending of a name says of a file: several types where pages call one thing by several names. */
const types: Readonly<Record<string, readonly string[]>> = {
  jpg: ['image/jpeg', 'image/jpg'],
  jpeg: ['image/jpeg', 'image/jpg'],
  png: ['image/png'],
  webp: ['image/webp'],
  gif: ['image/gif'],
  bmp: ['image/bmp'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  heic: ['image/heic'],
  svg: ['image/svg+xml'],
  mp4: ['video/mp4', 'audio/mp4'],
  mov: ['video/quicktime'],
  mkv: ['video/x-matroska'],
  avi: ['video/avi'],
  webm: ['video/webm', 'audio/webm'],
  mp3: ['audio/mpeg', 'audio/mp3'],
  wav: ['audio/wav', 'audio/x-wav'],
  m4a: ['audio/mp4', 'audio/m4a', 'audio/aac'],
  aac: ['audio/aac'],
  ogg: ['audio/ogg', 'video/ogg'],
  flac: ['audio/flac'],
  wma: ['audio/x-ms-wma'],
  pdf: ['application/pdf'],
};

const kindsOf = (found: readonly string[]): (string | undefined)[] => found.map((type) => type.split('/')[0]);
const nouns: Readonly<Record<FileKind, string>> = { image: 'a picture', video: 'a film', audio: 'a sound' };

/** What is wrong with a file as far as its name tells. A name without a known ending tells nothing. */
export function fileFault({ url, field }: GivenFile): string[] {
  const ending = /\.([a-z0-9]{2,4})$/i.exec(URL.parse(url)?.pathname ?? '')?.[1]?.toLowerCase() ?? '';
  const found = Object.hasOwn(types, ending) ? types[ending] : undefined;
  if (found === undefined || field.kind === undefined) return [];
  if (!kindsOf(found).includes(field.kind)) return [`must be the address of ${nouns[field.kind]}`];
  const { accept } = field;
  if (accept === undefined || found.some((type) => accept.includes(type))) return [];
  return [`must be a file of one of these types: ${accept.join(', ')}`];
}
