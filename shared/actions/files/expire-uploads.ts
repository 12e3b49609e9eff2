import { isoTime, type Clock, type Log } from '#domain/ports.ts';
import {
  CLEANUP_MARGIN_MS,
  isNeeded,
  objectsOfUpload,
  type Upload,
  type UploadUse,
} from '#domain/files/upload.ts';
import type { UploadParts } from '#storage/objects/upload-parts.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { UploadAddress } from '#storage/files/upload-rows.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';
import { abandonParts } from './upload-parts.ts';

interface ExpireDependencies {
  readonly uploads: UploadStore;
  readonly objects: ObjectRemoval;
  readonly parts: Pick<UploadParts, 'abandon'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ExpireReport {
  readonly removed: number;
  /** Left because an open task may need them. */
  readonly needed: number;
  /** Left for the next tick: somebody used them meanwhile, or the store did not remove them. */
  readonly left: number;
}

/** As many objects as one request removes. */
const PAGE = 1000;
const AT_ONCE = 25;

async function inBatches<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  for (let i = 0; i < items.length; i += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(i, i + AT_ONCE).map(work))));
  }
  return results;
}

type Marked = { readonly upload: Upload; readonly uses: readonly UploadUse[] };

/**
 * Removes what has expired: marked in one conditional write, then its object, then its rows. Whatever breaks off is
 * found again by the next tick, two at once do the same work twice without harm, and a missed tick is caught up with.
 * Stops when `giveUpAt` has come.
 */
export const expireUploads = ({ uploads, objects, parts, clock, log }: ExpireDependencies) => {
  const mark = async (address: UploadAddress): Promise<Marked | 'needed' | 'left'> => {
    const found = await uploads.withUses(address);
    if (found === undefined) return 'left';
    const { upload, uses } = found;
    if (upload.status === 'removing') return found;
    const now = clock.now();
    if (Date.parse(upload.expiresAt) > now) return 'left'; // the index lags behind the row
    if (isNeeded(uses, now, CLEANUP_MARGIN_MS)) return 'needed';
    return (await uploads.mark(upload, isoTime(now))) ? found : 'left';
  };

  const remove = async (marked: readonly Marked[]): Promise<number> => {
    await inBatches(marked, ({ upload }) => abandonParts(parts, upload));
    const left = await objects.removeAll(marked.flatMap(({ upload }) => objectsOfUpload(upload)));
    const gone = marked.filter(({ upload }) => !objectsOfUpload(upload).some((key) => left.has(key)));
    await inBatches(gone, ({ upload, uses }) => uploads.forget(upload, uses));
    return gone.length;
  };

  return async (giveUpAt = Infinity): Promise<ExpireReport> => {
    const report = { removed: 0, needed: 0, left: 0 };
    const time = isoTime(clock.now());
    let page: Awaited<ReturnType<UploadStore['expired']>> = await uploads.expired(time, PAGE);
    for (;;) {
      const results = await inBatches(page.items, mark);
      const marked = results.filter((result) => typeof result === 'object');
      const removed = await remove(marked);
      report.removed += removed;
      report.needed += results.filter((result) => result === 'needed').length;
      report.left += results.filter((result) => result === 'left').length + marked.length - removed;
      if (page.last === undefined || clock.now() >= giveUpAt) break;
      page = await uploads.expired(time, PAGE, page.last);
    }
    log.info('uploads expired', report);
    log.count('UploadsExpired', report.removed);
    log.count('UploadsNeeded', report.needed);
    log.count('UploadsLeft', report.left);
    return report;
  };
};
