import { checksumHeader } from './checksums.ts';
import { S3Error } from './errors.ts';
import { httpDate } from './reply.ts';
import { amazonHeaders, header, type S3Request } from './request.ts';
import { keptHeaders, type Description, type ObjectRecord } from './store/records.ts';

const META = 'x-amz-meta-';
const LARGEST_METADATA = 2048;

function readKeptHeaders(request: S3Request): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = header(request, name);
    if (value !== undefined) kept[name] = value;
  }
  const encoding = kept['content-encoding']
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== 'aws-chunked' && item !== '');
  // The framing of the transfer is not a property of the object.
  delete kept['content-encoding'];
  return { ...kept, ...(encoding?.length && { 'content-encoding': encoding.join(',') }) };
}

/** Reads what a writer says about an object: kept headers and user metadata. */
export function readDescription(request: S3Request): Description {
  const metadata: Record<string, string> = {};
  let size = 0;
  for (const name of amazonHeaders(request)) {
    if (!name.startsWith(META)) continue;
    const value = header(request, name) ?? '';
    metadata[name.slice(META.length)] = value;
    size += name.length - META.length + Buffer.byteLength(value, 'latin1');
  }
  if (size > LARGEST_METADATA) {
    throw new S3Error('MetadataTooLarge', undefined, {
      Size: String(size),
      MaxSizeAllowed: String(LARGEST_METADATA),
    });
  }
  return { headers: readKeptHeaders(request), metadata };
}

/** The headers that tell a reader about an object. */
export function describeObject(object: ObjectRecord, withChecksum: boolean): Record<string, string> {
  const { checksum } = object;
  return {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [META + name, value])),
    ...(withChecksum &&
      checksum && {
        [checksumHeader(checksum.algorithm)]: checksum.value,
        'x-amz-checksum-type': checksum.type,
      }),
    etag: `"${object.etag}"`,
    'last-modified': httpDate(object.modified),
    'accept-ranges': 'bytes',
  };
}
