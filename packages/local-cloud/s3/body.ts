import { createHash } from 'node:crypto';
import type { Proof } from './authenticate.ts';
import type { ChecksumAlgorithm } from './checksums.ts';
import { decodeChunks } from './chunked-body.ts';
import { notImplemented, S3Error } from './errors.ts';
import { PromisedChecksums } from './promised-checksums.ts';
import { header, type S3Request } from './request.ts';

/** What is known of a body after it was read whole and found to be what its sender promised. */
export interface ReceivedBody {
  readonly size: number;
  readonly md5: Buffer;
  /** The checksum asked of us, or else the one the sender chose. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string } | undefined;
}

/** How a body is taken in. */
export interface Reception {
  readonly proof: Proof;
  readonly limit: number;
  /** Computed even when the sender sends none. */
  readonly algorithm?: ChecksumAlgorithm | undefined;
  readonly write: (chunk: Buffer) => Promise<void>;
}

interface Framing {
  readonly signed: boolean;
  readonly trailer: boolean;
}

const framings: Record<string, Framing | undefined> = {
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signed: false, trailer: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signed: true, trailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signed: true, trailer: true },
};

function readPayloadHash(request: S3Request, proof: Proof): { sha256?: string; framing?: Framing } {
  // An unsigned header on a presigned URL says nothing about its sender, but does promise something about the body.
  const sent = proof.presigned ? request.headers.get('x-amz-content-sha256') : undefined;
  const text = sent ?? proof.payloadHash;
  const framing = framings[text];
  if (framing) return { framing };
  if (text === 'UNSIGNED-PAYLOAD') return {};
  if (text.startsWith('STREAMING-')) throw notImplemented(`header x-amz-content-sha256: ${text}`);
  if (/^[0-9a-f]{64}$/.test(text)) return { sha256: text };
  throw new S3Error(
    'InvalidArgument',
    `x-amz-content-sha256 must be UNSIGNED-PAYLOAD, ${Object.keys(framings).join(', ')} or a valid sha256 value.`,
    { ArgumentName: 'x-amz-content-sha256', ArgumentValue: text },
  );
}

function readLength(request: S3Request, chunked: boolean, limit: number): number {
  const text = header(request, chunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === undefined) {
    if (!chunked && header(request, 'transfer-encoding') !== undefined) {
      throw notImplemented('header Transfer-Encoding without aws-chunked content of a declared length');
    }
    throw new S3Error('MissingContentLength');
  }
  if (!/^\d+$/.test(text)) throw new S3Error('InvalidArgument', 'The content length is not a number.');
  if (Number(text) <= limit) return Number(text);
  throw new S3Error('EntityTooLarge', undefined, { ProposedSize: text, MaxSizeAllowed: String(limit) });
}

function readMd5(request: S3Request): Buffer | undefined {
  const text = header(request, 'content-md5');
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 16) throw new S3Error('InvalidDigest');
  return bytes;
}

function refuseOtherSha256(promised: string | undefined, computed: string | undefined): void {
  if (promised === computed) return;
  throw new S3Error('XAmzContentSHA256Mismatch', undefined, {
    ClientComputedContentSHA256: promised ?? '',
    S3ComputedContentSHA256: computed ?? '',
  });
}

interface Promises {
  readonly proof: Proof;
  readonly checksums: PromisedChecksums;
}

/** The pieces of a body, out of the frame they were sent in. */
function piecesOf(
  { incoming }: S3Request,
  framing: Framing | undefined,
  { proof, checksums }: Promises,
): AsyncIterable<Buffer> {
  const raw = incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  if (framing === undefined) return raw;
  const rules = { trailer: framing.trailer, onTrailer: checksums.onTrailer };
  return decodeChunks(raw, framing.signed ? { ...rules, proof } : rules);
}

/**
 * Reads a request's body to its end, handing it on piece by piece, and throws unless length, MD5, SHA-256,
 * checksums and chunk signatures are all as promised.
 */
export async function receiveBody(request: S3Request, reception: Reception): Promise<ReceivedBody> {
  const { proof, limit, algorithm, write } = reception;
  const { sha256, framing } = readPayloadHash(request, proof);
  const length = readLength(request, framing !== undefined, limit);
  const checksums = new PromisedChecksums(request, algorithm);
  const promisedMd5 = readMd5(request);
  const md5 = createHash('md5');
  const whole = sha256 === undefined ? undefined : createHash('sha256');
  request.allowBody();

  let size = 0;
  for await (const chunk of piecesOf(request, framing, { proof, checksums })) {
    size += chunk.length;
    if (size > length) throw new S3Error('IncompleteBody', 'The body is longer than its declared length.');
    const written = write(chunk);
    for (const hash of [md5, whole, checksums]) hash?.update(chunk);
    await written;
  }

  if (size !== length) throw new S3Error('IncompleteBody');
  const digest = md5.digest();
  if (promisedMd5 && !promisedMd5.equals(digest)) throw new S3Error('BadDigest');
  refuseOtherSha256(sha256, whole?.digest('hex'));
  return { size, md5: digest, checksum: checksums.keep() };
}

/** Reads a small body, such as an XML document, into memory under the same promises. */
export async function receiveText(request: S3Request, proof: Proof, limit = 2 ** 23): Promise<string> {
  const pieces: Buffer[] = [];
  const write = async (chunk: Buffer): Promise<void> => {
    pieces.push(chunk);
  };
  await receiveBody(request, { proof, limit, write });
  return Buffer.concat(pieces).toString('utf8');
}
