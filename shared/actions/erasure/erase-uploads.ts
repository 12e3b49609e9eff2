import type { Erasure } from '#domain/erasure/erasure.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { asSeen, isOver, objectsOfUpload, type Upload, type UploadUse } from '#domain/files/upload.ts';
import { isoTime, type Digest } from '#domain/ports.ts';
import type { UploadAddress } from '#storage/files/upload-rows.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import { ROWS_AT_ONCE, type EraseDependencies, type Walked } from './erase-dependencies.ts';
import { foreignUploadId } from '../files/foreign-upload.ts';
import { abandonParts } from '../files/upload-parts.ts';
import { openTaskOf } from '../files/upload-use.ts';

type UploadDependencies = Pick<
  EraseDependencies,
  'erasures' | 'tasks' | 'uploads' | 'copies' | 'objects' | 'parts' | 'clock'
>;
type Found = { readonly upload: Upload; readonly uses: readonly UploadUse[] };

const keysOf = (found: readonly Found[]): string[] => found.flatMap(({ upload }) => objectsOfUpload(upload));
const bytesOf = (found: readonly Found[]): number =>
  found.reduce((sum, { upload }) => sum + (upload.bytes ?? 0), 0);

/** True while bytes may still arrive under its key: its row has to stay until they cannot. What comes in parts can be given up. */
const isComing = (stored: Upload, now: number): boolean => {
  const { status, parts } = asSeen(stored, now);
  return parts === undefined && (status === 'pending' || status === 'fetching') && !isOver(stored, now);
};

/** Everything about an upload but its last row. */
const removeParts =
  ({ copies, uploads }: Pick<UploadDependencies, 'copies' | 'uploads'>) =>
  async ({ upload, uses }: Found): Promise<void> => {
    if (upload.key !== undefined) await copies.forget(upload.key);
    await uploads.forgetUses(upload, uses);
  };

/**
 * Removes the uploads that a task has made of strangers' files. Those of before the erasure are found in the owner's
 * list; of what an open task has fetched since, only the task knows.
 */
export const eraseForeign =
  (
    dependencies: Pick<UploadDependencies, 'erasures' | 'uploads' | 'copies' | 'objects'> & {
      readonly digest: Digest;
    },
  ) =>
  async (erasure: Erasure, { task, request }: TaskSnapshot): Promise<void> => {
    const { erasures, uploads, objects, digest } = dependencies;
    if (task.ending === undefined || task.ending.at <= erasure.at) return;
    for (const url of request.inputs ?? []) {
      const found = await uploads.withUses({ owner: task.owner, id: foreignUploadId(digest, task, url) });
      if (found === undefined) continue;
      const left = await objects.removeAll(keysOf([found]));
      if (left.size > 0) throw new Error('The store did not remove an object');
      await removeParts(dependencies)(found);
      const counts = { uploads: 1, bytes: bytesOf([found]) };
      await erasures.together(erasure, [uploads.removalWrite(found.upload)], counts);
    }
  };

/**
 * Removes the uploads of an erasure, page by page, object first and row second. Those that may still arrive, and those
 * that a task of after the erasure needs, are left for a later visit.
 */
export const eraseUploads = (dependencies: UploadDependencies) => {
  const { erasures, uploads, objects, parts, clock } = dependencies;

  const look = async (address: UploadAddress): Promise<Found | 'gone' | 'awaited'> => {
    const found = await uploads.withUses(address);
    if (found === undefined) return 'gone';
    if (found.upload.status === 'removing') return found;
    if (isComing(found.upload, clock.now())) return 'awaited';
    if ((await openTaskOf(dependencies, address.owner, found.uses)) !== undefined) return 'awaited';
    return (await uploads.mark(found.upload, isoTime(clock.now()))) ? found : 'awaited';
  };

  /** True when all of them are gone. */
  const remove = async (erasure: Erasure, found: readonly Found[]): Promise<boolean> => {
    if (found.length === 0) return true;
    await Promise.all(found.map(({ upload }) => abandonParts(parts, upload)));
    const left = await objects.removeAll(keysOf(found));
    const gone = found.filter(({ upload }) => upload.key === undefined || !left.has(upload.key));
    await Promise.all(gone.map(removeParts(dependencies)));
    const rows = gone.map(({ upload }) => uploads.removalWrite(upload));
    const counts = { uploads: gone.length, bytes: bytesOf(gone) };
    return (await erasures.together(erasure, rows, counts)) && gone.length === found.length;
  };

  return async (erasure: Erasure, giveUpAt: number): Promise<Walked> => {
    let awaited = 0;
    let through = true;
    let page: Awaited<ReturnType<UploadStore['list']>> | undefined;
    do {
      if (clock.now() >= giveUpAt) return { awaited, through: false };
      const after = page?.last === undefined ? {} : { after: page.last };
      page = await uploads.list(erasure.owner, { to: erasure.at, limit: ROWS_AT_ONCE, ...after });
      const verdicts = await Promise.all(page.items.map(look));
      awaited += verdicts.filter((verdict) => verdict === 'awaited').length;
      const found = verdicts.filter((verdict) => typeof verdict === 'object');
      through = (await remove(erasure, found)) && through;
    } while (page.last !== undefined);
    return { awaited, through };
  };
};
