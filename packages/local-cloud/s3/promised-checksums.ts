import {
  checkedValue,
  checksumAlgorithm,
  checksumAlgorithms,
  checksumHeader,
  checksumMismatch,
  startChecksum,
  type ChecksumAlgorithm,
} from './checksums.ts';
import type { RunningHash } from './crc.ts';
import { S3Error } from './errors.ts';
import { header, hoisted, type S3Request } from './request.ts';

/** The checksums a body has to match, as promised in headers, in a presigned query, or in a trailer to come. */
export class PromisedChecksums {
  readonly #hashes = new Map<ChecksumAlgorithm, RunningHash>();
  readonly #values: [ChecksumAlgorithm, string][] = [];
  readonly #chosen: ChecksumAlgorithm | undefined;
  #awaited: ChecksumAlgorithm | undefined;

  /** `wanted` is computed even when nothing was promised in it. */
  constructor(request: S3Request, wanted?: ChecksumAlgorithm) {
    for (const algorithm of checksumAlgorithms) {
      const name = checksumHeader(algorithm);
      // A signed value in the query binds even when a header says something else.
      for (const value of [request.headers.get(name), hoisted(request, name)]) {
        if (value !== undefined) this.#expect(algorithm, value);
      }
    }
    this.#awaitTrailer(header(request, 'x-amz-trailer'));
    this.#checkDeclared(header(request, 'x-amz-sdk-checksum-algorithm'));
    this.#chosen = wanted ?? this.#awaited ?? this.#values[0]?.[0];
    if (wanted) this.#start(wanted);
  }

  #start(algorithm: ChecksumAlgorithm): void {
    if (!this.#hashes.has(algorithm)) this.#hashes.set(algorithm, startChecksum(algorithm));
  }

  #expect(algorithm: ChecksumAlgorithm, value: string): void {
    this.#values.push([algorithm, checkedValue(algorithm, value)]);
    this.#start(algorithm);
  }

  #awaitTrailer(name: string | undefined): void {
    if (name === undefined) return;
    const algorithm = checksumAlgorithm(name.trim().replace(/^x-amz-checksum-/i, ''));
    if (!algorithm) {
      throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
    }
    if (this.#values.length > 0)
      throw new S3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header');
    this.#awaited = algorithm;
    this.#start(algorithm);
  }

  #checkDeclared(declared: string | undefined): void {
    if (declared === undefined) return;
    const algorithm = checksumAlgorithm(declared);
    if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
    if (this.#hashes.has(algorithm)) return;
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }

  /** Takes in a trailer; one that was not announced is refused. */
  readonly onTrailer = (name: string, value: string): void => {
    if (this.#awaited === undefined || name !== checksumHeader(this.#awaited)) {
      throw new S3Error('MalformedTrailerError');
    }
    this.#values.push([this.#awaited, checkedValue(this.#awaited, value)]);
  };

  /** Takes in a piece of the body. */
  update(chunk: Uint8Array): void {
    for (const hash of this.#hashes.values()) hash.update(chunk);
  }

  /** Throws unless every promise was kept; answers with the checksum worth remembering. */
  keep(): { algorithm: ChecksumAlgorithm; value: string } | undefined {
    const computed = new Map(
      [...this.#hashes].map(([name, hash]) => [name, hash.digest().toString('base64')]),
    );
    if (this.#awaited !== undefined && this.#values.length === 0) throw new S3Error('MalformedTrailerError');
    for (const [algorithm, value] of this.#values) {
      if (computed.get(algorithm) !== value) throw checksumMismatch(algorithm);
    }
    const value = this.#chosen && computed.get(this.#chosen);
    return this.#chosen && value ? { algorithm: this.#chosen, value } : undefined;
  }
}
