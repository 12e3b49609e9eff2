import { describe, expect, it } from 'vitest';
import { cancelTask } from '#actions/tasks/cancel-task.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import { advanceJob } from '#domain/tasks/job-events.ts';
import { newJob } from '#domain/tasks/job.ts';
import { viewEvents } from '#domain/tasks/task-events.ts';
import { sampleSnapshot, sampleTask, after, at, claim, claimed, owner, taskId } from '../domain/samples.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { taskRow } from '#storage/tasks/task-changes.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { requestKey } from '#storage/tasks/task-rows.ts';
import { systemRandom } from '../../../functions/compose/system-ports.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const created = { at: at(0), actor: 'client', type: 'task-created', attempt: 0 } as const;
const silent = { info: () => undefined, warn: () => undefined, count: () => undefined };

/** A task that another function claims, by its own clock at `claimedAt`, while a cancel of `now` reads it. */
async function canceledDuringClaim({ now, claimedAt }: { now: number; claimedAt: string }) {
  const table = memoryTable(new MemoryTable());
  const task = sampleTask({ history: [created] });
  await table.write({ type: 'put', row: { ...taskRow(task), rev: 1, by: 'a' } });
  const request = { providerParams: {}, input: {}, rev: 1, by: 'a' };
  await table.write({ type: 'put', row: { ...requestKey(owner, taskId), ...request } });
  const tasks = taskStore({ table, nonce: systemRandom.hex128, backoff: async () => undefined });
  const clock = { now: () => now, sleep: async () => undefined };
  const cancel = cancelTask({
    tasks,
    ledger: ledgerStore(table),
    clock,
    log: { ...silent, measure: () => undefined },
  });
  const event = { ...claimed, claim: { ...claim, claimedAt } };
  await tasks.advanceJob(task, 1, { event, occasion: { at: claimedAt, actor: 'workflow' } });
  return (await cancel(owner, taskId)).snapshot;
}

describe('a cancel of a task that has just been claimed', () => {
  it.each([
    ['by a clock that is ahead', { now: after(10), claimedAt: at(10.04) }],
    ['in the same millisecond', { now: after(10), claimedAt: at(10) }],
    ['before', { now: after(10), claimedAt: at(9) }],
  ])('stands after the claim: %s', async (_name, times) => {
    const snapshot = await canceledDuringClaim(times);
    expect(viewEvents(snapshot).map(({ type }) => type)).toEqual([
      'task-created',
      'job-claimed',
      'task-canceled',
    ]);
    const { processingMs, detached } = viewTask(snapshot, (key) => `/media/${key}`);
    expect(detached).toBe(true);
    expect(processingMs).toBeGreaterThanOrEqual(0);
  });

  it('reads the clock when it writes, not when it was asked', async () => {
    let now = after(10);
    const job = advanceJob(
      newJob(1),
      { ...claimed, claim: { ...claim, claimedAt: at(10) } },
      { at: at(10), actor: 'workflow' },
    );
    let ended = '';
    await cancelTask({
      tasks: {
        amendSnapshot: async (
          _address: unknown,
          decide: (snapshot: unknown) => { task: { ending: { at: string } } },
        ) => {
          now = after(12);
          ended = decide(sampleSnapshot([job])).task.ending.at;
          return { snapshot: sampleSnapshot([job]), changed: false };
        },
      } as never,
      ledger: {} as never,
      clock: { now: () => now, sleep: async () => undefined },
      log: { ...silent, measure: () => undefined },
    })(owner, taskId);
    expect(ended).toBe(at(12));
  });
});

describe('a timeline', () => {
  it('begins with the order, whatever clock its jobs were claimed by', () => {
    const early = advanceJob(newJob(1), claimed, { at: at(-5), actor: 'workflow' });
    const snapshot = sampleSnapshot([early], { task: sampleTask({ history: [created] }) });
    expect(viewEvents(snapshot).map(({ type }) => type)).toEqual(['task-created', 'job-claimed']);
  });

  it('of an earlier version, whose cancel is before its claim, does not count below zero', () => {
    const late = advanceJob(
      newJob(1),
      { ...claimed, claim: { ...claim, claimedAt: at(61) } },
      { at: at(61), actor: 'workflow' },
    );
    const task = sampleTask({ status: 'CANCELED', ending: { at: at(60), detached: true } });
    expect(viewTask(sampleSnapshot([late], { task }), (key) => `/media/${key}`).processingMs).toBe(0);
  });
});
