import { PENDING_LIFE_MS, type SentInParts, type Upload } from './upload.ts';

/** One part: the first has the number 1. */
export interface Part {
  readonly number: number;
  readonly bytes: number;
}

/** Stores want 5 MiB at least. The largest file comes to 32 parts, whose addresses fit into one answer. */
export const PART_BYTES = 16 * 1024 * 1024;

/** A file in parts may take a day, and lines that break: a rule of the bucket removes parts of two days ago. */
export const PARTS_LIFE_MS = 12 * PENDING_LIFE_MS;

/** The parts that a file of this size is sent in. */
export function partsOf({ bytes = 0 }: Pick<Upload, 'bytes'>, { partBytes }: SentInParts): readonly Part[] {
  return Array.from({ length: Math.ceil(bytes / partBytes) }, (_, index) => ({
    number: index + 1,
    bytes: Math.min(partBytes, bytes - index * partBytes),
  }));
}
