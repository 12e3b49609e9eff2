import { LambdaClient } from '@aws-sdk/client-lambda';
import type { UploadDependencies } from '#actions/files/upload-dependencies.ts';
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
