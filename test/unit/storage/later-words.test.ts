import { beforeEach, describe, expect, it } from 'vitest';
import { newErasure } from '#domain/erasure/erasure.ts';
import { isErasureId } from '#domain/ids.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { erasureStore } from '#storage/erasure/erasure-store.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { ledgerBooks, settledBetween } from '#storage/money/ledger-sums.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import type { Key } from '#storage/table/table-port.ts';
import { readJob } from '#storage/tasks/job-rows.ts';
import { readOutput } from '#storage/tasks/output-rows.ts';
import { taskStore, type TaskStore } from '#storage/tasks/task-store.ts';
import { isUnavailable } from '#storage/unavailable.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { at, owner, sampleTask, START, taskId } from '../domain/samples.ts';
import { earlierFile, earlierJobs, earlierOutputs } from './earlier-rows.ts';
import { earlierUpload as upload, laterRow } from './later-version.ts';

const erasureId = 'e'.repeat(32);
if (!isErasureId(erasureId)) throw new Error('Not an id');

const pk = `task#${owner}#${taskId}`;
const address = { owner, id: taskId };

let memory: MemoryTable;
let tasks: TaskStore;
let nonces = 0;
beforeEach(() => {
  memory = new MemoryTable();
  tasks = taskStore({
    table: memoryTable(memory),
    nonce: () => `nonce ${(nonces += 1)}`,
    backoff: async () => undefined,
  });
});

/** Has a later version write words of its own into a row. */
function writeLater(key: Key, words: Readonly<Record<string, unknown>>): void {
  const row = memory.get(key);
  if (row === undefined) throw new Error(`No row ${key.pk} ${key.sk}`);
  memory.write({ type: 'put', row: laterRow(row, words) });
}

describe('a task in words that have no name yet', () => {
  const failure = { code: 'made_of_cheese', message: 'It is cheese', stage: 'melting' };
  const ended = { at: at(60), failure };

  it.each([
    ['an open one of another status', { status: 'PAUSED' }, 'PENDING'],
    ['one that ended well', { status: 'SHELVED', ending: { at: at(60) } }, 'SUCCESS'],
    ['one that ended badly', { status: 'SHREDDED', ending: ended }, 'FAILED'],
    ['one that makes other media', { media: 'hologram' }, 'PENDING'],
  ])('%s is read by what its ending says, and never changed', async (_, words, status) => {
    await tasks.create(sampleTask(), { providerParams: {}, input: {} });
    writeLater({ pk, sk: 'task' }, words);
    const before = memory.get({ pk, sk: 'task' });
    expect((await tasks.load(owner, taskId))?.task).toMatchObject({ status, unrecognized: true });
    const failed = await tasks
      .amendTask(address, (task) => ({ ...task, run: 2 }))
      .catch((error: unknown) => error);
    expect(isUnavailable(failed)).toBe(true);
    const occasion = { at: at(1), actor: 'client' } as const;
    await expect(
      tasks.amendSnapshot(address, ({ task }) => ({ task: { ...task, run: 2 }, jobs: [], occasion })),
    ).rejects.toThrow();
    expect(memory.get({ pk, sk: 'task' })).toEqual(before);
  });

  it('fails as what it may be taken for, and keeps its words when something else is changed', async () => {
    await tasks.create(sampleTask({ status: 'FAILED' }), { providerParams: {}, input: {} });
    writeLater({ pk, sk: 'task' }, { ending: ended });
    const task = (await tasks.load(owner, taskId))?.task;
    expect(task?.ending?.failure).toMatchObject({ code: 'generation_failed', message: 'It is cheese' });
    await tasks.amendTask(address, (seen) => ({
      ...seen,
      ending: { at: at(60), ...seen.ending, openOutputs: 1 },
    }));
    expect(memory.get({ pk, sk: 'task' })).toMatchObject({ ending: { ...ended, openOutputs: 1 } });
  });
});

