import { createHash } from 'node:crypto';
import { bucketNameOf, bucketOf, keyOf, type Call, type Operation } from '../call.ts';
import { checksumAlgorithm, checksumElement, startChecksum, type ChecksumAlgorithm } from '../checksums.ts';
import { readDescription } from '../description.ts';
import { notImplemented, S3Error } from '../errors.ts';
import { checkRead } from '../read-conditions.ts';
import { isoDate, xmlReply } from '../reply.ts';
import { header, type S3Request } from '../request.ts';
import type { Bucket } from '../store/bucket.ts';
import type { IncomingFile } from '../store/object-files.ts';
import type { Description, ObjectRecord } from '../store/records.ts';
import { leaf } from '../xml.ts';
import { writeConditions } from './put-object.ts';

/** The object that is to be copied. */
export function copySource(request: S3Request): { bucket: string; key: string } {
  const [text = '', version] = (header(request, 'x-amz-copy-source') ?? '').split('?');
  if (version !== undefined) throw notImplemented(`header x-amz-copy-source with ${version}`);
  try {
    const [, bucket, key] = /^\/?([^/]+)\/([\s\S]+)$/.exec(decodeURIComponent(text)) ?? [];
    if (bucket !== undefined && key !== undefined) return { bucket, key };
  } catch {
    // Falls through to the same refusal as a source of the wrong shape.
  }
  throw new S3Error(
    'InvalidArgument',
    'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    {
      ArgumentName: 'x-amz-copy-source',
      ArgumentValue: text,
    },
  );
}

function readMetadataDirective(request: S3Request): 'COPY' | 'REPLACE' {
  const value = header(request, 'x-amz-metadata-directive') ?? 'COPY';
  if (value === 'COPY' || value === 'REPLACE') return value;
  throw new S3Error('InvalidArgument', 'Unknown metadata directive.', {
    ArgumentName: 'x-amz-metadata-directive',
    ArgumentValue: value,
  });
}

function describeCopy(call: Call, source: ObjectRecord, sourceBucket: string): Description {
  const { request } = call;
  const directive = readMetadataDirective(request);
  if (directive === 'COPY' && source.key === request.key && sourceBucket === bucketNameOf(call)) {
    throw new S3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  if (directive === 'REPLACE') return readDescription(request);
  return { headers: source.headers, metadata: source.metadata };
}

function checkSource(request: S3Request, source: ObjectRecord): void {
  const read = (name: string): string | undefined => header(request, `x-amz-copy-source-if-${name}`);
  const verdict = checkRead(source, {
    ifMatch: read('match'),
    ifNoneMatch: read('none-match'),
    ifModifiedSince: read('modified-since'),
    ifUnmodifiedSince: read('unmodified-since'),
  });
  if (verdict === 'not-modified') throw new S3Error('PreconditionFailed');
}

function readAlgorithm(request: S3Request, source: ObjectRecord): ChecksumAlgorithm | undefined {
  const name = header(request, 'x-amz-checksum-algorithm');
  if (name === undefined) return source.checksum?.algorithm;
  const algorithm = checksumAlgorithm(name);
  if (algorithm) return algorithm;
  throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
}

type Bytes = Pick<ObjectRecord, 'size' | 'etag' | 'checksum'>;

async function copyBytes(
  from: { bucket: Bucket; key: string },
  file: IncomingFile,
  algorithmFor: (source: ObjectRecord) => ChecksumAlgorithm | undefined,
): Promise<{ source: ObjectRecord; bytes: Bytes }> {
  const { object: source, handle } = await from.bucket.open(from.key);
  const algorithm = algorithmFor(source);
  const md5 = createHash('md5');
  const hash = algorithm && startChecksum(algorithm);
  let size = 0;
  for await (const chunk of handle.createReadStream({ highWaterMark: 2 ** 18 }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    md5.update(chunk);
    hash?.update(chunk);
    await file.write(chunk);
  }
  const value = hash?.digest().toString('base64');
  const checksum = algorithm && value ? { algorithm, value, type: 'FULL_OBJECT' as const } : undefined;
  return { source, bytes: { size, etag: md5.digest('hex'), checksum } };
}

/** CopyObject: bytes, and metadata unless they are replaced, in one step. */
export const copyObject: Operation = async (call) => {
  const { request, store } = call;
  const target = bucketOf(call);
  const place = copySource(request);
  const from = { bucket: store.bucket(place.bucket), key: place.key };
  const found = from.bucket.get(place.key);
  checkSource(request, found);
  describeCopy(call, found, place.bucket);
  const copy = await target.write(keyOf(call), writeConditions(request), (commit) =>
    store.withIncoming(async (file) => {
      const { source, bytes } = await copyBytes(from, file, (object) => readAlgorithm(request, object));
      return commit(file, { ...describeCopy(call, source, place.bucket), ...bytes });
    }),
  );
  const { checksum } = copy;
  return xmlReply('CopyObjectResult', [
    leaf('ETag', `"${copy.etag}"`),
    leaf('LastModified', isoDate(copy.modified)),
    ...(checksum
      ? [leaf(checksumElement(checksum.algorithm), checksum.value), leaf('ChecksumType', checksum.type)]
      : []),
  ]);
};
