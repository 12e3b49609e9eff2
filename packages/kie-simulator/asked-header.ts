import type { IncomingHttpHeaders } from 'node:http';
import { isFault } from './faults.ts';
import { formats } from './media/spec.ts';

/** The header that asks for what else stands in brackets in a prompt: `x-simulate: file-empty-at-first, latency:90`. */
export const ASKED_HEADER = 'x-simulate';

const isLatency = (word: string): boolean => /^latency:\d+(?:\.\d+)?$/.test(word);
const isFormat = (word: string): boolean => word.startsWith('as:') && Object.hasOwn(formats, word.slice(3));
const isMeant = (word: string): boolean => isFault(word) || isLatency(word) || isFormat(word);

const wordsIn = (headers: IncomingHttpHeaders): string[] =>
  String(headers[ASKED_HEADER] ?? '')
    .split(/[\s,[\]]+/)
    .filter((word) => word !== '');

/** What the header asks for, as it would stand in a prompt. */
export const askedIn = (headers: IncomingHttpHeaders): string =>
  wordsIn(headers)
    .map((word) => `[${word}]`)
    .join(' ');

/** The words of the header that mean nothing. */
export const unknownIn = (headers: IncomingHttpHeaders): readonly string[] =>
  wordsIn(headers).filter((word) => !isMeant(word));
