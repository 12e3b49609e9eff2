import { Readable, pipeline, type Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  type ZlibOptions,
} from 'node:zlib';
import { RemoteFileError } from './remote-error.ts';

/** How the last piece is treated: an end that comes too early is an error, or just where the file was cut. */
type AtEnd = Pick<ZlibOptions, 'finishFlush'>;

/** How a coding is undone. */
interface Coding {
  /** What unpacks a body that begins so; undefined where it is not packed, whatever its header says. */
  readonly unpackerOf: (start: Buffer, atEnd: AtEnd) => Transform | undefined;
  /** What makes a body that was cut off give all that had come of it. */
  readonly flush: number;
}

const marked = (mark: readonly number[], flush: number, unpacker: (atEnd: AtEnd) => Transform): Coding => ({
  unpackerOf: (start, atEnd) => (mark.every((byte, at) => start[at] === byte) ? unpacker(atEnd) : undefined),
  flush,
});

/** The first two bytes of a zlib stream name its method and make a multiple of 31. */
const isZlib = ([first = 0, second = 0]: Uint8Array): boolean =>
  (first & 15) === 8 && (first * 256 + second) % 31 === 0;

const gzip = marked([0x1f, 0x8b], constants.Z_SYNC_FLUSH, createGunzip);
const codings: Readonly<Record<string, Coding | undefined>> = {
  gzip,
  'x-gzip': gzip,
  zstd: marked([0x28, 0xb5, 0x2f, 0xfd], constants.ZSTD_e_flush, createZstdDecompress),
  // Pages mean zlib by it; some servers send what is within.
  deflate: {
    unpackerOf: (start, atEnd) => (isZlib(start) ? createInflate(atEnd) : createInflateRaw(atEnd)),
    flush: constants.Z_SYNC_FLUSH,
  },
  br: {
    unpackerOf: (_start, atEnd) => createBrotliDecompress(atEnd),
    flush: constants.BROTLI_OPERATION_FLUSH,
  },
};

/** Real codings that cannot be undone here. Every other word, such as the name of a charset, means nothing. */
const beyondUs = new Set(['compress', 'x-compress', 'dcb', 'dcz', 'exi', 'pack200-gzip']);

const MARK_BYTES = 4;

async function* unpacked(
  body: Readable,
  { unpackerOf, flush }: Coding,
  isCut: boolean,
): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let start = Buffer.alloc(0);
  while (start.length < MARK_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
  }
  async function* whole(): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  const unpacker = start.length === 0 ? undefined : unpackerOf(start, isCut ? { finishFlush: flush } : {});
  if (unpacker === undefined) yield* whole();
  // Whoever reads the unpacker is told what went wrong before it.
  else yield* pipeline(Readable.from(whole()), unpacker, () => undefined) as AsyncIterable<Buffer>;
}

/**
 * The bytes of a file that a server says it has packed, although it was asked not to. Undefined where it has not: an empty
 * header, `identity`, and words that name no coding. Throws `broken` for a coding that cannot be undone. A body that `isCut`
 * gives as much as had come of it, where else it would fail.
 */
export function unpackedBody(
  body: Readable,
  contentEncoding: string | undefined,
  { isCut = false }: { readonly isCut?: boolean } = {},
): Readable | undefined {
  const words = (contentEncoding ?? '').split(',').map((word) => word.trim().toLowerCase());
  const foreign = words.find((word) => beyondUs.has(word));
  if (foreign !== undefined) throw new RemoteFileError('broken', `it is packed as ${foreign}`);
  // What was done last is undone first.
  const found = words.toReversed().flatMap((word) => codings[word] ?? []);
  if (found.length === 0) return undefined;
  return found.reduce<Readable>((packed, coding) => Readable.from(unpacked(packed, coding, isCut)), body);
}
