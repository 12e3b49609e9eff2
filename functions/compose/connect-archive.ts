import type { ArchiveDependencies } from '#actions/workflow/archive-output.ts';
import type { ArchiveFault } from '#domain/tasks/archive-patience.ts';
import { openRemote, RemoteFileError } from '#providers/network/remote-file.ts';
import type { HostRule } from '#providers/network/remote-address.ts';
import { services } from '#providers/services.ts';
import { SourceEnded } from '#storage/objects/media-store.ts';
import { connectMedia } from './connect-media.ts';
import { readSettings } from './settings.ts';

const MOST_OUTPUT_BYTES = 2 * 1024 ** 3;
const IDLE_MS = 30_000;
/** Leaves the function, which may run for 15 minutes, time to write down what happened. */
const TOTAL_MS = 12 * 60_000;

const faults: Readonly<Record<RemoteFileError['kind'], ArchiveFault>> = {
  'refused-address': 'unusable',
  'refused-host': 'refused-host',
  gone: 'gone',
  unavailable: 'source',
  'too-large': 'unusable',
  stalled: 'source',
  broken: 'source',
};

/** An expired signature is told by 403, which says nothing of what lies behind it. */
function faultOf(error: unknown): ArchiveFault {
  if (error instanceof RemoteFileError) return error.status === 403 ? 'expired' : faults[error.kind];
  return error instanceof SourceEnded ? 'source' : 'store';
}

/** Where results of a service may be fetched from: any public host, unless hosts are listed beside those of its own. */
export const resultHostRule = (own: readonly string[], listed: readonly string[]): HostRule =>
  listed.length === 0 ? 'any-public' : [...own, ...listed];

/** What copies a provider's files into the bucket. */
export function connectArchive(): Pick<ArchiveDependencies, 'media' | 'openSource' | 'archiveProblem'> {
  const { RESULT_HOSTS, LOCAL_SOURCES } = readSettings('RESULT_HOSTS', 'LOCAL_SOURCES');
  const hosts = new Map(services.map(({ name, access }) => [name, access?.resultHosts]));
  return {
    media: connectMedia(),
    openSource: (url, service) =>
      openRemote(url, {
        allow: resultHostRule(hosts.get(service) ?? [], RESULT_HOSTS),
        localOrigins: LOCAL_SOURCES,
        maxBytes: MOST_OUTPUT_BYTES,
        idleTimeoutMs: IDLE_MS,
        totalTimeoutMs: TOTAL_MS,
      }),
    archiveProblem: (error) => ({
      fault: faultOf(error),
      reason: error instanceof Error ? error.message : String(error),
    }),
  };
}
