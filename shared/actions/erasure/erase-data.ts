import {
  ERASURE_LEASE_MS,
  ERASURE_QUIET_MS,
  ERASURE_REST_MS,
  type Awaited,
  type Erasure,
} from '#domain/erasure/erasure.ts';
import { isoTime, type Digest } from '#domain/ports.ts';
import type { CancelResult } from '../tasks/cancel-task.ts';
import type { EraseDependencies } from './erase-dependencies.ts';
import { eraseAccounts } from './erase-accounts.ts';
import { closeItems, condenseLedger, eraseDeliveries, eraseLeftovers } from './erase-rest.ts';
import { eraseTasks } from './erase-tasks.ts';
import { eraseForeign, eraseUploads } from './erase-uploads.ts';

interface EraseDataDependencies extends EraseDependencies {
  readonly digest: Digest;
  readonly cancel: (owner: Erasure['owner'], id: string) => Promise<CancelResult>;
}

export interface EraseReport {
  readonly done: number;
  /** Left for a later visit. */
  readonly left: number;
}

/** What has become of one visit: done, or when to come again, and what for. */
type Visit = 'done' | { readonly until: number; readonly awaited: Awaited };

/** So many owners in one visit. */
const ERASURES_AT_ONCE = 10;
/** One visit works for so long: within its lease, and within what the function may take. */
const PATIENCE_MS = 4 * 60_000;

/**
 * Goes on with every erasure that is due: tasks, then uploads, then what no row knows, the owner's accounts at providers, the books last. Every step may be
 * repeated and nothing is remembered but what is left, so a visit that dies is continued by the next, once its lease has
 * ended; two at once do some work twice.
 */
export const eraseData = (dependencies: EraseDataDependencies) => {
  const { erasures, clock, log } = dependencies;
  const tasksOf = eraseTasks({ ...dependencies, eraseForeign: eraseForeign(dependencies) });
  const uploadsOf = eraseUploads(dependencies);
  const leftoversOf = eraseLeftovers(dependencies);
  const itemsOf = closeItems(dependencies);
  const deliveriesOf = eraseDeliveries(dependencies);
  const accounts = eraseAccounts(dependencies);
  const booksOf = condenseLedger(dependencies);

  const visit = async (erasure: Erasure, giveUpAt: number): Promise<Visit> => {
    await accounts.drain(erasure);
    const tasks = await tasksOf(erasure, giveUpAt);
    const uploads = await uploadsOf(erasure, giveUpAt);
    const awaited = { tasks: tasks.awaited, uploads: uploads.awaited };
    const again = (inMs: number): Visit => ({ until: clock.now() + inMs, awaited });
    if (!tasks.through || !uploads.through) return again(0);
    if (tasks.awaited + uploads.awaited > 0) return again(ERASURE_REST_MS);
    const quietAt = Date.parse(erasure.at) + ERASURE_QUIET_MS;
    if (clock.now() < quietAt) return again(quietAt - clock.now());
    const leftovers = await leftoversOf(erasure);
    if (!leftovers.through) return again(0);
    if (leftovers.awaited > 0) return again(ERASURE_REST_MS);
    if (!(await deliveriesOf(erasure, giveUpAt))) return again(0);
    if (!(await accounts.remove(erasure))) return again(ERASURE_REST_MS);
    await itemsOf(erasure);
    return (await booksOf(erasure)) ? 'done' : again(0);
  };

  const goOn = async (erasure: Erasure, giveUpAt: number): Promise<boolean> => {
    const came = await visit(erasure, giveUpAt);
    if (came === 'done') {
      await erasures.finish(erasure, isoTime(clock.now()));
      log.info('owner erased', { erasure: erasure.id });
      log.count('ErasureDone');
      return true;
    }
    await erasures.rest(erasure, came.awaited, isoTime(came.until));
    log.info('erasure goes on', { erasure: erasure.id, ...came.awaited });
    log.count('ErasureWaiting');
    return false;
  };

  return async (): Promise<EraseReport> => {
    const report = { done: 0, left: 0 };
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (const address of await erasures.due(isoTime(clock.now()), ERASURES_AT_ONCE)) {
      if (clock.now() >= giveUpAt) break;
      const now = clock.now();
      const taken = await erasures.take(address, isoTime(now), isoTime(now + ERASURE_LEASE_MS));
      if (taken === undefined) continue;
      if (await goOn(taken, giveUpAt)) report.done += 1;
      else report.left += 1;
    }
    return report;
  };
};
