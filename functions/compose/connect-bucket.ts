import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { systemClock } from './system-ports.ts';
import { storeTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

const storeKeys = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
/** The SDK asks anew when five minutes are left. */
const KEYS_AGE_MS = 600_000;

/** Keys of a store elsewhere, asked for anew every five minutes, so that they can be exchanged. */
function keysFrom(secretArn: string) {
  const secrets = new SecretsManagerClient({});
  return async () => {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return {
      ...storeKeys.parse(JSON.parse(SecretString)),
      expiration: new Date(systemClock.now() + KEYS_AGE_MS),
    };
  };
}

/**
 * The client and the bucket for whatever is done with objects: S3 of our account, or any other store that speaks S3.
 * Checksums only where they are required, or addresses could not be signed; `checked` lets S3 verify what is sent to it.
 * Other stores do not all take that (Cloudflare R2: no checksum behind a streamed body, none with a ranged read).
 */
export function connectBucket({ checked = false } = {}): [S3Client, string] {
  const { MEDIA_BUCKET, MEDIA_ENDPOINT, MEDIA_REGION } = readSettings(
    'MEDIA_BUCKET',
    'MEDIA_ENDPOINT',
    'MEDIA_REGION',
  );
  const when = checked && MEDIA_ENDPOINT === undefined ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED';
  const checksums = {
    requestChecksumCalculation: when,
    responseChecksumValidation: when,
    requestHandler: storeTimeouts,
  } as const;
  if (MEDIA_ENDPOINT === undefined) return [new S3Client(checksums), MEDIA_BUCKET];
  const credentials = keysFrom(readSettings('MEDIA_SECRET_ARN').MEDIA_SECRET_ARN);
  const place = { endpoint: MEDIA_ENDPOINT, region: MEDIA_REGION, forcePathStyle: true, credentials };
  return [new S3Client({ ...checksums, ...place }), MEDIA_BUCKET];
}
