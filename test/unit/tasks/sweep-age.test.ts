import { describe, expect, it } from 'vitest';
import { sweepTasks } from '#actions/workflow/sweep-tasks.ts';
import { itemStore, type ItemStore } from '#storage/operators/item-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import type { Row } from '#storage/table/table-port.ts';
import { traceOf } from '#storage/tasks/due-tasks.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import { nodeDigest, systemRandom } from '../../../functions/compose/system-ports.ts';
import { ownAccountNotes } from '#storage/tasks/own-account-notes.ts';
import { firstAccount } from '../../first-account.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const now = Date.parse('2026-10-02T10:00:00Z');

/** A sweeper over a table of its own, and what it has measured. `items` may be broken. */
function aSweeper(items: Partial<ItemStore> = {}) {
  const table = memoryTable(new MemoryTable());
  const measured: (readonly [string, number])[] = [];
  const never = async (): Promise<never> => {
    throw new Error('nothing is to be started');
  };
  const sweep = sweepTasks({
    tasks: taskStore({ table, nonce: systemRandom.hex128, backoff: async () => undefined }),
    ledger: ledgerStore(table),
    items: { ...itemStore(table), ...items },
    workflow: { start: never, state: never, stop: never, succeed: never, interrupt: never },
    clock: { now: () => now, sleep: async () => undefined },
    random: systemRandom,
    digest: nodeDigest,
    log: {
      info: () => undefined,
      warn: () => undefined,
      count: () => undefined,
      measure: (metric, seconds) => void measured.push([metric, seconds]),
    },
    gate: admissionGate(table, () => ({ creates: 20, windowMs: 12_000 })),
    probe: async () => ({ type: 'accepted' }),
    ...firstAccount,
    notes: ownAccountNotes(table),
    services: [],
    beginDispatch: async () => undefined,
    countOpen: async () => undefined,
  });
  const traceDue = (hex: string, secondsAgo: number): Row => {
    const [owner, id] = ['ana', hex.padEnd(32, '0')];
    if (!isOwner(owner) || !isTaskId(id)) throw new Error('Not an address');
    return traceOf({ owner, id }, new Date(now - secondsAgo * 1000).toISOString());
  };
  const due = async (hex: string, secondsAgo: number): Promise<void> => {
    await table.write({ type: 'put', row: traceDue(hex, secondsAgo) });
  };
  /** A task that is due, whose rows nobody can read. */
  const unreadable = async (hex: string, secondsAgo: number): Promise<void> => {
    const pk = `task#ana#${hex.padEnd(32, '0')}`;
    await table.write({ type: 'put', row: { ...traceDue(hex, secondsAgo), pk, sk: 'task' } });
    await table.write({ type: 'put', row: { pk, sk: 'request' } });
  };
  return { sweep, due, unreadable, measured };
}

describe('a sweep', () => {
  it('tells at its end for how long the most overdue task has been due', async () => {
    const { sweep, due, measured } = aSweeper();
    await due('a1', 20);
    await due('a2', 700);
    await sweep();
    expect(measured).toEqual([['OldestDueTaskSeconds', 700]]);
  });

  it('says zero where nothing is due: what is missing is the sweeper itself', async () => {
    const { sweep, measured } = aSweeper();
    await sweep();
    expect(measured).toEqual([['OldestDueTaskSeconds', 0]]);
  });

  it('goes on with the others where a task cannot be read, and nobody can be told of it', async () => {
    const { sweep, due, unreadable, measured } = aSweeper({
      raise: async () => Promise.reject(new Error('the table is throttled')),
    });
    await unreadable('b1', 30);
    await due('b2', 20);
    expect(await sweep()).toMatchObject({ looked: 2 });
    expect(measured).toEqual([['OldestDueTaskSeconds', 30]]);
  });
});