describe('a job, an output or a note in words that have no name yet', () => {
  it.each([
    [{ outputs: [{ media: 'hologram', url: 'https://a.example.test/b' }] }],
    [{ outputs: [{ media: 'image', torrent: 'magnet:?' }] }],
    [{ outputs: [{ media: 'image', inline: { contentType: 'model/gltf', bytes: 1, sha256: 'f' } }] }],
  ])('a job with the result %j is in no state with a name', (result) => {
    const row = laterRow(earlierJobs['submitted and asked anew'], { result });
    expect(readJob(row)).toMatchObject({ state: 'unrecognized', n: 1, attempt: 1 });
  });

  it('a note may hold whatever it likes', () => {
    const note = {
      at: at(0),
      type: 'task-polished',
      actor: 'robot',
      attempt: 1,
      data: { job: 1, how: { well: 1 } },
    };
    const row = laterRow(earlierJobs.queued, { history: [note] });
    expect(readJob(row).history).toEqual([
      { at: at(0), type: 'other', actor: 'workflow', attempt: 1, data: { job: 1 } },
    ]);
  });

  it.each([
    ['model/gltf', 'image'],
    ['video/av1', 'video'],
    ['audio/opus', 'audio'],
  ])('a stored file of other media and the type %s is taken for %s', (contentType, media) => {
    const file = { ...earlierFile, media: 'hologram', contentType };
    const row = laterRow(earlierOutputs.stored, { stored: file });
    expect(readOutput(row)).toMatchObject({ state: 'stored', file: { media, contentType } });
  });
});

describe('an upload in a state that has no name yet', () => {
  const uploadKey = { pk: `upload#${owner}#${upload.id}`, sk: 'upload' };

  it('is neither used, nor changed, nor removed', async () => {
    const uploads = uploadStore(memoryTable(memory));
    await uploads.create({ ...upload, expiresAt: at(3600) });
    writeLater(uploadKey, { status: 'in-quarantine' });
    const seen = await uploads.find(owner, upload.id);
    expect(seen?.status).toBe('unrecognized');
    if (seen === undefined) throw new Error('No upload');
    expect(await uploads.use(upload, { taskId, until: at(1800) })).toBe(false);
    expect(await uploads.mark(seen, at(9000))).toBe(false);
    await uploads.amend(upload, (stored) => ({ ...stored, keep: true }));
    expect(memory.get(uploadKey)).toMatchObject({ status: 'in-quarantine', keep: true });
  });

  it('may be of a type that has no name yet', async () => {
    const uploads = uploadStore(memoryTable(memory));
    await uploads.create({ ...upload, expiresAt: at(3600) });
    writeLater(uploadKey, { contentType: 'model/gltf' });
    expect(await uploads.find(owner, upload.id)).toMatchObject({
      status: 'ready',
      contentType: 'model/gltf',
    });
  });
});

it('an erasure in a state that has no name yet is left to those who know it', async () => {
  const erasures = erasureStore(memoryTable(memory));
  const erasure = newErasure(erasureId, owner, START);
  await erasures.create(erasure);
  writeLater({ pk: `erasure#${owner}`, sk: erasureId }, { status: 'paused' });
  expect(await erasures.find(owner, erasureId)).toMatchObject({ status: 'running' });
  expect(await erasures.take(erasure, at(60), at(120))).toBeUndefined();
  await erasures.finish(erasure, at(60));
  expect(memory.get({ pk: `erasure#${owner}`, sk: erasureId })).toMatchObject({ status: 'paused' });
});

it('a ledger line of a kind that has no name yet is neither summed nor condensed away', async () => {
  const books = ledgerBooks(memoryTable(memory));
  const line = { type: 'gift', at: at(0), taskId, model: 'IMAGEN4', job: 1, amount: 5 };
  const key = { pk: `ledger#${owner}`, sk: `${at(0)}#${taskId}#gift#1` };
  memory.write({ type: 'put', row: { ...key, ...line } });
  expect(await books.month(owner, at(0).slice(0, 7))).toEqual([]);
  const period = { from: at(-60), to: at(60) };
  expect(await settledBetween(memoryTable(memory), owner, period)).toBe(0);
});

it('an item of a kind, or in a state, that has no name yet is shown, and cannot be closed', async () => {
  const items = itemStore(memoryTable(memory));
  const item: OperatorItem = {
    ...{ id: 'orphan:1', kind: 'orphan', status: 'open', taskId, owner, job: 1, createdAt: at(0) },
  };
  await items.raise(item);
  writeLater({ pk: 'items', sk: item.id }, { kind: 'riddle', status: 'pondered' });
  const [seen] = await items.page('', 10);
  expect(seen).toMatchObject({ kind: 'other', status: 'other' });
  expect(await items.close({ ...item, status: 'written-off' })).toBe(false);
});
