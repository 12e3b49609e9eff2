import { expect, it } from 'vitest';
import { archiveOutput, type ArchiveDependencies } from '#actions/workflow/archive-output.ts';
import type { WantedOutput } from '#domain/tasks/finalization.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import type { Output } from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { readOutput } from '#storage/tasks/output-rows.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const MINUTE_MS = 60_000;

/** An output whose source fails at every visit. No provider stalls on demand for a quarter of an hour, so none is asked. */
function aFailingSource() {
  const [owner, id] = ['ana', '0'.repeat(32)];
  if (!isOwner(owner) || !isTaskId(id)) throw new Error('Not an address');
  const memory = new MemoryTable();
  const tasks = taskStore({
    table: memoryTable(memory),
    nonce: () => 'nonce',
    backoff: async () => undefined,
  });
  const task = { owner, id, deadlineAt: '2026-01-05T11:00:00.000Z' } as TaskSnapshot['task'];
  const wanted: WantedOutput = {
    n: 1,
    job: 1,
    index: 1,
    role: 'result',
    late: false,
    source: { url: 'https://files.example.test/a.png', media: 'image' },
  };
  let now = Date.parse('2026-01-05T09:00:00.000Z');
  const archive = archiveOutput({
    tasks,
    clock: { now: () => now, sleep: async () => undefined },
    log: { info: () => undefined, warn: () => undefined, count: () => undefined, measure: () => undefined },
    media: {
      keep: async () => {
        throw new Error('never reached');
      },
      find: async () => undefined,
    },
    openSource: async () => {
      throw new Error('the source is gone');
    },
    archiveProblem: (error: unknown) => ({ fault: 'gone', reason: String(error) }),
  } as unknown as ArchiveDependencies);
  return {
    async visit(): Promise<Output | 'again'> {
      const rows = memory.partition(`task#${owner}#${id}`, 'output#');
      return archive({ task, request: {}, outputs: rows.map(readOutput) } as unknown as TaskSnapshot, wanted);
    },
    wait: (ms: number) => void (now += ms),
  };
}

it('an output is not given up because one visit stalled for longer than the whole patience', async () => {
  const source = aFailingSource();
  expect(await source.visit()).toBe('again');
  source.wait(15 * MINUTE_MS);
  expect(await source.visit()).toBe('again');
});

it('an output whose link is dead is given up after ten minutes and at least five tries', async () => {
  const source = aFailingSource();
  for (let tries = 1; tries < 5; tries += 1) {
    expect(await source.visit()).toBe('again');
    source.wait(2 * MINUTE_MS);
  }
  expect(await source.visit()).toBe('again');
  source.wait(2 * MINUTE_MS);
  expect(await source.visit()).toMatchObject({ state: 'lost', code: 'archive_failed' });
});
