import * as z from 'zod';
import { parseJson } from './envelope.ts';

const looksLikeJson = /^\s*[[{]/;
const webAddress = /^https?:\/\/\S+$/i;

/**
 * Where a result may lie, best first: an extended film is whole only in the first of these; a film or a song wins over
 * its cover, which has other names; originals count where there is nothing else.
 */
const places = [
  'fullResultUrls',
  'resultUrls',
  'result_urls',
  'resultUrl',
  'resultVideoUrl',
  'resultImageUrl',
  'videoUrl',
  'audio_url',
  'audioUrl',
  'url',
  'data',
  'sunoData',
  'videoInfo',
  'originUrls',
] as const;

const holder = z.record(z.string(), z.unknown());

/** Every address in a list, a JSON string of a list, an object that holds one, or plain text. */
function addressesIn(value: unknown, depth = 0): string[] {
  if (depth > 4) return [];
  if (typeof value === 'string') {
    if (looksLikeJson.test(value)) return addressesIn(parseJson(value), depth + 1);
    return webAddress.test(value.trim()) ? [value.trim()] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown) => addressesIn(item, depth + 1));
  const held = holder.safeParse(value);
  if (!held.success) return [];
  for (const place of places) {
    const found = addressesIn(held.data[place], depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

const isBroken = (value: unknown): boolean =>
  typeof value === 'string' && value.trim() !== '' && parseJson(value) === undefined;

/** The files of a finished job, wherever the dialect or its date has put them; `unreadable` where a result is there but broken. */
export function resultsIn(record: Readonly<Record<string, unknown>>): string[] | 'unreadable' {
  const holders = [record['resultJson'], record['response'], record['resultInfoJson'], record];
  for (const place of holders) {
    const found = addressesIn(place);
    if (found.length > 0) return [...new Set(found)];
  }
  return holders.some(isBroken) ? 'unreadable' : [];
}
