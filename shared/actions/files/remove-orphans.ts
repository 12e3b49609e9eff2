import { withoutKeyParts } from '#domain/files/key-part.ts';
import { taskOfKey } from '#domain/files/media-key.ts';
import { areLeftovers, isDue, isOurs, isYoung, type WalkCounts } from '#domain/files/orphans.ts';
import { objectsOf } from '#domain/files/output-objects.ts';
import { objectsOfUpload } from '#domain/files/upload.ts';
import { awaitedKey, uploadOfKey } from '#domain/files/upload-key.ts';
import type { Clock, Log, Random } from '#domain/ports.ts';
import { isSettled } from '#domain/tasks/task.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import type { WalkStore } from '#storage/files/walk-store.ts';
import type { BucketMarker } from '#storage/objects/bucket-marker.ts';
import type { ListedObject, ObjectList } from '#storage/objects/object-list.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';

interface OrphanDependencies {
  readonly uploads: Pick<UploadStore, 'find'>;
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly list: ObjectList;
  readonly objects: ObjectRemoval;
  readonly place: WalkStore;
  readonly marker: BucketMarker;
  /** False: what would be removed is counted, noted and logged, and stays. */
  readonly removes: boolean;
  readonly clock: Clock;
  readonly random: Pick<Random, 'hex128'>;
  readonly log: Log;
}

/** What one visit did: in how many objects it found how many without a row, and how many of those it removed. */
export interface OrphanReport extends WalkCounts {
  readonly removed: number;
  /** Why nothing was removed, whatever was found: it is not our bucket, or too much of it has no row. */
  readonly refused?: 'not-ours' | 'too-many';
}

const PAGE = 1000;
/** So many of the keys found are named in the log, for whoever decides whether they may go. */
const NAMED = 10;
/** One tick looks at so many objects; the next goes on from there, and begins anew at the end. */
const PAGES_PER_TICK = 5;
const AT_ONCE = 25;

async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  }
  return results;
}

/** Which of these objects no row knows. What cannot be looked at now counts as known: the next walk comes by again. */
const finding = ({ uploads, tasks, clock, log }: OrphanDependencies) => {
  const isOrphan = async ({ key, writtenAt }: ListedObject): Promise<boolean> => {
    if (isYoung(writtenAt, clock.now())) return false;
    const upload = uploadOfKey(awaitedKey(key) ?? key);
    if (upload !== undefined) {
      const row = await uploads.find(upload.owner, upload.id);
      return row === undefined || !objectsOfUpload(row).includes(key);
    }
    const task = taskOfKey(key);
    if (task === undefined) return false;
    const snapshot = await tasks.load(task.owner, task.id);
    return snapshot === undefined || (isSettled(snapshot.task) && !objectsOf(snapshot.outputs).includes(key));
  };

  const isOrphanSurely = async (object: ListedObject): Promise<boolean> => {
    try {
      return await isOrphan(object);
    } catch (error) {
      log.warn('object not looked at', { key: withoutKeyParts(object.key), reason: String(error) });
      log.count('OrphanUnclear');
      return false;
    }
  };

  return async (items: readonly ListedObject[]): Promise<string[]> => {
    const verdicts = await inBatches(items, isOrphanSurely);
    return items.filter((_, at) => verdicts[at] === true).map(({ key }) => key);
  };
};

/**
 * Walks through the bucket and looks for objects that no row knows: leftovers of functions that died between two writes,
 * or that stored a file while its task was canceled. What is younger than a day, whatever is not named as we name files,
 * and all of a task that may still store something is left alone.
 *
 * What is found is noted, and removed seven days later if it still has no row and removal is switched on. Only in a bucket
 * whose marker names our table: one that names none is marked once a visit finds that its objects are ours, and in one
 * that names another table nothing is looked at. And only while at most 2 % of what the walk has seen (or 20 objects) is
 * without a row. Both refusals are counted, as `OrphanWalkRefused`.
 */
export const removeOrphans = (dependencies: OrphanDependencies) => {
  const { list, objects, place, marker, removes, clock, random, log } = dependencies;
  const orphansOf = finding(dependencies);

  const refuse = (refused: OrphanReport['refused'], fields: Readonly<Record<string, unknown>>): void => {
    log.warn('objects without a row stay', { refused, ...fields });
    log.count('OrphanWalkRefused');
  };

  /** Those of the found that were noted long enough ago; the others are noted. */
  const dueOf = async (found: readonly string[]): Promise<string[]> => {
    const now = clock.now();
    const notedAt = await inBatches(found, async (key) => place.note(key, now));
    return found.filter((_, at) => isDue(notedAt[at] ?? now, now));
  };

  /** Looks through the next pages; the place behind them is written only when their orphans have been dealt with. */
  const visit = async (isMarked: boolean): Promise<OrphanReport> => {
    const report = { looked: 0, found: 0, removed: 0 };
    let walk = await place.read();
    const named: string[] = [];
    let areFew = true;
    for (let pages = 0; pages < PAGES_PER_TICK; pages += 1) {
      const { items, more } = await list.page(walk.after, PAGE);
      const found = await orphansOf(items);
      report.looked += items.length;
      report.found += found.length;
      named.push(...found.slice(0, NAMED - named.length));
      walk = { ...walk, looked: walk.looked + items.length, found: walk.found + found.length };
      areFew = areLeftovers(walk);
      if (isMarked && areFew) {
        const due = await dueOf(found);
        if (removes) report.removed += due.length - (await objects.removeAll(due)).size;
      }
      walk = more ? { ...walk, after: items.at(-1)?.key ?? '' } : { after: '', looked: 0, found: 0 };
      await place.write(walk);
      if (!more) break;
    }
    log.info('objects without a row', { ...report, removes, keys: named.map(withoutKeyParts) });
    if (report.found > 0) log.count('OrphansFound', report.found);
    if (report.removed > 0) log.count('OrphansRemoved', report.removed);
    if (areFew) return report;
    refuse('too-many', report);
    return { ...report, refused: 'too-many' };
  };

  return async (): Promise<OrphanReport> => {
    const named = await marker.read();
    const ours = await place.identity(random.hex128());
    if (named !== undefined && named !== ours) {
      refuse('not-ours', { table: named });
      return { looked: 0, found: 0, removed: 0, refused: 'not-ours' };
    }
    const report = await visit(named !== undefined);
    if (named === undefined && isOurs(report)) await marker.claim(ours);
    return report;
  };
};
