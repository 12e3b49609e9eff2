import { useInputs, type InputOrder } from '#actions/files/use-inputs.ts';
import { inputRef } from '#domain/files/input-ref.ts';
import type { Owner } from '#domain/ids.ts';
import { addressFault } from '#providers/network/remote-address.ts';
import type { Table } from '#storage/table/table-port.ts';
import { usedUploads } from '#storage/files/upload-store.ts';
import { systemClock } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** What holds on to the files that a new task is to be given. */
export const connectInputs = (table: Table): ((order: InputOrder) => Promise<void>) =>
  useInputs({
    uploads: usedUploads(table),
    clock: systemClock,
    mediaBaseUrl: readSettings('MEDIA_BASE_URL').MEDIA_BASE_URL,
  });

/** What tells of an address that its form alone forbids to send events there. */
export function connectReceiverFault(): (url: string) => string | undefined {
  const { LOCAL_RECEIVERS } = readSettings('LOCAL_RECEIVERS');
  return (url) => addressFault(url, LOCAL_RECEIVERS);
}

/** What tells of a file's address that its form alone forbids to fetch it; files of ours lie wherever they lie. */
export function connectInputFault(): (owner: Owner, url: string) => string | undefined {
  const { MEDIA_BASE_URL, LOCAL_SOURCES } = readSettings('MEDIA_BASE_URL', 'LOCAL_SOURCES');
  return (owner, url) => {
    const ref = inputRef(url, owner, MEDIA_BASE_URL);
    return ref.type === 'foreign' ? addressFault(ref.url, LOCAL_SOURCES) : undefined;
  };
}
