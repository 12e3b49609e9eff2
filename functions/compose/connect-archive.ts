import type { ArchiveDependencies } from '#actions/workflow/archive-output.ts';
import { openRemote, RemoteFileError } from '#providers/network/remote-file.ts';
import { mediaStore } from '#storage/objects/media-store.ts';
import { connectBucket } from './connect-bucket.ts';
import { readSettings } from './settings.ts';

/** Where Kie's results lie (seen in recordings of 2026) and where its uploads do. */
const KIE_RESULT_HOSTS = ['*.aiquickdraw.com', '*.redpandaai.co'];
const MOST_OUTPUT_BYTES = 2 * 1024 ** 3;
const IDLE_MS = 30_000;
/** Leaves the function, which may run for 15 minutes, time to write down what happened. */
const TOTAL_MS = 12 * 60_000;

/** What copies a provider's files into the bucket. */
export function connectArchive(): Pick<ArchiveDependencies, 'media' | 'openSource' | 'sourceProblem'> {
  const { RESULT_HOSTS, LOCAL_SOURCES } = readSettings('RESULT_HOSTS', 'LOCAL_SOURCES');
  const allow = RESULT_HOSTS.length === 0 ? KIE_RESULT_HOSTS : RESULT_HOSTS;
  return {
    media: mediaStore(...connectBucket({ checked: true })),
    openSource: (url) =>
      openRemote(url, {
        allow,
        localOrigins: LOCAL_SOURCES,
        maxBytes: MOST_OUTPUT_BYTES,
        idleTimeoutMs: IDLE_MS,
        totalTimeoutMs: TOTAL_MS,
      }),
    sourceProblem: (error) => ({
      final:
        error instanceof RemoteFileError && (error.kind === 'refused-address' || error.kind === 'too-large'),
      reason: error instanceof Error ? error.message : String(error),
    }),
  };
}
