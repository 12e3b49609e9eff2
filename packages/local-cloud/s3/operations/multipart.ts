import { bucketNameOf, bucketOf, keyOf, receiveFile, type Call, type Operation } from '../call.ts';
import {
  checksumAlgorithm,
  checksumElement,
  checksumHeader,
  type Checksum,
  type ChecksumAlgorithm,
} from '../checksums.ts';
import { readDescription } from '../description.ts';
import { S3Error } from '../errors.ts';
import { isoDate, xmlReply } from '../reply.ts';
import { header, parameter, type S3Request } from '../request.ts';
import type { PartRecord, UploadRecord } from '../store/records.ts';
import { branch, leaf } from '../xml.ts';

function readChecksumChoice(request: S3Request): Pick<UploadRecord, 'algorithm' | 'checksumType'> {
  const name = header(request, 'x-amz-checksum-algorithm');
  if (name === undefined) return {};
  const algorithm = checksumAlgorithm(name);
  if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  const usual: Checksum['type'] = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const checksumType = header(request, 'x-amz-checksum-type') ?? usual;
  const onlyWhole = algorithm === 'CRC64NVME';
  const onlyComposite = algorithm.startsWith('SHA');
  if (checksumType === 'FULL_OBJECT' && !onlyComposite) return { algorithm, checksumType };
  if (checksumType === 'COMPOSITE' && !onlyWhole) return { algorithm, checksumType };
  throw new S3Error(
    'InvalidRequest',
    `The ${checksumType} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
  );
}

/** CreateMultipartUpload: what is said here about the object holds when the upload is completed. */
export const createMultipartUpload: Operation = async (call) => {
  const { request } = call;
  const key = keyOf(call);
  const choice = readChecksumChoice(request);
  const upload = await bucketOf(call).uploads.create({ key, ...readDescription(request), ...choice });
  const reply = xmlReply('InitiateMultipartUploadResult', [
    leaf('Bucket', bucketNameOf(call)),
    leaf('Key', key),
    leaf('UploadId', upload.id),
  ]);
  if (!choice.algorithm || !choice.checksumType) return reply;
  const chosen = {
    'x-amz-checksum-algorithm': choice.algorithm,
    'x-amz-checksum-type': choice.checksumType,
  };
  return { ...reply, headers: { ...reply.headers, ...chosen } };
};

/** The upload a call is about; throws NoSuchUpload. */
export const uploadOf = (call: Call): UploadRecord =>
  bucketOf(call).uploads.get(parameter(call.request, 'uploadId') ?? '', keyOf(call));

function readPartNumber(request: S3Request): number {
  const number = Number(parameter(request, 'partNumber'));
  if (Number.isInteger(number) && number >= 1 && number <= 10_000) return number;
  throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive', {
    ArgumentName: 'partNumber',
    ArgumentValue: parameter(request, 'partNumber') ?? '',
  });
}

function checkPartAlgorithm(upload: UploadRecord, given: ChecksumAlgorithm | undefined): void {
  if (!upload.algorithm || !given || upload.algorithm === given) return;
  throw new S3Error(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${given.toLowerCase()}`,
  );
}

/** UploadPart: takes in one part, in place of an earlier one of that number. */
export const uploadPart: Operation = async (call) => {
  const bucket = bucketOf(call);
  const upload = uploadOf(call);
  const number = readPartNumber(call.request);
  const part = await call.store.withIncoming(async (file) => {
    const { size, md5, checksum } = await receiveFile(call, file, upload.algorithm);
    checkPartAlgorithm(upload, checksum?.algorithm);
    return bucket.uploads.keepPart(upload, file, { number, size, etag: md5.toString('hex'), checksum });
  });
  const { checksum } = part;
  return {
    status: 200,
    headers: {
      etag: `"${part.etag}"`,
      ...(checksum && { [checksumHeader(checksum.algorithm)]: checksum.value }),
    },
  };
};

/** AbortMultipartUpload: forgets the upload and its parts. */
export const abortMultipartUpload: Operation = async (call) => {
  await bucketOf(call).uploads.remove(uploadOf(call).id, keyOf(call));
  return { status: 204 };
};

const describePart = (part: PartRecord): string =>
  branch('Part', [
    leaf('PartNumber', part.number),
    leaf('LastModified', isoDate(part.modified)),
    leaf('ETag', `"${part.etag}"`),
    leaf('Size', part.size),
    part.checksum ? leaf(checksumElement(part.checksum.algorithm), part.checksum.value) : '',
  ]);

const readCount = (text: string | undefined, usual: number): number => {
  const count = Number(text ?? usual);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new S3Error('InvalidArgument', undefined, { ArgumentValue: text ?? '' });
};

/** ListParts: by rising number, page by page. */
export const listParts: Operation = async (call) => {
  const { request } = call;
  const upload = uploadOf(call);
  const marker = readCount(parameter(request, 'part-number-marker'), 0);
  const limit = Math.min(readCount(parameter(request, 'max-parts'), 1000), 1000);
  const rest = bucketOf(call)
    .uploads.parts(upload.id, upload.key)
    .filter((part) => part.number > marker);
  const page = rest.slice(0, limit);
  const truncated = page.length > 0 && rest.length > limit;
  return xmlReply('ListPartsResult', [
    leaf('Bucket', bucketNameOf(call)),
    leaf('Key', upload.key),
    leaf('UploadId', upload.id),
    leaf('PartNumberMarker', marker),
    truncated ? leaf('NextPartNumberMarker', page.at(-1)?.number ?? marker) : '',
    leaf('MaxParts', limit),
    leaf('IsTruncated', truncated),
    leaf('StorageClass', 'STANDARD'),
    upload.algorithm ? leaf('ChecksumAlgorithm', upload.algorithm) : '',
    upload.checksumType ? leaf('ChecksumType', upload.checksumType) : '',
    ...page.map(describePart),
  ]);
};
