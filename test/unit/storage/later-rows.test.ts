import { beforeEach, describe, expect, it } from 'vitest';
import { newErasure } from '#domain/erasure/erasure.ts';
import { isErasureId } from '#domain/ids.ts';
import { withLimits } from '#domain/money/budget.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { erasureStore } from '#storage/erasure/erasure-store.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { walkStore } from '#storage/files/walk-store.ts';
import { accountStore } from '#storage/money/account-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import type { Key } from '#storage/table/table-port.ts';
import { taskStore, type TaskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { at, owner, sampleTask, START, taskId } from '../domain/samples.ts';
import { earlierUpload as upload, laterMembers, lossesBetween, rewriteLater } from './later-version.ts';

const erasureId = 'e'.repeat(32);
if (!isErasureId(erasureId)) throw new Error('Not an id');

let memory: MemoryTable;
let nonces = 0;
const tasksOf = (): TaskStore =>
  taskStore({
    table: memoryTable(memory),
    nonce: () => `nonce ${(nonces += 1)}`,
    backoff: async () => undefined,
  });
beforeEach(() => {
  memory = new MemoryTable();
});

/** The rows as the later version wrote them. */
let written: MemoryTable;

/** Has a later version write everything anew. */
function rewriteAll(): void {
  rewriteLater(memory);
  written = new MemoryTable();
  for (const pk of memory.partitions(''))
    for (const row of memory.partition(pk)) written.write({ type: 'put', row });
}

function expectKept(key: Key): void {
  const row = memory.get(key);
  expect(row).toMatchObject(laterMembers);
  expect(lossesBetween(written.get(key), row)).toEqual([]);
}

const pk = `task#${owner}#${taskId}`;
const request = { providerParams: {}, input: {} };

describe('what a later version wrote and this one does not know stays, whatever is written of', () => {
  it('a task, down to the parts of its ending', async () => {
    const tasks = tasksOf();
    const failure = { code: 'archive_failed', message: 'gone', stage: 'archiving' } as const;
    const ending = { at: at(60), failure, openOutputs: 2 };
    await tasks.create(
      sampleTask({ status: 'FAILED', ending, settlement: { prices: [4], final: true } }),
      request,
    );
    rewriteAll();
    await tasks.amendTask({ owner, id: taskId }, (task) => {
      const { openOutputs, ...kept } = task.ending ?? ending;
      return { ...task, ending: { ...kept, ...(openOutputs === undefined ? {} : { openOutputs: 1 }) } };
    });
    expect(memory.get({ pk, sk: 'task' })).toMatchObject({ ending: { openOutputs: 1 } });
    expectKept({ pk, sk: 'task' });
  });

  it('an output that was failing', async () => {
    const tasks = tasksOf();
    const output = { n: 1, job: 1, index: 1, role: 'result', late: false, at: at(0) } as const;
    await tasks.saveOutput({ owner, id: taskId }, { ...output, state: 'failing', since: at(0), failures: 1 });
    rewriteAll();
    await tasks.saveOutput({ owner, id: taskId }, { ...output, state: 'failing', since: at(0), failures: 2 });
    expect(memory.get({ pk, sk: 'output#001' })).toMatchObject({ failures: 2, recorded: 0 });
    expectKept({ pk, sk: 'output#001' });
    await tasks.saveOutput(
      { owner, id: taskId },
      { ...output, state: 'lost', code: 'archive_failed', reason: 'gone' },
    );
    const row = memory.get({ pk, sk: 'output#001' });
    expect(row).toMatchObject({ ...laterMembers, recorded: 1, lost: { reason: 'gone' } });
    expect(row).not.toHaveProperty('failures');
  });

  it('an upload, and the note that a task uses it', async () => {
    const uploads = uploadStore(memoryTable(memory));
    await uploads.create({ ...upload, expiresAt: at(3600) });
    await uploads.use(upload, { taskId, until: at(1800) });
    rewriteAll();
    await uploads.amend(upload, (seen) => ({ ...seen, keep: true, expiresAt: at(7200) }));
    await uploads.use(upload, { taskId, until: at(1900) });
    const uploadPk = `upload#${owner}#${upload.id}`;
    expect(memory.get({ pk: uploadPk, sk: 'upload' })).toMatchObject({
      keep: true,
      dueAt: at(7200),
      uses: 2,
    });
    expectKept({ pk: uploadPk, sk: 'upload' });
    expect(memory.get({ pk: uploadPk, sk: `use#${taskId}` })).toMatchObject({ until: at(1900) });
    expectKept({ pk: uploadPk, sk: `use#${taskId}` });
  });

  it('a budget', async () => {
    const ledger = ledgerStore(memoryTable(memory));
    await ledger.amend(owner, (budget) => withLimits(budget, { monthly: 1000 }, { at: at(0) }));
    rewriteAll();
    await ledger.amend(owner, (budget) => withLimits(budget, { monthly: 2000 }, { at: at(0) }));
    expect(memory.get({ pk: `budget#${owner}`, sk: 'budget' })).toMatchObject({ monthLimit: 2000, rev: 2 });
    expectKept({ pk: `budget#${owner}`, sk: 'budget' });
  });

  it('an erasure that ends', async () => {
    const erasures = erasureStore(memoryTable(memory));
    const erasure = newErasure(erasureId, owner, START);
    await erasures.create(erasure);
    rewriteAll();
    await erasures.finish(erasure, at(60));
    const row = memory.get({ pk: `erasure#${owner}`, sk: erasureId });
    expect(row).toMatchObject({ status: 'done', doneAt: at(60) });
    expect(row).not.toHaveProperty('dueAt');
    expectKept({ pk: `erasure#${owner}`, sk: erasureId });
  });

  it('an item that an operator closes', async () => {
    const items = itemStore(memoryTable(memory));
    const item: OperatorItem = {
      ...{ id: 'orphan:1', kind: 'orphan', status: 'open', taskId, owner, job: 1, createdAt: at(0) },
    };
    await items.raise(item);
    rewriteAll();
    expect(await items.close({ ...item, status: 'written-off', closedAt: at(60), reason: 'no' })).toBe(true);
    expect(memory.get({ pk: 'items', sk: item.id })).toMatchObject({ status: 'written-off', reason: 'no' });
    expectKept({ pk: 'items', sk: item.id });
  });

  it('what is remembered of our account at a service', async () => {
    const accounts = accountStore(memoryTable(memory));
    const seen = { at: at(0), balance: 5, since: at(0), openingBalance: 5, paidIn: 0 };
    await accounts.save('KIE', seen);
    rewriteAll();
    await accounts.save('KIE', { ...seen, at: at(60), balance: 4 });
    expect(memory.get({ pk: 'account#KIE', sk: 'account' })).toMatchObject({ ...laterMembers, balance: 4 });
  });

  it('the place of a walk', async () => {
    const walk = walkStore(memoryTable(memory), 'media');
    await walk.write({ after: 'a', looked: 1, found: 0 });
    rewriteAll();
    await walk.write({ after: '', looked: 2, found: 1 });
    expect(await walk.read()).toEqual({ after: '', looked: 2, found: 1 });
    expectKept({ pk: 'walk#media', sk: 'place' });
  });
});

it('a row carries the number of the newest layout that has written it', async () => {
  const tasks = tasksOf();
  await tasks.create(sampleTask(), request);
  expect(memory.get({ pk, sk: 'task' })?.['schema']).toBe(1);
  expect(memory.get({ pk, sk: 'request' })?.['schema']).toBe(1);
});
