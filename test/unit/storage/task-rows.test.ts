import * as samples from '../domain/samples.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { isOwner, isRemoteJobId, isTaskId } from '#domain/ids.ts';
import { eventTypeOf } from '#domain/tasks/event-types.ts';
import { newJob } from '#domain/tasks/job.ts';
import { accountOf, defaultAccount } from '#domain/tasks/provider-account.ts';
import type { Note } from '#domain/tasks/timeline.ts';
import { jobMembers, readJob } from '#storage/tasks/job-rows.ts';
import { outputMembers, readOutput } from '#storage/tasks/output-rows.ts';
import type { Row } from '#storage/table/table-port.ts';
import { taskStore, type TaskStore } from '#storage/tasks/task-store.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { earlierClaim, earlierFile, earlierJobs, earlierOutputs, earlierTask } from './earlier-rows.ts';

const AT = '2026-11-28T10:00:00.000Z';
const occasion = { at: AT, actor: 'workflow' } as const;
const [owner, id, externalId] = ['ana', '0'.repeat(32), 'ext-1'];
if (!isOwner(owner) || !isTaskId(id) || !isRemoteJobId(externalId)) throw new Error('Not an address');
const address = { owner, id };

const plain = (row: Row): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).filter(([name]) => !['pk', 'sk', 'rev', 'by', 'recorded'].includes(name)),
  );

describe('the row of a job that an earlier version wrote', () => {
  it.each([
    ['queued', { state: 'queued', attempt: 0 }],
    ['queued on a slot', { state: 'queued', wait: { type: 'slot', until: AT } }],
    [
      'queued after a refusal for load',
      { state: 'queued', wait: { type: 'backoff', until: AT }, releases: 1 },
    ],
    ['submitting', { state: 'submitting', claim: earlierClaim, taskToken: 'token', unverifiedIds: [] }],
    ['submitting with ids from callbacks', { state: 'submitting', unverifiedIds: ['ext-1'] }],
    ['unknown', { state: 'unknown', claim: earlierClaim, unverifiedIds: [] }],
    ['unknown with ids from callbacks', { state: 'unknown', unverifiedIds: ['ext-1', 'ext-2'] }],
    ['submitted', { state: 'submitted', externalId: 'ext-1', submittedAt: '2026-11-28T10:00:02.000Z' }],
    ['submitted and called back', { state: 'reported', externalId: 'ext-1', reportedAt: AT }],
    ['submitted and asked anew', { state: 'reported', reportedAt: AT, result: { credits: 4000 } }],
    ['refused', { state: 'refused', claim: earlierClaim, failCode: 'content_blocked', failMsg: 'no' }],
    ['refused for its inputs', { state: 'refused', claim: undefined, failCode: 'input_expired' }],
    ['canceled', { state: 'canceled' }],
  ] as const)('%s reads as what it is', (name, expected) => {
    expect(readJob(earlierJobs[name])).toMatchObject(expected);
  });

  it.each(Object.entries(earlierJobs).filter(([name]) => name !== 'refused'))(
    '%s is written as it was, with the names that events have today',
    (_, row) => {
      const history = (row['history'] as Note[]).map((one) => ({ ...one, type: eventTypeOf(one.type) }));
      expect(jobMembers(readJob(row))).toEqual({ ...plain(row), history });
    },
  );
});

describe('the account that a call was made with', () => {
  const claimed = { ...samples.claimed, claim: { ...samples.claim, account: 'second' } };

  it.each([
    ['submitting', []],
    ['submitted', [samples.accepted]],
    ['reported', [samples.accepted, samples.reported]],
  ] as const)('stays with a job that is %s', (state, events) => {
    const job = samples.jobAfter(claimed, ...events);
    const read = readJob({ pk: 'p', sk: 's', ...jobMembers(job) });
    expect([read.state, accountOf('KIE', read)]).toEqual([state, { service: 'KIE', account: 'second' }]);
  });

  it('is the first of its service where none is said, and before there was a call', () => {
    const first = defaultAccount('KIE');
    expect(accountOf('KIE', samples.jobAfter(samples.claimed))).toEqual(first);
    expect(accountOf('KIE', newJob(1))).toEqual(first);
  });
});

