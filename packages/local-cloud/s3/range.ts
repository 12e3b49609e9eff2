import { S3Error } from './errors.ts';

/** A part of an object. */
export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/**
 * Reads a Range header. Undefined means the whole object: no header, a malformed one, or several ranges, which
 * S3 does not serve. A range outside the object is an InvalidRange.
 */
export function readRange(text: string | undefined, size: number): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(text?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) {
    throw new S3Error('InvalidRange', undefined, {
      RangeRequested: text ?? '',
      ActualObjectSize: String(size),
    });
  }
  return { start, length: end - start + 1 };
}
