import { newErasure } from '#domain/erasure/erasure.ts';
import type { ErasureId, Owner, TaskId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { erasureStore } from '#storage/erasure/erasure-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { synthesize } from '../infra/synth.ts';
import { storeEnded } from '../test/stack/erasure/ended-task.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { World } from '../test/stack/test-stack.ts';
import { logicalId } from './assembly.ts';
import { shown, type Findings } from './goals.ts';
import { askedHead, askedOf, askedRow, type Asked } from './metered.ts';
import { fixed, textTable } from './text-table.ts';

const COUNT = 10_000;
const AT_ONCE = 50;
const FUNCTION = 'erase-data';
const MINUTE_MS = 60_000;
/** What has ended within minutes is waited for. */
const HOUR_MS = 60 * MINUTE_MS;
const owner = 'ana' as Owner;

/** Tasks that have ended, each with one output and its ledger line. */
async function ended(world: World, count: number): Promise<void> {
  let nonce = 0;
  const tasks = taskStore({
    table: world.table,
    nonce: () => String((nonce += 1)),
    backoff: async () => undefined,
  });
  const ledger = ledgerStore(world.table);
  const store = async (n: number): Promise<void> => {
    const at = isoTime(world.clock.now() - HOUR_MS + n);
    const id = n.toString(16).padStart(32, '0') as TaskId;
    await storeEnded({ tasks, ledger }, { id, owner, at, key: `images/generated/${owner}/${id}.png` });
  };
  for (let first = 0; first < count; first += AT_ONCE) {
    const few = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, i) => first + i);
    await Promise.all(few.map(store));
  }
}

export interface ErasedAll {
  readonly tasks: number;
  readonly asked: Asked;
  readonly ms: number;
}

/** One invocation of the worker that removes everything of an owner with so many tasks. */
export async function eraseAll(count: number): Promise<ErasedAll> {
  const world = await World.open({ asDeployed: true });
  try {
    await world.cloud.invoke(logicalId(FUNCTION), {});
    await ended(world, count);
    const erasures = erasureStore(world.table);
    const { id, ...rest } = newErasure('e'.repeat(32) as ErasureId, owner, world.clock.now() + MINUTE_MS);
    await erasures.create({ id, ...rest });
    await world.clock.advance(2 * MINUTE_MS);
    world.cloud.meter.reset();
    const begun = performance.now();
    const result = await world.cloud.invoke(logicalId(FUNCTION), {});
    const ms = performance.now() - begun;
    if (!result.ok) throw new Error(result.cause);
    const receipt = await erasures.find(owner, id);
    if (receipt?.status !== 'done') throw new Error('One invocation was not enough');
    return { tasks: receipt.erased.tasks, asked: askedOf(world.cloud.meter.counts(), [FUNCTION]), ms };
  } finally {
    await world.close();
  }
}

/** What it takes to remove everything of an owner. */
export async function erasure(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const erased = await eraseAll(COUNT);
  const { tasks, asked, ms } = erased;
  return {
    text: [
      `An owner with ${tasks} tasks, removed by one invocation of the worker in ${fixed(ms / 1000, 1)} s here:`,
      '',
      textTable(['', ...askedHead], [['in all', ...askedRow(asked)]]),
    ],
    goals: [
      shown(
        `erasure of ${tasks} tasks: time here / table requests / write units a task`,
        'published',
        `${fixed(ms / 1000, 1)} s / ${fixed(asked.requests / tasks, 1)} / ${fixed(asked.writeUnits / tasks, 1)}`,
      ),
    ],
    numbers: erased,
  };
}
