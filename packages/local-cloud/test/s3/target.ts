import {
  S3Client,
  type GetObjectCommand,
  type HeadObjectCommand,
  type PutObjectCommand,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** An S3 to be tested: ours, or any other with an empty account. */
export interface Target {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** The time by which the target judges signatures. */
  readonly now: () => Date;
}

/** A client of the target with the SDK's own defaults, retries aside. */
export function clientOf(target: Target, config: S3ClientConfig = {}): S3Client {
  const { endpoint, region, credentials } = target;
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1, ...config });
}

/** A client that signs URLs without the checksum of a body it does not have. */
export const presignerOf = (target: Target): S3Client =>
  clientOf(target, { requestChecksumCalculation: 'WHEN_REQUIRED' });

type Presignable = GetObjectCommand | HeadObjectCommand | PutObjectCommand;
type PresignOptions = NonNullable<Parameters<typeof getSignedUrl>[2]>;

/** A URL that may be used without credentials. */
export const presign = (
  target: Target,
  command: Presignable,
  options: PresignOptions = {},
): Promise<string> =>
  getSignedUrl(presignerOf(target), command, { expiresIn: 900, signingDate: target.now(), ...options });

/** The text of the first element of that name in an XML answer. */
export const element = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

/** The error code of a refused raw request. */
export const codeOf = async (response: Response): Promise<string | undefined> =>
  element(await response.text(), 'Code');

/** The error name and HTTP status with which the SDK rejects. */
export async function refusal(
  outcome: Promise<unknown>,
): Promise<{ name: string; status: number | undefined }> {
  try {
    await outcome;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return { name, status: $metadata?.httpStatusCode };
  }
  return { name: 'accepted', status: 200 };
}

let counter = 0;

/** A name that no other test uses. */
export const freshName = (word: string): string =>
  `${word}-${Date.now().toString(36)}-${process.pid}-${counter++}`;
