import * as z from 'zod';
import { namesOf } from '#domain/names.ts';
import { outputRoles, mediaOfRole, type OutputRole } from '#domain/tasks/output-role.ts';
import type { Media } from '../catalog/model.ts';
import type { RemoteOutput } from '../dialect.ts';
import { parseJson } from './envelope.ts';

const looksLikeJson = /^\s*["[{]/;
const webAddress = /^https?:\/\/\S+$/i;
const withoutProtocol = /^\/\/[\w-]+(?:\.[\w-]+)+[:/]/;

const endings: Readonly<Record<string, Media>> = {
  ...Object.fromEntries(['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif', 'heic'].map((end) => [end, 'image'])),
  ...Object.fromEntries(['mp4', 'mov', 'webm', 'm4v', 'mkv'].map((end) => [end, 'video'])),
  ...Object.fromEntries(
    ['mp3', 'wav', 'ogg', 'opus', 'flac', 'aac', 'm4a', 'pcm'].map((end) => [end, 'audio']),
  ),
};

/** The ending of the path of an address, without its dot; '' where it has none. */
const endingOf = (url: string): string =>
  /\.([a-z0-9]{2,5})$/i.exec(/^[^?#]*/.exec(url)?.[0] ?? '')?.[1]?.toLowerCase() ?? '';

/** A text without what encoding an address once too often leaves in it. */
const unescaped = (text: string): string =>
  text
    .trim()
    .replaceAll('\\/', '/')
    .replaceAll('&amp;', '&')
    .replace(/[\t\r\n]/g, '');

/**
 * The address that a text is, read as a browser would: without a protocol it is HTTPS, and a space in it is `%20` where the
 * whole still ends as a file of this media. Undefined where the text is something else.
 */
function addressOf(text: string, media: Media): string | undefined {
  const plain = unescaped(text);
  const whole = withoutProtocol.test(plain) ? `https:${plain}` : plain;
  if (!whole.includes(' ')) return webAddress.test(whole) ? whole : undefined;
  const encoded = whole.replaceAll(' ', '%20');
  const isOne = !/[\s"'<>]https?:/i.test(whole) && endings[endingOf(encoded)] === media;
  return isOne && webAddress.test(encoded) ? encoded : undefined;
}

/** Where a result may lie, best first: an extended film is whole only in the first of these; originals count where there is nothing else. */
const places = [
  'fullResultUrls',
  'resultUrls',
  'result_urls',
  'resultUrl',
  'resultVideoUrl',
  'videoUrl',
  'audio_url',
  'audioUrl',
  'url',
  'data',
  'sunoData',
  'videoInfo',
  'originUrls',
] as const;
/** … and where the picture lies that an older family makes, or, beside a film, that shows it. */
const PICTURE = 'resultImageUrl';

/** What lies beside the results, by the names under which it stands. A stream of a song is the song once more, and no file. */
const rolesOfNames: Readonly<Record<string, OutputRole>> = {
  originUrls: 'origin',
  originImageUrl: 'origin',
  firstFrameUrl: 'first_frame',
  lastFrameUrl: 'last_frame',
  imageUrl: 'cover',
  image_url: 'cover',
  imageUrls: 'cover',
  image_urls: 'cover',
};

/** What holds files: nothing else of a record is looked into, least of all the request that it echoes. */
const holders: ReadonlySet<string> = new Set([
  'resultJson',
  'response',
  'resultInfoJson',
  'data',
  'sunoData',
  'videoInfo',
]);

interface NamedFile {
  readonly url: string;
  readonly role: OutputRole;
}

const holder = z.record(z.string(), z.unknown());

/** Every address in a list, a JSON string of a list, an object that holds one, or plain text. */
function addressesIn(value: unknown, media: Media, depth = 0): string[] {
  if (depth > 4) return [];
  if (typeof value === 'string') {
    if (looksLikeJson.test(value)) return addressesIn(parseJson(value), media, depth + 1);
    const url = addressOf(value, media);
    return url === undefined ? [] : [url];
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown) => addressesIn(item, media, depth + 1));
  const held = holder.safeParse(value);
  if (!held.success) return [];
  for (const place of media === 'image' ? [...places, PICTURE] : places) {
    const found = addressesIn(held.data[place], media, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

/** What a member of an object holds beside the results; undefined where it is none of it. */
function roleOfMember(name: string, within: object, media: Media): OutputRole | undefined {
  if (name === PICTURE && media !== 'image') return 'cover';
  const isWholeThere = 'fullResultUrls' in within && addressesIn(within.fullResultUrls, media).length > 0;
  if (name === 'resultUrls' && isWholeThere) return 'part';
  return rolesOfNames[name];
}

/** What lies beside the results, wherever in a record. */
function besideIn(value: unknown, media: Media, depth = 0): NamedFile[] {
  if (depth > 4) return [];
  if (typeof value === 'string')
    return looksLikeJson.test(value) ? besideIn(parseJson(value), media, depth + 1) : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => besideIn(item, media, depth + 1));
  const held = holder.safeParse(value);
  if (!held.success) return [];
  return Object.entries(held.data).flatMap(([name, member]) => {
    const role = roleOfMember(name, held.data, media);
    if (role !== undefined) return addressesIn(member, media).map((url) => ({ url, role }));
    return holders.has(name) ? besideIn(member, media, depth + 1) : [];
  });
}

/** What repeats the request, says where the answer goes, or shows a file smaller: the addresses in it are no results. */
const otherNames =
  /param|input|request|prompt|callback|webhook|reference|mask|source|stream|thumb|preview|poster|avatar|logo|icon|watermark(?:ed)?_?url|meta_?data|extra/i;
/** The addresses within a text, such as a tag or a link: those that end as files of this media do. */
const addressesWithin = (text: string, media: Media): string[] =>
  [...text.matchAll(/https?:\/\/[^\s"'<>()[\]{}|\\^`]+/gi)]
    .map(([url]) => url.replace(/[.,;:!?]$/, ''))
    .filter((url) => endings[endingOf(url)] === media);

/** Every address, under whatever name it stands, but for what is known to be something else. */
function addressesAnywhere(value: unknown, media: Media, depth = 0): string[] {
  if (depth > 5) return [];
  if (typeof value === 'string') {
    if (looksLikeJson.test(value)) return addressesAnywhere(parseJson(value), media, depth + 1);
    const url = addressOf(value, media);
    return url === undefined ? addressesWithin(value, media) : [url];
  }
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => addressesAnywhere(item, media, depth + 1));
  const held = holder.safeParse(value);
  if (!held.success) return [];
  return Object.entries(held.data).flatMap(([name, member]) => {
    const role = roleOfMember(name, held.data, media);
    const isOther = otherNames.test(name) || (role !== undefined && mediaOfRole(role, media) !== media);
    return isOther ? [] : addressesAnywhere(member, media, depth + 1);
  });
}

/** Files of this media that stand in no place that is known: those whose address says so, else those whose says nothing. */
function undocumented(record: Readonly<Record<string, unknown>>, media: Media): string[] {
  const urls = addressesAnywhere(record, media);
  const plain = urls.filter((url) => endings[endingOf(url)] === media);
  return plain.length > 0 ? plain : urls.filter((url) => endings[endingOf(url)] === undefined);
}

const isBroken = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && parseJson(value) === undefined;

/** In an order that does not depend on that of the answer: outputs are told apart by their places. */
const inOrder = (files: readonly NamedFile[]): NamedFile[] =>
  namesOf(outputRoles).flatMap((role) => files.filter((file) => file.role === role));

const eachOnce = (outputs: readonly RemoteOutput[]): RemoteOutput[] =>
  outputs.filter(({ url }, i) => outputs.findIndex((other) => other.url === url) === i);

/** The files of a record. `isDocumented`: they stood in a place that is known. */
interface Results {
  readonly outputs: readonly RemoteOutput[];
  readonly isDocumented: boolean;
}

/**
 * The files of a finished job that makes `media`, wherever the dialect or its date has put them: the results, then what
 * lies beside them, each address once. Where no known place holds any, whatever can be a file of this media is one.
 * `unreadable` where a result is there but broken.
 */
export function resultsIn(record: Readonly<Record<string, unknown>>, media: Media): Results | 'unreadable' {
  const parts = [record['resultJson'], record['response'], record['resultInfoJson'], record];
  const known = parts.map((part) => addressesIn(part, media)).find((urls) => urls.length > 0);
  if (known === undefined && parts.some(isBroken)) return 'unreadable';
  const found = known ?? undocumented(record, media);
  const beside = inOrder(besideIn(record, media)).filter(({ url }) => !found.includes(url));
  const outputs = eachOnce([
    ...found.map((url) => ({ url, media })),
    ...(found.length === 0 ? [] : beside).map(({ url, role }) => ({
      url,
      media: mediaOfRole(role, media),
      role,
    })),
  ]);
  return { outputs, isDocumented: known !== undefined };
}
