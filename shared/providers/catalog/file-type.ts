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
  heif: ['image/heif'],
  avif: ['image/avif'],
  svg: ['image/svg+xml'],
  mp4: ['video/mp4', 'audio/mp4'],
  mov: ['video/quicktime'],
  mkv: ['video/x-matroska'],
  avi: ['video/avi'],
  webm: ['video/webm', 'audio/webm'],
  weba: ['audio/webm'],
  mp3: ['audio/mpeg', 'audio/mp3'],
  wav: ['audio/wav', 'audio/x-wav'],
  m4a: ['audio/mp4', 'audio/m4a', 'audio/aac'],
  aac: ['audio/aac'],
  ogg: ['audio/ogg', 'video/ogg'],
  oga: ['audio/ogg'],
  opus: ['audio/ogg', 'audio/opus'],
  flac: ['audio/flac'],
  wma: ['audio/x-ms-wma'],
  pdf: ['application/pdf'],
};

/** Formats of cameras and pages that are taken by no model, however it describes what it takes. */
const unused = new Set(['image/heic', 'image/heif', 'image/avif']);

/** Endings of pages, and hosts that give out nothing else: what a browser shows there is no file. */
const pageEndings = new Set(['html', 'htm', 'xhtml', 'shtml', 'mhtml']);
const pageHosts =
  /^(?:www\.|m\.|mobile\.)?(?:youtube\.com|youtu\.be|vimeo\.com|tiktok\.com|instagram\.com|facebook\.com|twitter\.com|x\.com|pinterest\.com)$/;

const kindsOf = (found: readonly string[]): (string | undefined)[] => found.map((type) => type.split('/')[0]);
const nouns: Readonly<Record<FileKind, string>> = { image: 'a picture', video: 'a film', audio: 'a sound' };

/** What the name and the host of a file tell of it. */
function toldBy(url: string): { readonly isPage: boolean; readonly found: readonly string[] | undefined } {
  const { pathname = '', hostname = '' } = URL.parse(url) ?? {};
  const ending = /\.([a-z0-9]{2,5})$/i.exec(pathname)?.[1]?.toLowerCase() ?? '';
  return {
    isPage: pageEndings.has(ending) || pageHosts.test(hostname),
    found: Object.hasOwn(types, ending) ? types[ending] : undefined,
  };
}

/** What is wrong with a file as far as its name tells. A name without a known ending tells nothing. */
export function fileFault({ url, field: { kind, accept } }: GivenFile): string[] {
  if (kind === undefined) return [];
  const { isPage, found } = toldBy(url);
  if (isPage) return [`is the address of a web page; give the address of ${nouns[kind]} itself`];
  if (found === undefined) return [];
  if (found.some((type) => unused.has(type)))
    return ['must not be HEIC or AVIF, which no model takes: save it as JPEG, PNG or WebP'];
  if (!kindsOf(found).includes(kind)) return [`must be the address of ${nouns[kind]}`];
  if (accept === undefined || found.some((type) => accept.includes(type))) return [];
  return [`must be a file of one of these types: ${accept.join(', ')}`];
}
