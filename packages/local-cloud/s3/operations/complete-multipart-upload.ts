import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { receiveText } from '../body.ts';
import { bucketNameOf, bucketOf, keyOf, type Operation } from '../call.ts';
import {
  checksumElement,
  checksumHeader,
  checksumMismatch,
  compositeChecksum,
  startChecksum,
  type Checksum,
} from '../checksums.ts';
import { S3Error } from '../errors.ts';
import { xmlReply } from '../reply.ts';
import { header, type S3Request } from '../request.ts';
import { bareEtag } from '../store/conditions.ts';
import type { IncomingFile } from '../store/object-files.ts';
import type { PartRecord, UploadRecord } from '../store/records.ts';
import { childrenOf, childText, leaf, parseXml, type XmlElement } from '../xml.ts';
import { uploadOf } from './multipart.ts';
import { writeConditions } from './put-object.ts';

const SMALLEST_PART = 5 * 2 ** 20;

function choosePart(entry: XmlElement, known: ReadonlyMap<number, PartRecord>): PartRecord {
  const number = Number(childText(entry, 'PartNumber'));
  const etag = childText(entry, 'ETag');
  if (!Number.isInteger(number) || etag === undefined) throw new S3Error('MalformedXML');
  const part = known.get(number);
  const checksum = part?.checksum;
  const promised = checksum && childText(entry, checksumElement(checksum.algorithm));
  if (!part || part.etag !== bareEtag(etag) || (promised !== undefined && promised !== checksum?.value)) {
    throw new S3Error('InvalidPart', undefined, { PartNumber: String(number), ETag: etag });
  }
  return part;
}

function requireChecksums(entries: readonly XmlElement[], { algorithm, checksumType }: UploadRecord): void {
  if (!algorithm || checksumType !== 'COMPOSITE') return;
  const without = entries.find((entry) => childText(entry, checksumElement(algorithm)) === undefined);
  if (!without) return;
  throw new S3Error(
    'InvalidRequest',
    `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${childText(without, 'PartNumber') ?? ''} in the request.`,
  );
}

function chooseParts(source: string, known: readonly PartRecord[], upload: UploadRecord): PartRecord[] {
  const root = parseXml(source);
  const entries = childrenOf(root, 'Part');
  if (root.name !== 'CompleteMultipartUpload' || entries.length === 0) throw new S3Error('MalformedXML');
  requireChecksums(entries, upload);
  const byNumber = new Map(known.map((part) => [part.number, part]));
  const parts = entries.map((entry) => choosePart(entry, byNumber));
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (!next) break;
    if (next.number <= part.number) throw new S3Error('InvalidPartOrder');
    if (part.size >= SMALLEST_PART) continue;
    throw new S3Error('EntityTooSmall', undefined, {
      ProposedSize: String(part.size),
      MinSizeAllowed: String(SMALLEST_PART),
      PartNumber: String(part.number),
      ETag: part.etag,
    });
  }
  return parts;
}

function requireEvenParts(parts: readonly PartRecord[]): void {
  const [first] = parts;
  const odd = parts.find((part, index) => {
    return index < parts.length - 1 ? part.size !== first?.size : part.size > (first?.size ?? 0);
  });
  if (!odd) return;
  throw new S3Error('InvalidPart', 'All non-trailing parts must have the same length.', {
    PartNumber: String(odd.number),
  });
}

function multipartEtag(parts: readonly PartRecord[]): string {
  const md5 = createHash('md5');
  for (const part of parts) md5.update(Buffer.from(part.etag, 'hex'));
  return `${md5.digest('hex')}-${parts.length}`;
}

/** Joins the parts into one file; answers with the checksum of the whole where the upload asked for that. */
async function joinParts(
  paths: readonly string[],
  upload: UploadRecord,
  file: IncomingFile,
): Promise<string | undefined> {
  const hash = upload.algorithm && upload.checksumType === 'FULL_OBJECT' && startChecksum(upload.algorithm);
  for (const path of paths) {
    for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 }) as AsyncIterable<Buffer>) {
      if (hash) hash.update(chunk);
      await file.write(chunk);
    }
  }
  return hash ? hash.digest().toString('base64') : undefined;
}

function checksumOf(
  upload: UploadRecord,
  parts: readonly PartRecord[],
  whole: string | undefined,
): Checksum | undefined {
  const { algorithm, checksumType: type } = upload;
  if (!algorithm || !type) return undefined;
  const ofParts = (): string =>
    compositeChecksum(
      algorithm,
      parts.map((part) => part.checksum?.value ?? ''),
    );
  return { algorithm, type, value: whole ?? ofParts() };
}

function checkPromises(request: S3Request, checksum: Checksum | undefined, size: number): void {
  const promisedSize = header(request, 'x-amz-mp-object-size');
  if (promisedSize !== undefined && Number(promisedSize) !== size) {
    throw new S3Error(
      'InvalidRequest',
      'The provided x-amz-mp-object-size header value does not match what was computed.',
    );
  }
  const promised = checksum && header(request, checksumHeader(checksum.algorithm));
  if (promised === undefined || promised === checksum?.value) return;
  if (checksum) throw checksumMismatch(checksum.algorithm);
}

/** CompleteMultipartUpload: the chosen parts become the object in one step, and the upload is gone. */
export const completeMultipartUpload: Operation = async (call) => {
  const { request, store, proof, dialect } = call;
  const bucket = bucketOf(call);
  const upload = uploadOf(call);
  const key = keyOf(call);
  // A checksum in the headers is that of the object to be, not of this document.
  const document = await receiveText({ ...request, headers: withoutChecksums(request) }, proof);
  const parts = chooseParts(document, bucket.uploads.parts(upload.id, key), upload);
  if (dialect.evenParts) requireEvenParts(parts);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const object = await bucket.write(key, writeConditions(request), (commit) =>
    store.withIncoming(async (file) => {
      const paths = parts.map((part) => bucket.uploads.partPath(upload.id, part));
      const checksum = checksumOf(upload, parts, await joinParts(paths, upload, file));
      checkPromises(request, checksum, size);
      const { headers, metadata } = upload;
      return commit(file, { headers, metadata, size, etag: multipartEtag(parts), checksum });
    }),
  );
  await bucket.uploads.remove(upload.id, key);
  const { checksum } = object;
  return xmlReply('CompleteMultipartUploadResult', [
    leaf('Location', `http://${request.headers.get('host') ?? 'localhost'}${request.path}`),
    leaf('Bucket', bucketNameOf(call)),
    leaf('Key', key),
    leaf('ETag', `"${object.etag}"`),
    ...(checksum
      ? [leaf(checksumElement(checksum.algorithm), checksum.value), leaf('ChecksumType', checksum.type)]
      : []),
  ]);
};

const withoutChecksums = (request: S3Request): ReadonlyMap<string, string> =>
  new Map([...request.headers].filter(([name]) => !name.startsWith('x-amz-checksum-')));
