import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Job } from './perform.ts';
import { quickRows } from './quick-rows.ts';
import { patchSources, type SourcePatch } from '../engine/source-patch.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** What a thread is given. */
export interface ThreadOrder {
  readonly job: Job;
  readonly facts: Facts;
  readonly patches: readonly SourcePatch[];
}

const { job, facts, patches } = workerData as ThreadOrder;
/** With more patches than this hardly a file is loaded as it lies there. */
const FEW_PATCHES = 10;
// A thread would take longer to load the sources than most need to find what they are after.
if (patches.length <= FEW_PATCHES)
  enableCompileCache(join(import.meta.dirname, '..', '..', '..', '.build', 'simulation-code'));
const reached = new Set<number>();
Object.assign(globalThis, { reached: (id: number) => void reached.add(id) });

const assertPatched = patchSources([...quickRows, ...patches]);
// Only now, so that what is loaded is loaded with the patches.
const { perform } = await import('./perform.ts');
assertPatched();
flushCompileCache();
parentPort?.postMessage({ result: await perform(job, facts), reached: [...reached] });
