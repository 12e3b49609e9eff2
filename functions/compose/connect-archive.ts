import type { ArchiveDependencies } from '#actions/workflow/archive-output.ts';
import { openRemote, RemoteFileError } from '#providers/network/remote-file.ts';
import { services } from '#providers/services.ts';
import { connectMedia } from './connect-media.ts';
import { readSettings } from './settings.ts';

const MOST_OUTPUT_BYTES = 2 * 1024 ** 3;
const IDLE_MS = 30_000;
/** Leaves the function, which may run for 15 minutes, time to write down what happened. */
const TOTAL_MS = 12 * 60_000;

/** What copies a provider's files into the bucket. */
export function connectArchive(): Pick<ArchiveDependencies, 'media' | 'openSource' | 'sourceProblem'> {
  const { RESULT_HOSTS, LOCAL_SOURCES } = readSettings('RESULT_HOSTS', 'LOCAL_SOURCES');
  const hosts = new Map(services.map(({ name, access }) => [name, access?.resultHosts]));
  const allowedFor = (service: string): readonly string[] =>
    RESULT_HOSTS.length === 0 ? (hosts.get(service) ?? []) : RESULT_HOSTS;
  return {
    media: connectMedia(),
    openSource: (url, service) =>
      openRemote(url, {
        allow: allowedFor(service),
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
