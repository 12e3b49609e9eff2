import { LambdaClient } from '@aws-sdk/client-lambda';
import type { FetchDependencies } from '#actions/files/fetch-upload.ts';
import type { UploadDependencies } from '#actions/files/upload-dependencies.ts';
import { FETCH_MS, MOST_FETCH_BYTES } from '#domain/files/upload-type.ts';
import { openRemote, RemoteFileError } from '#providers/network/remote-file.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import type { Table } from '#storage/table/table-port.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { cloudLog } from './cloud-log.ts';
import { systemClock, systemRandom } from './system-ports.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

/** What every action about uploads leans on. */
export function connectUploads(table: Table): UploadDependencies {
  const { UPLOAD_DAYS, UPLOAD_KEEP_DAYS } = readSettings('UPLOAD_DAYS', 'UPLOAD_KEEP_DAYS');
  return {
    uploads: uploadStore(table),
    clock: systemClock,
    random: systemRandom,
    log: cloudLog,
    life: { days: UPLOAD_DAYS, keepDays: UPLOAD_KEEP_DAYS },
  };
}

/** The worker that gets files from elsewhere. */
export const connectFetch = () =>
  calledFunction(
    new LambdaClient({ requestHandler: requestTimeouts }),
    readSettings('FETCH_FUNCTION').FETCH_FUNCTION,
  );

const IDLE_MS = 10_000;

/** How files of strangers are opened: any public host, within 30 seconds. */
export function connectUntrustedSources(): Pick<FetchDependencies, 'openSource' | 'sourceProblem'> {
  const { LOCAL_SOURCES } = readSettings('LOCAL_SOURCES');
  return {
    openSource: (url) =>
      openRemote(url, {
        allow: 'any-public',
        localOrigins: LOCAL_SOURCES,
        maxBytes: MOST_FETCH_BYTES,
        idleTimeoutMs: IDLE_MS,
        totalTimeoutMs: FETCH_MS,
      }),
    sourceProblem: (error) =>
      error instanceof RemoteFileError
        ? {
            final: error.kind !== 'unavailable' && error.kind !== 'stalled' && error.kind !== 'broken',
            reason: error.message,
          }
        : undefined,
  };
}
