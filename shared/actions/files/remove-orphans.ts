import { taskOfKey } from '#domain/files/media-key.ts';
import type { Clock, Log } from '#domain/ports.ts';
import { thumbnailKey, thumbnailSizes } from '#domain/files/preview.ts';
import { isSettled, type Output } from '#domain/tasks/task.ts';
import { uploadOfKey } from '#domain/files/upload-key.ts';
import type { ListedObject, ObjectList } from '#storage/objects/object-list.ts';
import type { WalkStore } from '#storage/files/walk-store.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';

interface OrphanDependencies {
  readonly uploads: Pick<UploadStore, 'find'>;
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly list: ObjectList;
  readonly objects: ObjectRemoval;
  readonly place: WalkStore;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OrphanReport {
  readonly looked: number;
  readonly removed: number;
}

const PAGE = 1000;
/** One tick looks at so many objects; the next goes on from there, and begins anew at the end. */
const PAGES_PER_TICK = 5;
const AT_ONCE = 25;
/** Whoever writes an object before its row has long written the row by then. */
const OLD_MS = 24 * 3600_000;

/** All that a task's outputs have in the bucket: the files, and the thumbnails that may lie beside them. */
const keysOf = (outputs: readonly Output[]): string[] =>
  outputs.flatMap(({ stored }) =>
    stored === undefined
      ? []
      : [stored.key, ...thumbnailSizes.flatMap((size) => thumbnailKey(stored.key, size) ?? [])],
  );

/**
 * Walks through the bucket and removes objects that no row knows: leftovers of visits that died between two writes, or
 * that stored a file while its task was canceled. What is younger than a day, whatever is not named as we name files, and
 * all of a task that may still store something is left alone.
 */
export const removeOrphans = ({ uploads, tasks, list, objects, place, clock, log }: OrphanDependencies) => {
  const isOrphan = async ({ key, writtenAt }: ListedObject): Promise<boolean> => {
    if (clock.now() - writtenAt < OLD_MS) return false;
    const upload = uploadOfKey(key);
    if (upload !== undefined) return (await uploads.find(upload.owner, upload.id))?.key !== key;
    const task = taskOfKey(key);
    if (task === undefined) return false;
    const snapshot = await tasks.load(task.owner, task.id);
    return snapshot === undefined || (isSettled(snapshot.task) && !keysOf(snapshot.outputs).includes(key));
  };

  /** What cannot be looked at now stays, and keeps nobody from the rest: the next walk comes by again. */
  const isOrphanSurely = async (object: ListedObject): Promise<boolean> => {
    try {
      return await isOrphan(object);
    } catch (error) {
      log.warn('object not looked at', { key: object.key, reason: String(error) });
      log.count('OrphanUnclear');
      return false;
    }
  };

  const orphansOf = async (items: readonly ListedObject[]): Promise<string[]> => {
    const found: string[] = [];
    for (let i = 0; i < items.length; i += AT_ONCE) {
      const batch = items.slice(i, i + AT_ONCE);
      const verdicts = await Promise.all(batch.map(isOrphanSurely));
      found.push(...batch.filter((_, at) => verdicts[at] === true).map(({ key }) => key));
    }
    return found;
  };

  return async (): Promise<OrphanReport> => {
    const report = { looked: 0, removed: 0 };
    let after = await place.read();
    for (let pages = 0; pages < PAGES_PER_TICK; pages += 1) {
      const { items, more } = await list.page(after, PAGE);
      const orphans = await orphansOf(items);
      const left = await objects.removeAll(orphans);
      report.looked += items.length;
      report.removed += orphans.length - left.size;
      after = more ? (items.at(-1)?.key ?? '') : '';
      await place.write(after);
      if (!more) break;
    }
    log.info('orphans removed', report);
    log.count('OrphansRemoved', report.removed);
    return report;
  };
};
