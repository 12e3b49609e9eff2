import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { dispositionOf } from '#domain/files/media-key.ts';
import type { Part } from '#domain/files/upload-parts.ts';
import { LINK_SECONDS } from '#domain/files/upload.ts';

/** A file that is sent in parts: where it is to lie, and what the store calls it until it does. */
export interface PartedFile {
  readonly key: string;
  readonly storeId: string;
}

/** A part that has arrived, as the store names its bytes. */
export interface ArrivedPart extends Part {
  readonly etag: string;
}

const isGone = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchUpload';
const isReplaced = (error: unknown): boolean => error instanceof Error && error.name === 'InvalidPart';

/** Files of one bucket that are sent in parts. */
export const uploadParts = (client: S3Client, bucket: string) => {
  const place = ({ key, storeId }: PartedFile) => ({ Bucket: bucket, Key: key, UploadId: storeId });
  return {
    /** Begins a file; answers with what the store calls it. What nobody goes on with is removed by a rule of the bucket. */
    async begin({
      key,
      contentType,
    }: {
      readonly key: string;
      readonly contentType: string;
    }): Promise<string> {
      const disposition = dispositionOf(key);
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({
          Bucket: bucket,
          Key: key,
          ContentType: contentType,
          ContentDisposition: disposition,
        }),
      );
      if (UploadId === undefined) throw new Error('The store has begun a file in parts without a name');
      return UploadId;
    },

    /** An address for one part of exactly this size; the last one that is sent there counts. No request is made. */
    link(file: PartedFile, { number, bytes }: Part): Promise<string> {
      const command = new UploadPartCommand({ ...place(file), PartNumber: number, ContentLength: bytes });
      const signableHeaders = new Set(['content-length', 'host']);
      return getSignedUrl(client, command, { expiresIn: LINK_SECONDS, signableHeaders });
    },

    /** The parts that are here, by number; undefined where the file is whole by now, or was given up. */
    async arrived(file: PartedFile): Promise<ReadonlyMap<number, ArrivedPart> | undefined> {
      try {
        // One page has a thousand, and no file so many.
        const { Parts = [] } = await client.send(new ListPartsCommand(place(file)));
        const parts = Parts.map(({ PartNumber: number = 0, Size: bytes = 0, ETag: etag = '' }) => ({
          ...{ number, bytes, etag },
        }));
        return new Map(parts.map((part) => [part.number, part]));
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    },

    /**
     * Makes one object of these parts. False where one of them was sent anew meanwhile. Falls through where somebody else has
     * made it, or it was given up.
     */
    async join(file: PartedFile, parts: readonly ArrivedPart[]): Promise<boolean> {
      const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
      try {
        await client.send(new CompleteMultipartUploadCommand({ ...place(file), MultipartUpload: { Parts } }));
        return true;
      } catch (error) {
        if (isGone(error)) return true;
        if (isReplaced(error)) return false;
        throw error;
      }
    },

    /** Gives a file up: its parts go, and none is taken any more. Falls through where it is whole, or was given up. */
    async abandon(file: PartedFile): Promise<void> {
      try {
        await client.send(new AbortMultipartUploadCommand(place(file)));
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    },
  };
};

export type UploadParts = ReturnType<typeof uploadParts>;
