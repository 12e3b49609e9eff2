import { TextDecoder } from 'node:util';
import { Failure } from '#domain/error.ts';
import type { HttpRequest } from './request.ts';

/** U+FFFD in UTF-8: what a decoder, the gateway's included, puts in the place of bytes that it cannot read. */
const REPLACED = Buffer.from('\ufffd');

/** Marks at the beginning of a text that tell its charset better than any header. */
const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const declaredIn = (contentType: string): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch (cause) {
    throw new Failure('unsupported_media_type', 'The charset of the body is not known; send UTF-8', {
      cause,
    });
  }
}

const illegible = (charset: string, cause?: unknown): Failure =>
  new Failure(
    'malformed_json',
    `The body is no text in ${charset}: send it in UTF-8, or name its charset in the content type`,
    { cause },
  );

/**
 * The body as text, without the mark that may stand in front: in the charset that the content type names, UTF-8 where it
 * names none. Throws `malformed_json` for bytes that are no such text, `unsupported_media_type` for a charset that nobody knows.
 */
export function bodyText({ headers, bytes }: Pick<HttpRequest, 'headers' | 'bytes'>): string {
  const body = bytes();
  const mark = marks.find(([start]) => start.every((byte, at) => body[at] === byte));
  const decoder = decoderOf(mark?.[1] ?? declaredIn(headers['content-type'] ?? '') ?? 'utf-8');
  const { encoding } = decoder;
  if (!encoding.startsWith('utf-16') && Buffer.from(body).includes(REPLACED)) throw illegible(encoding);
  try {
    return decoder.decode(body);
  } catch (cause) {
    throw illegible(encoding, cause);
  }
}
