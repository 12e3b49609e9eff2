import { createHash } from 'node:crypto';
import type { Proof } from './authenticate.ts';
import { S3Error } from './errors.ts';
import { EMPTY_SHA256, sameText, scopeText, sha256, sign } from './signature.ts';

/** How an aws-chunked body is to be read; `proof` is given when its chunks are signed. */
export interface ChunkRules {
  readonly proof?: Proof;
  readonly trailer: boolean;
  readonly onTrailer: (name: string, value: string) => void;
}

const LONGEST_LINE = 16_384;
/** Every chunk but the last has at least so many bytes; the empty one that ends the data is none of them. */
const SMALLEST_CHUNK = 8192;

/** Reads lines and counted bytes from a stream whose pieces end anywhere. */
class ByteReader {
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#pieces = source[Symbol.asyncIterator]();
  }

  /** One more piece, or undefined at the end. */
  async #next(): Promise<Buffer | undefined> {
    const piece = await this.#pieces.next();
    return piece.done ? undefined : piece.value;
  }

  /** Lets go of the stream without closing it, so that an answer can still be sent. */
  async release(): Promise<void> {
    await this.#pieces.return?.();
  }

  /** A line without its end; undefined when the stream ends before one begins. */
  async line(): Promise<string | undefined> {
    let end = this.#rest.indexOf('\r\n');
    while (end === -1) {
      if (this.#rest.length > LONGEST_LINE)
        throw new S3Error('IncompleteBody', 'The chunk header is too long.');
      const piece = await this.#next();
      if (piece === undefined) {
        if (this.#rest.length === 0) return undefined;
        throw new S3Error('IncompleteBody');
      }
      this.#rest = Buffer.concat([this.#rest, piece]);
      end = this.#rest.indexOf('\r\n');
    }
    const line = this.#rest.subarray(0, end).toString('latin1');
    this.#rest = this.#rest.subarray(end + 2);
    return line;
  }

  /** Exactly `size` bytes, in pieces as they come. */
  async *bytes(size: number): AsyncGenerator<Buffer> {
    let missing = size;
    while (missing > 0) {
      const piece = this.#rest.length > 0 ? this.#rest : await this.#next();
      if (piece === undefined) throw new S3Error('IncompleteBody');
      const wanted = piece.subarray(0, missing);
      this.#rest = piece.subarray(wanted.length);
      missing -= wanted.length;
      yield wanted;
    }
  }
}

/** Signatures of chunks form a chain that starts with the signature of the request. */
class SignatureChain {
  readonly #proof: Proof;
  #previous: string;

  constructor(proof: Proof) {
    this.#proof = proof;
    this.#previous = proof.signature;
  }

  check(kind: 'PAYLOAD' | 'TRAILER', hashes: readonly string[], given: string | undefined): void {
    const { amzDate, scope, key } = this.#proof;
    const text = [`AWS4-HMAC-SHA256-${kind}`, amzDate, scopeText(scope), this.#previous, ...hashes].join(
      '\n',
    );
    const expected = sign(key, text);
    if (given === undefined || !sameText(expected, given)) {
      throw new S3Error('SignatureDoesNotMatch', undefined, {
        StringToSign: text,
        SignatureProvided: given ?? '',
      });
    }
    this.#previous = expected;
  }
}

function readChunkHeader(line: string | undefined): { size: number; signature: string | undefined } {
  const [, size, signature] =
    /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line ?? '') ?? [];
  if (size === undefined) throw new S3Error('IncompleteBody', 'The chunk header is malformed.');
  return { size: parseInt(size, 16), signature };
}

/** Throws when the chunk before a further chunk was too small to be followed by one. */
function refuseSmallChunks(previous: { size: number; number: number }, next: { size: number }): void {
  if (previous.number === 0 || previous.size >= SMALLEST_CHUNK || next.size === 0) return;
  throw new S3Error('InvalidChunkSizeError', undefined, {
    Chunk: String(previous.number + 1),
    BadChunkSize: String(previous.size),
  });
}

async function* readChunk(
  reader: ByteReader,
  line: { size: number; signature: string | undefined },
  chain: SignatureChain | undefined,
): AsyncGenerator<Buffer> {
  const hash = chain && createHash('sha256');
  for await (const piece of reader.bytes(line.size)) {
    hash?.update(piece);
    yield piece;
  }
  if (chain && hash) chain.check('PAYLOAD', [EMPTY_SHA256, hash.digest('hex')], line.signature);
}

async function readTrailers(
  reader: ByteReader,
  rules: ChunkRules,
  chain: SignatureChain | undefined,
): Promise<void> {
  let canonical = '';
  for (let line = await reader.line(); line; line = await reader.line()) {
    const cut = line.indexOf(':');
    const [name, value] = [line.slice(0, cut).trim().toLowerCase(), line.slice(cut + 1).trim()];
    if (cut < 1 || !rules.trailer) throw new S3Error('MalformedTrailerError');
    if (name === 'x-amz-trailer-signature') {
      chain?.check('TRAILER', [sha256(canonical)], value);
      canonical = '';
    } else {
      canonical += `${name}:${value}\n`;
      rules.onTrailer(name, value);
    }
  }
  if (chain && canonical !== '') throw new S3Error('SignatureDoesNotMatch', 'The trailer is not signed.');
}

/**
 * Takes the aws-chunked framing off a body, and refuses chunks that are too small as S3 does. Signed chunks are checked one by one; the pieces of a chunk are
 * handed out before its signature is known, so nothing may be kept unless the whole is read without a throw.
 */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  rules: ChunkRules,
): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  const chain = rules.proof && new SignatureChain(rules.proof);
  let previous = { size: 0, number: 0 };
  try {
    for (;;) {
      const line = readChunkHeader(await reader.line());
      refuseSmallChunks(previous, line);
      yield* readChunk(reader, line, chain);
      previous = { size: line.size, number: previous.number + 1 };
      if (line.size === 0) break;
      if ((await reader.line()) !== '')
        throw new S3Error('IncompleteBody', 'A chunk is longer than it says.');
    }
    await readTrailers(reader, rules, chain);
  } finally {
    await reader.release();
  }
}
