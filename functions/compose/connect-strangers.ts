import type { FetchFileDependencies } from '#actions/files/fetch-file.ts';
import { FETCH_MS, MOST_FETCH_BYTES } from '#domain/files/upload-type.ts';
import { openRemote, RemoteFileError } from '#providers/network/remote-file.ts';
import { readSettings } from './settings.ts';

const IDLE_MS = 10_000;

/**
 * How files of strangers are opened: any public host, within 30 seconds. Only a function whose row says that it fetches from
 * strangers may be made of this: its role reads no secret, and writes one prefix.
 */
export function connectStrangers(): Pick<FetchFileDependencies, 'openSource' | 'sourceProblem'> {
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
