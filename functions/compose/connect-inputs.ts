import { useInputs, type InputOrder } from '#actions/files/use-inputs.ts';
import type { Table } from '#storage/table/table-port.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { systemClock } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** What holds on to the files that a new task is to be given. */
export const connectInputs = (table: Table): ((order: InputOrder) => Promise<void>) =>
  useInputs({
    uploads: uploadStore(table),
    clock: systemClock,
    mediaBaseUrl: readSettings('MEDIA_BASE_URL').MEDIA_BASE_URL,
  });
