import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { startS3, type S3Options, type S3Server } from '../../s3/server.ts';
import { ManualClock } from '../../manual-clock.ts';
import { clientOf, presign, type Target } from './target.ts';

/** A local S3 with one bucket, `media`, on a clock that only the test moves. */
export interface LocalS3 {
  readonly clock: ManualClock;
  readonly dataDir: string;
  readonly target: Target;
  readonly client: S3Client;
  readonly server: S3Server;
  put(key: string, body: string | Buffer, more?: Partial<PutObjectCommandInput>): Promise<void>;
  read(key: string): Promise<string | undefined>;
  uploadUrl(key: string, more?: Partial<PutObjectCommandInput>): Promise<string>;
  /** Moves time, also that of the client. */
  advance(ms: number): Promise<void>;
  /** Stops the server and starts another on the same data. */
  restart(): Promise<void>;
  /** Every file below the data folder. */
  files(): Promise<string[]>;
  end(): Promise<void>;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Starts one. */
export async function aLocalS3(options: Partial<S3Options> = {}): Promise<LocalS3> {
  const dataDir = await mkdtemp(join(tmpdir(), 's3-local-'));
  const clock = new ManualClock();
  const credentials = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };
  const start = () => startS3({ dataDir, clock, credentials, ...options });
  let server = await start();
  await server.createBucket('media');
  const target = (): Target => ({
    endpoint: server.url,
    region: 'auto',
    credentials,
    now: () => new Date(clock.now()),
  });
  // The offset is what the SDK itself would find out from the server's first answer.
  const checksums =
    options.strict === 'r2'
      ? ({
          requestChecksumCalculation: 'WHEN_REQUIRED',
          responseChecksumValidation: 'WHEN_REQUIRED',
        } as const)
      : {};
  const connect = () => clientOf(target(), { systemClockOffset: clock.now() - Date.now(), ...checksums });
  let client = connect();
  return {
    clock,
    dataDir,
    get target() {
      return target();
    },
    get client() {
      return client;
    },
    get server() {
      return server;
    },
    put: async (Key, Body, more) => {
      await client.send(new PutObjectCommand({ Bucket: 'media', Key, Body, ...more }));
    },
    read: async (Key) =>
      (await client.send(new GetObjectCommand({ Bucket: 'media', Key }))).Body?.transformToString(),
    uploadUrl: (Key, more) => presign(target(), new PutObjectCommand({ Bucket: 'media', Key, ...more })),
    advance: async (ms) => {
      await clock.advance(ms);
      client = connect();
    },
    restart: async () => {
      await server.stop();
      server = await start();
      client = connect();
    },
    files: () => filesBelow(dataDir),
    end: async () => {
      client.destroy();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
