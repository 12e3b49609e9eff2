import type { Hash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** Enough of a file to tell its type, and for nearly every image its size. */
const HEAD_BYTES = 256 * 1024;

/** The beginning of a stream, read, and where it goes on. */
export interface Head {
  readonly bytes: Buffer;
  readonly rest: AsyncIterator<Buffer>;
  readonly ended: boolean;
}

/** Reads the beginning of a stream. */
export async function readHead(body: Readable): Promise<Head> {
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
