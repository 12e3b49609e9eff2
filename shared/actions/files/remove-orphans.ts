import { taskOfKey } from '#domain/files/media-key.ts';
import type { Clock, Log } from '#domain/ports.ts';
import { objectsOf } from '#domain/files/output-objects.ts';
import { isSettled } from '#domain/tasks/task.ts';
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
  /** False: what would be removed is counted and logged, and stays. */
  readonly removes: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

export interface OrphanReport {
  /** Objects looked at. */
  readonly looked: number;
  /** Objects without a row among them. */
  readonly found: number;
  readonly removed: number;
}

const PAGE = 1000;
/** So many of the keys found are named in the log, for whoever decides whether they may go. */
const NAMED = 10;
/** One tick looks at so many objects; the next goes on from there, and begins anew at the end. */
const PAGES_PER_TICK = 5;
const AT_ONCE = 25;
/** Whoever writes an object before its row has long written the row by then. */
const OLD_MS = 24 * 3600_000;

/**
 * Walks through the bucket and looks for objects that no row knows; removes them where that is switched on. It is off by
 * default: beside a table that is new, or restored to an earlier time, every object of the bucket is one. They are leftovers of visits that died between two writes, or
 * that stored a file while its task was canceled. What is younger than a day, whatever is not named as we name files, and
 * all of a task that may still store something is left alone.
 */
export const removeOrphans = (dependencies: OrphanDependencies) => {
  const { uploads, tasks, list, objects, place, removes, clock, log } = dependencies;
  const isOrphan = async ({ key, writtenAt }: ListedObject): Promise<boolean> => {
    if (clock.now() - writtenAt < OLD_MS) return false;
    const upload = uploadOfKey(key);
    if (upload !== undefined) return (await uploads.find(upload.owner, upload.id))?.key !== key;
    const task = taskOfKey(key);
    if (task === undefined) return false;
    const snapshot = await tasks.load(task.owner, task.id);
    return snapshot === undefined || (isSettled(snapshot.task) && !objectsOf(snapshot.outputs).includes(key));
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
    const report = { looked: 0, found: 0, removed: 0 };
    const named: string[] = [];
    let after = await place.read();
    for (let pages = 0; pages < PAGES_PER_TICK; pages += 1) {
      const { items, more } = await list.page(after, PAGE);
      const orphans = await orphansOf(items);
      report.looked += items.length;
      report.found += orphans.length;
      named.push(...orphans.slice(0, NAMED - named.length));
      if (removes) report.removed += orphans.length - (await objects.removeAll(orphans)).size;
      after = more ? (items.at(-1)?.key ?? '') : '';
      await place.write(after);
      if (!more) break;
    }
    log.info('objects without a row', { ...report, removes, keys: named });
    log.count('OrphansFound', report.found);
    log.count('OrphansRemoved', report.removed);
    return report;
  };
};