describe('the row of a job that was answered with the result itself', () => {
  it.each([{}, { externalId: samples.externalId }])('is read as it was written, with %j', (named) => {
    const job = samples.jobAfter(samples.claimed, { ...samples.answered, ...named });
    expect(job.state).toBe('answered');
    expect(readJob({ pk: 'p', sk: 's', ...jobMembers(job) })).toEqual(job);
  });
});

describe('the row of an output that an earlier version wrote', () => {
  it.each([
    ['stored', { state: 'stored', file: earlierFile, late: false }],
    ['stored late', { state: 'stored', file: earlierFile, late: true }],
    ['lost', { state: 'lost', code: 'archive_failed', reason: 'gone' }],
    ['failing', { state: 'failing', since: AT, failures: 2 }],
  ] as const)('%s reads as what it is, and is written as it was', (name, expected) => {
    const output = readOutput(earlierOutputs[name]);
    expect(output).toMatchObject(expected);
    expect(output.role).toBe('result');
    expect(outputMembers(output)).toEqual(plain(earlierOutputs[name]));
  });
});

describe('the row of an output in a role', () => {
  it('is read as it was written, and a role that nobody knows as another', () => {
    const cover = { ...readOutput(earlierOutputs.stored), role: 'cover' } as const;
    const row = { pk: 'p', sk: 's', ...outputMembers(cover) };
    expect(readOutput(row)).toEqual(cover);
    expect(readOutput({ ...row, role: 'hologram' }).role).toBe('other');
  });
});

describe('a row that a later version wrote', () => {
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
  const jobRow = (): Row | undefined => memory.get({ pk: `task#ana#${id}`, sk: 'job#1' });

  it('keeps what this version does not know, whatever is written of it', async () => {
    const [first] = earlierJobs.submitted['history'] as [object];
    const history = [{ ...first, colour: 'green', actor: 'somebody-new', type: 'job-something-new' }];
    memory.write({ type: 'put', row: { ...earlierJobs.submitted, schema: 9, history } });
    await tasks.advanceJob(address, 1, { event: { type: 'callback-received', at: AT }, occasion });
    expect(jobRow()).toMatchObject({ schema: 9, readyAt: AT, state: 'submitted', rev: 4 });
    expect(jobRow()?.['history']).toHaveLength(2);
    expect((jobRow()?.['history'] as unknown[])[0]).toEqual(history[0]);
  });

  it('loses the members that a change takes away, and no other', async () => {
    memory.write({ type: 'put', row: { ...earlierJobs['unknown with ids from callbacks'], schema: 9 } });
    await tasks.advanceJob(address, 1, { event: { type: 'adopted', externalId, at: AT }, occasion });
    expect(jobRow()).toMatchObject({ schema: 9, externalId, state: 'submitted' });
    expect(jobRow()).not.toHaveProperty('mailbox');
  });

  it('is left alone where the job is in a state without a name, and counts as paid', async () => {
    const row = { ...earlierJobs.submitted, state: 'dreaming', schema: 9 };
    memory.write({ type: 'put', row: row });
    expect(readJob(row).state).toBe('unrecognized');
    for (const event of [
      { type: 'callback-received', at: AT },
      { type: 'canceled' },
      { type: 'execution-changed', taskToken: 'another' },
    ] as const) {
      expect((await tasks.advanceJob(address, 1, { event, occasion })).changed).toBe(false);
    }
    expect(jobRow()).toEqual(row);
  });

  it('keeps words of a task that have no name yet', async () => {
    memory.write({ type: 'put', row: { ...earlierTask, priority: 'urgent', tier: 'gold' } });
    await tasks.amendTask(address, (task) => ({ ...task, run: 2 }));
    expect(memory.get(earlierTask)).toMatchObject({ priority: 'urgent', run: 2, rev: 4, tier: 'gold' });
  });
});
