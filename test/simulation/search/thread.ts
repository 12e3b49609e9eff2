import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { patchSources, type SourcePatch } from '../engine/source-patch.ts';
import type { Order } from './perform.ts';
import { quickRows } from './quick-rows.ts';

const patches = workerData as readonly SourcePatch[];
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

async function serve({ job, facts }: Order): Promise<void> {
  reached.clear();
  parentPort?.postMessage({ result: await perform(job, facts), reached: [...reached] });
}

parentPort?.on('message', (order: Order) => void serve(order));
