import type { ArchiveDependencies } from '#actions/workflow/archive-output.ts';
import type { BucketMarker } from '#storage/objects/bucket-marker.ts';
import type { MediaStore } from '#storage/objects/media-store.ts';
import type { ObjectList } from '#storage/objects/object-list.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { ArchiveFault } from '#domain/tasks/archive-patience.ts';
import { TornBody } from './media.ts';
import type { Environment } from '../engine/environment.ts';
import type { Invocation } from '../engine/invocation.ts';

/** What opening a file at the provider fails with. */
class SourceFault extends Error {}

function faultOf(error: unknown): ArchiveFault {
  if (error instanceof TornBody) return 'source';
  if (!(error instanceof SourceFault)) return 'store';
  if (error.message.includes('host-list')) return 'refused-host';
  return error.message.includes('HTTP 404') ? 'gone' : 'source';
}

/** The bucket of results and the provider's files, as one invocation reaches them. */
export function archivePort(invocation: Invocation, { media, openFile, failWhileOut }: Environment) {
  const stored =
    <T>(effect: () => T) =>
    () => {
      failWhileOut('store', 'store-keys');
      return effect();
    };
  const sourced =
    <T>(effect: () => T) =>
    () => {
      failWhileOut('result-host', 'host-list');
      return effect();
    };
  return {
    media: {
      keep: async (incoming) => {
        const kept = await invocation.call({
          operation: 'media.keep',
          effect: stored(() => media.keep(incoming)),
        });
        if (kept.type === 'exists') await incoming.reopen?.();
        return kept;
      },
      find: (key, type, task) =>
        invocation.call({ operation: 'media.find', effect: stored(() => media.find(key, type, task)) }),
      describe: async (bytes) => media.describe(bytes),
    },
    list: {
      page: (after, limit, prefix) =>
        invocation.call({ operation: 'media.list', effect: () => media.page(after, limit, prefix) }),
    },
    objects: {
      removeAll: (keys) =>
        invocation.call({ operation: 'media.removeAll', effect: () => media.removeAll(keys) }),
    },
    marker: {
      read: () => invocation.call({ operation: 'marker.read', effect: () => media.marker }),
      claim: (table) => invocation.call({ operation: 'marker.claim', effect: () => media.claim(table) }),
    },
    openSource: async (url) => {
      try {
        return await invocation.call({ operation: 'source.open', effect: sourced(() => openFile(url)) });
      } catch (error) {
        throw new SourceFault(String(error));
      }
    },
    archiveProblem: (error) => ({ fault: faultOf(error), reason: String(error) }),
  } satisfies Pick<ArchiveDependencies, 'openSource' | 'archiveProblem'> & {
    readonly media: MediaStore;
    readonly list: ObjectList;
    readonly objects: ObjectRemoval;
    readonly marker: BucketMarker;
  };
}
