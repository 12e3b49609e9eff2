import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { ManualClock } from '@darkroom/local-cloud/manual-clock';
import { startS3, type S3Options } from '@darkroom/local-cloud/s3';

const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };

/** A local S3 with one bucket, `media`, on a clock that only the test moves. */
export interface LocalBucket {
  readonly clock: ManualClock;
  readonly url: string;
  /** Signs by the time of the clock; made anew each time that is moved. */
  readonly client: S3Client;
  /** A client of the same bucket with settings of its own. */
  clientWith(config: S3ClientConfig): S3Client;
  advance(ms: number): Promise<void>;
  end(): Promise<void>;
}

/** Starts one on a data folder of its own, which goes with it. */
export async function aLocalBucket(options: Pick<S3Options, 'strict'> = {}): Promise<LocalBucket> {
  const dataDir = await mkdtemp(join(tmpdir(), 'local-bucket-'));
  const clock = new ManualClock();
  const server = await startS3({ dataDir, clock, credentials, ...options });
  await server.createBucket('media');
  const clientWith = (config: S3ClientConfig): S3Client =>
    new S3Client({
      endpoint: server.url,
      region: 'auto',
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
      // The offset is what the SDK itself would find out from the server's first answer.
      systemClockOffset: clock.now() - Date.now(),
      ...config,
    });
  // R2 refuses the checksums that the SDK adds when it may.
  const connect = (): S3Client =>
    clientWith(
      options.strict === 'r2'
        ? { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }
        : {},
    );
  let client = connect();
  return {
    clock,
    url: server.url,
    clientWith,
    get client() {
      return client;
    },
    advance: async (ms) => {
      await clock.advance(ms);
      client = connect();
    },
    end: async () => {
      client.destroy();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
