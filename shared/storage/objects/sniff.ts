import { fileTypeFromBuffer } from 'file-type';
import type { AssetMedia } from '#domain/files/archive-key.ts';
import { commonTypeName } from '#domain/files/type-names.ts';
import { boxedTracks, fromTypeBox, webmTracks, type Tracks } from './container.ts';

/** Enough of a file to tell its type. */
export const SNIFF_BYTES = 64 * 1024;

/**
 * A page may begin with blanks (a byte order mark is one), a declaration or comments. Each sign can be read in one way only:
 * where a comment may go on beyond its end, some forty of them are read for hours.
 */
const page = /^(?:\s|<\?xml[^>]*>|<!--(?:[^-]|-(?!->))*-->)*<(?:!doctype\s+html|html|head|body)\b/i;

/** Enough of a page to tell that it is one. */
const PAGE_CHARACTERS = 4096;

/** What the sniffer has no name for. */
function otherName(head: Buffer): string | undefined {
  const text = head.toString('utf8', 0, PAGE_CHARACTERS);
  if (page.test(text)) return 'text/html';
  // The picture in front of a sound may be larger than all that was read.
  return text.startsWith('ID3') ? 'audio/mpeg' : undefined;
}

/** Containers of films and sounds alike, the name that each has with nothing but sound in it, and how its tracks are told. */
const containers: Readonly<
  Record<string, { readonly film: string; readonly sound: string; readonly tracks: (head: Buffer) => Tracks }>
> = {
  'video/mp4': { film: 'video/mp4', sound: 'audio/mp4', tracks: boxedTracks },
  'audio/mp4': { film: 'video/mp4', sound: 'audio/mp4', tracks: boxedTracks },
  'video/quicktime': { film: 'video/quicktime', sound: 'audio/mp4', tracks: boxedTracks },
  'video/webm': { film: 'video/webm', sound: 'audio/webm', tracks: webmTracks },
};

/** The name of what lies in a container: a film where a track of one is seen, else what is expected, else what it says itself. */
function contentName(name: string, head: Buffer, expected: AssetMedia | undefined): string {
  const container = containers[name];
  if (container === undefined) return name;
  const { film, sound } = container.tracks(head);
  if (film) return container.film;
  return sound || expected === 'audio' ? container.sound : name;
}

/**
 * The type that the first bytes of a file say it has; undefined where they say nothing. A container whose tracks lie
 * further on holds what is expected.
 */
export async function sniffedName(head: Uint8Array, expected?: AssetMedia): Promise<string | undefined> {
  const start = fromTypeBox(Buffer.from(head.buffer, head.byteOffset, head.byteLength));
  const told = (await fileTypeFromBuffer(start))?.mime;
  // A page may be XML as well.
  const found = told === undefined || told === 'application/xml' ? (otherName(start) ?? told) : told;
  return found === undefined ? undefined : contentName(commonTypeName(found), start, expected);
}
