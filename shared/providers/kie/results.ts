import * as z from 'zod';
import { namesOf } from '#domain/names.ts';
import { outputRoles, mediaOfRole, type OutputRole } from '#domain/tasks/output-role.ts';
import type { Media } from '../catalog/model.ts';
import type { RemoteOutput } from '../dialect.ts';
import { parseJson } from './envelope.ts';

const looksLikeJson = /^\s*[[{]/;
const webAddress = /^https?:\/\/\S+$/i;

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
    return webAddress.test(value.trim()) ? [value.trim()] : [];
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

const isBroken = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && parseJson(value) === undefined;

/** In an order that does not depend on that of the answer: outputs are told apart by their places. */
const inOrder = (files: readonly NamedFile[]): NamedFile[] =>
  namesOf(outputRoles).flatMap((role) => files.filter((file) => file.role === role));

const eachOnce = (outputs: readonly RemoteOutput[]): RemoteOutput[] =>
  outputs.filter(({ url }, i) => outputs.findIndex((other) => other.url === url) === i);

/**
 * The files of a finished job that makes `media`, wherever the dialect or its date has put them: the results, then what
 * lies beside them, each address once. `unreadable` where a result is there but broken.
 */
export function resultsIn(
  record: Readonly<Record<string, unknown>>,
  media: Media,
): readonly RemoteOutput[] | 'unreadable' {
  const parts = [record['resultJson'], record['response'], record['resultInfoJson'], record];
  const found = parts.map((part) => addressesIn(part, media)).find((urls) => urls.length > 0);
  if (found === undefined) return parts.some(isBroken) ? 'unreadable' : [];
  const beside = inOrder(besideIn(record, media)).filter(({ url }) => !found.includes(url));
  return eachOnce([
    ...found.map((url) => ({ url, media })),
    ...beside.map(({ url, role }) => ({ url, media: mediaOfRole(role, media), role })),
  ]);
}
