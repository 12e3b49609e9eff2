import { bucketNameOf, bucketOf, type Operation } from '../call.ts';
import { S3Error } from '../errors.ts';
import { isoDate, xmlReply } from '../reply.ts';
import { parameter, type S3Request } from '../request.ts';
import type { Bucket } from '../store/bucket.ts';
import type { ObjectRecord } from '../store/records.ts';
import { compareKeys, firstWhere } from '../store/sorted-keys.ts';
import { branch, leaf } from '../xml.ts';

interface Page {
  readonly contents: ObjectRecord[];
  readonly commonPrefixes: string[];
  /** The last thing listed, when there is more. */
  readonly last: string | undefined;
}

interface Query {
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
  /** Listing begins behind this key. */
  readonly after: string;
  /** When an earlier page ended with a common prefix, `after` stands for all keys in it. */
  readonly resumed: boolean;
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return 1000;
  if (!/^\d{1,10}$/.test(text)) {
    throw new S3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range', {
      ArgumentName: 'max-keys',
      ArgumentValue: text,
    });
  }
  return Math.min(Number(text), 1000);
}

const writeToken = (last: string): string => Buffer.from(`1${last}`).toString('base64url');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (text.startsWith('1') && writeToken(text.slice(1)) === token) return text.slice(1);
  throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect', {
    ArgumentName: 'continuation-token',
    ArgumentValue: token,
  });
}

const folderOf = (key: string, { prefix, delimiter }: Query): string | undefined => {
  if (delimiter === '') return undefined;
  const cut = key.indexOf(delimiter, prefix.length);
  return cut === -1 ? undefined : key.slice(0, cut + delimiter.length);
};

function collect(bucket: Bucket, query: Query): Page {
  const keys = bucket.keys();
  const { prefix, after, limit } = query;
  const skipsFolder = query.resumed && folderOf(after, query) === after;
  const isBehind = (key: string): boolean =>
    compareKeys(key, after) > 0 && !(skipsFolder && key.startsWith(after));
  let index = firstWhere(keys, (key) => compareKeys(key, prefix) >= 0 && (after === '' || isBehind(key)));
  const page = { contents: [] as ObjectRecord[], commonPrefixes: [] as string[] };
  let last: string | undefined;
  for (let count = 0; ; count++) {
    const key = keys[index];
    if (key === undefined || !key.startsWith(prefix)) return { ...page, last: undefined };
    if (count === limit) return { ...page, last };
    const folder = folderOf(key, query);
    last = folder ?? key;
    if (folder === undefined) {
      page.contents.push(bucket.get(key));
      index += 1;
    } else {
      page.commonPrefixes.push(folder);
      index = firstWhere(keys, (other) => compareKeys(other, folder) > 0 && !other.startsWith(folder));
    }
  }
}

// As S3: like a form, but with the slash left alone.
const urlEncode = (text: string): string =>
  new URLSearchParams({ '': text }).toString().slice(1).replaceAll('%2F', '/');

function readEncoding(request: S3Request): (text: string) => string {
  const encoding = parameter(request, 'encoding-type');
  if (encoding === undefined) return (text) => text;
  if (encoding === 'url') return urlEncode;
  throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request', {
    ArgumentName: 'encoding-type',
    ArgumentValue: encoding,
  });
}

function describe(object: ObjectRecord, encode: (text: string) => string): string {
  const { checksum } = object;
  return branch('Contents', [
    leaf('Key', encode(object.key)),
    leaf('LastModified', isoDate(object.modified)),
    leaf('ETag', `"${object.etag}"`),
    ...(checksum ? [leaf('ChecksumAlgorithm', checksum.algorithm), leaf('ChecksumType', checksum.type)] : []),
    leaf('Size', object.size),
    leaf('StorageClass', 'STANDARD'),
  ]);
}

/** ListObjectsV2: keys in the order of their UTF-8 bytes, folded at the delimiter, page by page. */
export const listObjectsV2: Operation = async (call) => {
  const { request } = call;
  const bucket = bucketOf(call);
  const encode = readEncoding(request);
  const [prefix = '', delimiter = ''] = ['prefix', 'delimiter'].map((name) => parameter(request, name));
  const token = parameter(request, 'continuation-token');
  const startAfter = parameter(request, 'start-after');
  const limit = readLimit(parameter(request, 'max-keys'));
  const after = token === undefined ? (startAfter ?? '') : readToken(token);
  const query = { prefix, delimiter, limit, after, resumed: token !== undefined };
  const { contents, commonPrefixes, last } = collect(bucket, query);
  return xmlReply('ListBucketResult', [
    leaf('Name', bucketNameOf(call)),
    leaf('Prefix', encode(prefix)),
    token === undefined ? '' : leaf('ContinuationToken', token),
    last === undefined ? '' : leaf('NextContinuationToken', writeToken(last)),
    startAfter === undefined ? '' : leaf('StartAfter', encode(startAfter)),
    leaf('KeyCount', contents.length + commonPrefixes.length),
    leaf('MaxKeys', limit),
    delimiter === '' ? '' : leaf('Delimiter', encode(delimiter)),
    parameter(request, 'encoding-type') === undefined ? '' : leaf('EncodingType', 'url'),
    leaf('IsTruncated', last !== undefined),
    ...contents.map((object) => describe(object, encode)),
    ...commonPrefixes.map((folder) => branch('CommonPrefixes', [leaf('Prefix', encode(folder))])),
  ]);
};
