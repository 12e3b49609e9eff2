import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { dispositionOf } from '#domain/files/media-key.ts';
import {
  metadataFault,
  mostBytesOf,
  uploadTypeOf,
  uploadTypes,
  type UploadType,
} from '#domain/files/upload-type.ts';
import { unusableType } from '#domain/files/unusable-type.ts';
import type { Arrival } from '#domain/files/upload.ts';
import { readHead } from './passing.ts';
import { sniffedName } from './sniff.ts';
import { IDLE_MS, streamedPut } from './streamed-put.ts';

export type Written =
  | { readonly type: 'stored'; readonly arrival: Arrival }
  | { readonly type: 'rejected'; readonly reason: string };

export interface Sent {
  readonly body: Readable;
  /** As announced; undefined where nobody has said. */
  readonly contentLength: number | undefined;
  readonly keyOf: (type: UploadType) => string;
  /** Whether a picture is kept without what it tells of itself; what else tells something is rejected then. */
  readonly stripMetadata?: boolean;
  /** The same, but what else tells something is kept as it is. */
  readonly stripWherePossible?: boolean;
}

const inMegabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;

const isToBeStripped = (wanted: Pick<Sent, 'stripMetadata' | 'stripWherePossible'>): boolean =>
  wanted.stripMetadata === true || wanted.stripWherePossible === true;

/** What does so lies beside the bundles: it is asked for by few files. */
const silenced = async (source: Readable): Promise<Readable> =>
  (await import('./without-metadata.ts')).withoutMetadata(source);

/** Writes uploads into one bucket. The caller owns the id in the key, so that writing it again writes the same file. */
export const uploadWriter = (client: S3Client, bucket: string, idleMs = IDLE_MS) => ({
  /** Streams a file into the bucket, hashing it on the way. Its type comes from its bytes. Throws when source or store break off. */
  async write({ body: source, contentLength, keyOf, ...wanted }: Sent): Promise<Written> {
    const body = isToBeStripped(wanted) ? await silenced(source) : source;
    const reject = (reason: string): Written => {
      source.destroy();
      body.destroy();
      return { type: 'rejected', reason };
    };
    const head = await readHead(body);
    const name = await sniffedName(head.bytes);
    const contentType = uploadTypeOf(name ?? '');
    if (contentType === undefined) return reject(unusableType(name));
    // What measures pictures is loaded by who keeps one: most calls of a function that may keep inputs keep none.
    const { headerFault } = await import('./file-header.ts');
    const fault = headerFault(contentType, head.bytes, head.ended);
    if (fault !== undefined) return reject(fault);
    const unsilenced = wanted.stripMetadata === true ? metadataFault(contentType) : undefined;
    if (unsilenced !== undefined) return reject(unsilenced);
    const most = mostBytesOf[uploadTypes[contentType].media];
    const length = head.ended ? head.bytes.length : contentLength;
    if (length !== undefined && length > most)
      return reject(`At most ${inMegabytes(most)} of ${contentType} are taken`);

    const key = keyOf(contentType);
    const target = { Key: key, ContentType: contentType, ContentDisposition: dispositionOf(key) };
    try {
      const sum = await streamedPut({ client, bucket, idleMs }, { target, head, contentLength, most });
      return { type: 'stored', arrival: { key, contentType, ...sum } };
    } finally {
      source.destroy();
      body.destroy();
    }
  },
});

export type UploadWriter = ReturnType<typeof uploadWriter>;
