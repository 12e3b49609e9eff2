import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { dispositionOf } from '#domain/files/media-key.ts';
import { savedName } from '#domain/files/upload-type.ts';
import { LINK_SECONDS } from '#domain/files/upload.ts';

/** What exactly may be sent to an address. */
export interface Parcel {
  readonly key: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** An address for one PUT, and the headers that the PUT has to carry. */
export interface PutLink {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `filename*` for any name, and a plain one for whoever does not read that (RFC 6266). */
const savedAs = (fileName: string): string => {
  const plain = fileName.replace(/[^\w.-]/g, '_');
  const exact = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
};

/**
 * Makes addresses to which exactly one file can be sent: its size, type and name are signed, and so is that nothing may
 * lie there yet. Whoever has read the bytes and found them good can rely on them. The client must ask for checksums only
 * where they are required, or the address would carry that of an empty body.
 */
export const putLinks = (client: S3Client, bucket: string) => ({
  async presignedPut({ key, contentType, bytes }: Parcel): Promise<PutLink> {
    const disposition = dispositionOf(key);
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      ContentType: contentType,
      ContentDisposition: disposition,
      ContentLength: bytes,
      IfNoneMatch: '*',
    });
    const headers = {
      'content-type': contentType,
      'content-disposition': disposition,
      'if-none-match': '*',
    };
    const signed = new Set([...Object.keys(headers), 'content-length', 'host']);
    const url = await getSignedUrl(client, command, { expiresIn: LINK_SECONDS, signableHeaders: signed });
    return { url, headers };
  },
});

/** Makes addresses from which an upload can be read for a while, under its own name and type. */
export const getLinks = (client: S3Client, bucket: string) => ({
  presignedGet(
    key: string,
    file: { contentType?: string | undefined; fileName?: string | undefined },
    seconds = LINK_SECONDS,
  ): Promise<string> {
    const { contentType, fileName } = file;
    const name = fileName === undefined ? undefined : savedName(fileName, contentType ?? '');
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(contentType === undefined ? {} : { ResponseContentType: contentType }),
      ...(name === undefined ? {} : { ResponseContentDisposition: savedAs(name) }),
    });
    return getSignedUrl(client, command, { expiresIn: seconds });
  },
});

export type PutLinks = ReturnType<typeof putLinks>;
export type GetLinks = ReturnType<typeof getLinks>;
