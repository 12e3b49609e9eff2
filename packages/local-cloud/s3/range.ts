import { S3Error } from './errors.ts';

/** A part of an object. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** The first and the last byte asked for; undefined for a header that S3 does not follow. */
function boundsOf(text: string, size: number): { start: number; end: number } | undefined {
  const [, lastBytes] = /^bytes=-(\d+)$/.exec(text) ?? [];
  if (lastBytes !== undefined) return { start: Math.max(size - Number(lastBytes), 0), end: size - 1 };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(text) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const start = Number(first);
  if (last === '') return { start, end: size - 1 };
  return Number(last) < start ? undefined : { start, end: Math.min(Number(last), size - 1) };
}

/**
 * Reads a Range header. Undefined means the whole object: no header, a malformed one, or several ranges, which
 * S3 does not serve. A range outside the object is an InvalidRange.
 */
export function readRange(text: string | undefined, size: number): ByteRange | undefined {
  const bounds = boundsOf(text?.trim() ?? '', size);
  if (bounds === undefined) return undefined;
  const { start, end } = bounds;
  if (start > end) {
    throw new S3Error('InvalidRange', undefined, {
      RangeRequested: text ?? '',
      ActualObjectSize: String(size),
    });
  }
  return { start, length: end - start + 1 };
}
