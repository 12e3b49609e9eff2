import type { Hash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** Enough of a file to tell its type, and for nearly every image its size. */
export const HEAD_BYTES = 256 * 1024;

/** The beginning of a stream, read, and where it goes on. */
export interface Head {
  readonly bytes: Buffer;
  readonly rest: AsyncIterator<Buffer>;
  readonly ended: boolean;
}

/** A file that is in memory as a whole. */
async function* nothing(): AsyncGenerator<Buffer> {}

/** Reads the beginning of a stream; of bytes, all. */
export async function readHead(body: Readable | Uint8Array): Promise<Head> {
  if (body instanceof Uint8Array) {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    return { bytes, rest: nothing(), ended: true };
  }
  // Whoever reads on is told of an error. One that comes when nobody does any more would end the process.
  body.on('error', () => undefined);
  const rest = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < HEAD_BYTES) {
    const next = await rest.next();
    if (next.done === true) return { bytes: Buffer.concat(chunks), rest, ended: true };
    chunks.push(next.value);
    size += next.value.length;
  }
  return { bytes: Buffer.concat(chunks), rest, ended: false };
}

/** The whole file again, hashed and counted as it passes; breaks off where it gets longer than `most`. */
export async function* passing(
  head: Head,
  seen: { hash: Hash; bytes: number },
  most = Infinity,
): AsyncGenerator<Buffer> {
  const count = (chunk: Buffer): Buffer => {
    seen.hash.update(chunk);
    seen.bytes += chunk.length;
    if (seen.bytes > most) throw new Error(`more than ${most} bytes`);
    return chunk;
  };
  yield count(head.bytes);
  if (head.ended) return;
  for (;;) {
    const next = await head.rest.next();
    if (next.done === true) return;
    yield count(next.value);
  }
}

/**
 * The smallest piece that is sent, the last aside: with a checksum behind the stream each piece becomes one chunk of the
 * request, and S3 answers 400 `InvalidChunkSizeError` to chunks below 8 KiB. It recommends 64 KiB or more.
 */
const SENT_BYTES = 64 * 1024;

/**
 * Gathers small pieces into larger ones, and passes large ones on as they are. The SDK's own `requestStreamBufferSize`
 * reads its source without pause, and so holds a whole file in memory where the store is slower than the source; here
 * nothing is read before it is asked for.
 */
export async function* gathered(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let buffer = Buffer.allocUnsafe(SENT_BYTES);
  let filled = 0;
  for await (const piece of pieces) {
    let rest = piece;
    while (filled + rest.length >= SENT_BYTES) {
      if (filled === 0) {
        yield rest;
        rest = rest.subarray(rest.length);
      } else {
        const taken = rest.copy(buffer, filled);
        yield buffer;
        buffer = Buffer.allocUnsafe(SENT_BYTES);
        filled = 0;
        rest = rest.subarray(taken);
      }
    }
    filled += rest.copy(buffer, filled);
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}
