import { LambdaClient } from '@aws-sdk/client-lambda';
import type { CountedUploadDependencies, UploadDependencies } from '#actions/files/upload-dependencies.ts';
import { calledFunction } from '#storage/compute/functions.ts';
import type { Table } from '#storage/table/table-port.ts';
import { broughtUploads, uploadStore } from '#storage/files/upload-store.ts';
import { uploadBytes } from '#storage/limits/upload-bytes.ts';
import { cloudLog } from './cloud-log.ts';
import { usualLimits } from './connect-owner-limits.ts';
import { systemClock, systemRandom } from './system-ports.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';

function connectBasics(): Omit<UploadDependencies, 'uploads'> {
  const { UPLOAD_DAYS, UPLOAD_KEEP_DAYS } = readSettings('UPLOAD_DAYS', 'UPLOAD_KEEP_DAYS');
  return {
    clock: systemClock,
    random: systemRandom,
    log: cloudLog,
    life: { days: UPLOAD_DAYS, keepDays: UPLOAD_KEEP_DAYS },
  };
}

/** What every action about uploads leans on. */
export const connectUploads = (table: Table): UploadDependencies => ({
  ...connectBasics(),
  uploads: uploadStore(table),
});

/** What bringing strangers' files for a task leans on: it is a part of that, for its function is large. */
export const connectBroughtUploads = (table: Table) => ({
  ...connectBasics(),
  uploads: broughtUploads(table),
});

/** What the actions lean on that let bytes in: they count them. */
export const connectCountedUploads = (table: Table): CountedUploadDependencies => ({
  ...connectUploads(table),
  uploadBytes: uploadBytes(table, usualLimits()),
});

/** The worker that gets files from elsewhere. */
export const connectFetch = () =>
  calledFunction(
    new LambdaClient({ requestHandler: requestTimeouts }),
    readSettings('FETCH_FUNCTION').FETCH_FUNCTION,
  );
