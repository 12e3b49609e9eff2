import { createHash } from 'node:crypto';
import { crc32Hash, crc32cHash, crc64nvmeHash, type RunningHash } from './crc.ts';
import { S3Error } from './errors.ts';

const sizes = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 } as const;

/** The checksum algorithms S3 knows beside MD5. */
export type ChecksumAlgorithm = keyof typeof sizes;

/** All of them, in the order S3 documents them. */
export const checksumAlgorithms = Object.keys(sizes) as readonly ChecksumAlgorithm[];

/** A checksum as S3 reports it; COMPOSITE means a checksum of the parts' checksums. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** The header that carries a checksum of this algorithm. */
export const checksumHeader = (algorithm: ChecksumAlgorithm): string =>
  `x-amz-checksum-${algorithm.toLowerCase()}`;

/** The XML element that carries a checksum of this algorithm. */
export const checksumElement = (algorithm: ChecksumAlgorithm): string => `Checksum${algorithm}`;

/** The algorithm of that name in any case, or undefined. */
export const checksumAlgorithm = (name: string): ChecksumAlgorithm | undefined =>
  checksumAlgorithms.find((algorithm) => algorithm === name.toUpperCase());

/** A fresh running checksum. */
export function startChecksum(algorithm: ChecksumAlgorithm): RunningHash {
  switch (algorithm) {
    case 'CRC32':
      return crc32Hash();
    case 'CRC32C':
      return crc32cHash();
    case 'CRC64NVME':
      return crc64nvmeHash();
    default:
      return createHash(algorithm.toLowerCase());
  }
}

/** Returns a checksum value unchanged when it has the form of its algorithm, and refuses it otherwise. */
export function checkedValue(algorithm: ChecksumAlgorithm, value: string): string {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== sizes[algorithm] || bytes.toString('base64') !== value) {
    throw new S3Error('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
  }
  return value;
}

/** The refusal of a body whose checksum is not the promised one. */
export const checksumMismatch = (algorithm: ChecksumAlgorithm): S3Error =>
  new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);

/** The checksum S3 gives an object made of parts when it is not computed over the whole. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly string[]): string {
  const hash = startChecksum(algorithm);
  for (const part of parts) hash.update(Buffer.from(part, 'base64'));
  return `${hash.digest().toString('base64')}-${parts.length}`;
}
