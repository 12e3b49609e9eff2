import type { Owner, TaskId } from '#domain/ids.ts';
import { advanceJob, newJob, type Job, type JobEvent } from '#domain/tasks/job.ts';
import {
  isRecorded,
  type Output,
  type Task,
  type TaskRequest,
  type TaskSnapshot,
} from '#domain/tasks/task.ts';
import type { Occasion } from '#domain/tasks/timeline.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { indexedBy, taskLists, traceKey, traceOf } from './task-lists.ts';
import {
  jobKey,
  outputKey,
  partitionOf,
  readJob,
  readOutput,
  readTask,
  readVersion,
  readWhole,
  requestKey,
  taskKey,
  type TaskAddress,
  type Version,
} from './task-rows.ts';
import { amender, isAbsent, MOST_RACES, whenSeen, type Amendment } from '../table/versioned-row.ts';

/** A change of a task and of some of its jobs. */
export interface WholeChange {
  readonly task: Task;
  readonly jobs: readonly { readonly n: number; readonly event: JobEvent }[];
  readonly occasion: Occasion;
}

const taskRow = (task: Task, version: Version): Row => ({
  ...taskKey(task.owner, task.id),
  ...indexedBy(task),
  ...task,
  ...version,
});

const isHead = (row: Row): boolean => row.sk === 'task' || row.sk === 'request';

/** Writes that belong to a change of a task: all of them happen, or none does. */
export type Company = (next: Task, before: Task) => Promise<readonly Write[]> | readonly Write[];

/** Keeps tasks. Every write names the version that it replaces; `nonce` marks our own, so that a repeated write knows itself. */
export function taskStore(table: Table, nonce: () => string, backoff: (tries: number) => Promise<void>) {
  const amend = <T>(parts: Amendment<T>) => amender(table, nonce, backoff)(parts);

  const load = async (owner: Owner, id: TaskId): Promise<TaskSnapshot | undefined> =>
    readWhole(await table.partition(partitionOf(owner, id)));

  /** Removes jobs and outputs, but for these outputs: what is left of the task can still be found. */
  const removeParts = async ({ owner, id }: TaskAddress, but: readonly number[] = []): Promise<void> => {
    const spared = new Set(but.map((n) => outputKey(owner, id, n).sk));
    for (const row of await table.partition(partitionOf(owner, id))) {
      if (!isHead(row) && !spared.has(row.sk))
        await table.write({ type: 'remove', key: { pk: row.pk, sk: row.sk } });
    }
  };

  return {
    ...taskLists(table),

    load,

    /**
     * Stores a new task, its request and its company together. `taken`: the id is in use; `refused`: a condition of the
     * company did not hold; `conflict`: another transaction was in the way. Then nothing is written.
     */
    async create(
      task: Task,
      request: TaskRequest,
      company: readonly Write[] = [],
    ): Promise<'created' | 'taken' | 'refused' | 'conflict'> {
      const version = { rev: 1, by: nonce() };
      const result = await table.transact([
        { type: 'put', row: taskRow(task, version), when: isAbsent },
        { type: 'put', row: { ...requestKey(task.owner, task.id), ...request } },
        ...company,
      ]);
      if (result.type === 'done') return 'created';
      if (result.type === 'conflict') return 'conflict';
      if (!result.failed.includes(0)) return 'refused';
      const stored = await table.get(taskKey(task.owner, task.id));
      return stored !== undefined && readVersion(stored).by === version.by ? 'created' : 'taken';
    },

    /** The task alone, as it is now. */
    async find(owner: Owner, id: TaskId): Promise<Task | undefined> {
      const row = await table.get(taskKey(owner, id));
      return row === undefined ? undefined : readTask(row);
    },

    /** Tells one job of an event, whatever its newest state is; a job that nobody has touched is a new one. */
    async advanceJob({ owner, id }: TaskAddress, n: number, event: JobEvent, occasion: Occasion) {
      const key = jobKey(owner, id, n);
      const amended = await amend<Job>({
        read: async () => {
          const row = await table.get(key);
          return row === undefined
            ? { value: newJob(n), version: undefined }
            : { value: readJob(row), version: readVersion(row) };
        },
        decide: (job) => advanceJob(job, event, occasion),
        rowOf: (next, version) => ({ ...key, ...next, ...version }),
      });
      if (amended === undefined) throw new Error('A job can always be amended');
      return amended;
    },

    /** Changes the task itself through `decide`, with its company; undefined when there is no such task. */
    async amendTask({ owner, id }: TaskAddress, decide: (task: Task) => Task, company?: Company) {
      const key = taskKey(owner, id);
      return amend<Task>({
        read: async () => {
          const row = await table.get(key);
          return row === undefined ? undefined : { value: readTask(row), version: readVersion(row) };
        },
        decide,
        rowOf: taskRow,
        ...(company === undefined ? {} : { company }),
      });
    },

    /**
     * Changes a task and jobs of it in one step, as they are now: `decide` sees the whole task and gives the next task
     * and events for its jobs, or undefined to leave everything. Undefined when there is no such task.
     */
    async amendWhole(
      { owner, id }: TaskAddress,
      decide: (snapshot: TaskSnapshot) => WholeChange | undefined,
      company?: Company,
    ) {
      for (let race = 0; race < MOST_RACES; race += 1) {
        const rows = await table.partition(partitionOf(owner, id));
        const snapshot = readWhole(rows);
        const taskSeen = rows.find((row) => row.sk === 'task');
        if (snapshot === undefined || taskSeen === undefined) return undefined;
        const change = decide(snapshot);
        if (change === undefined) return { snapshot, changed: false };
        const by = nonce();
        const seen = readVersion(taskSeen);
        const jobs = change.jobs.map(({ n, event }) => {
          const row = rows.find(({ sk }) => sk === jobKey(owner, id, n).sk);
          const version = row === undefined ? undefined : readVersion(row);
          const next = advanceJob(row === undefined ? newJob(n) : readJob(row), event, change.occasion);
          return { next, version };
        });
        const writes: Write[] = [
          { type: 'put', row: taskRow(change.task, { rev: seen.rev + 1, by }), when: whenSeen(seen) },
          ...jobs.map(({ next, version }): Write => {
            const row = { ...jobKey(owner, id, next.n), ...next, rev: (version?.rev ?? 0) + 1, by };
            return { type: 'put', row, when: whenSeen(version) };
          }),
          ...((await company?.(change.task, snapshot.task)) ?? []),
        ];
        const result = await (writes.length === 1 && writes[0] !== undefined
          ? table.write(writes[0])
          : table.transact(writes));
        if (result.type === 'done') {
          const kept = snapshot.jobs.filter((job) => !jobs.some(({ next }) => next.n === job.n));
          const all = [...kept, ...jobs.map(({ next }) => next)].sort((left, right) => left.n - right.n);
          return { snapshot: { ...snapshot, task: change.task, jobs: all }, changed: true };
        }
        if (result.type === 'conflict') await backoff(race);
      }
      throw new Error(`Gave up after ${MOST_RACES} lost races for one task`);
    },

    /**
     * Records what became of one output, or that it is failing. Once it is stored or lost, that stands: the answer is
     * what is stored in the end, ours or that of somebody faster.
     */
    async saveOutput({ owner, id }: TaskAddress, output: Output): Promise<Output> {
      const key = outputKey(owner, id, output.n);
      const row = { ...key, ...output, recorded: isRecorded(output) ? 1 : 0 };
      if ((await table.write({ type: 'put', row, when: isAbsent })).type === 'done') return output;
      const when = { equals: { recorded: 0 } };
      if ((await table.write({ type: 'put', row, when })).type === 'done') return output;
      const stored = await table.get(key);
      return stored === undefined ? output : readOutput(stored);
    },

    removeParts,

    /**
     * What removes the rest of a task whose parts are gone, and these outputs. Task and request go together: a task without its request
     * could not be found again, nor removed. Refused where somebody else was faster.
     */
    removalWrites: ({ owner, id }: TaskAddress, outputs: readonly number[]): readonly Write[] => [
      { type: 'remove', key: taskKey(owner, id), when: { equals: { id } } },
      { type: 'remove', key: requestKey(owner, id) },
      ...outputs.map((n): Write => ({ type: 'remove', key: outputKey(owner, id, n) })),
    ],

    /**
     * Removes every row of a task, the task and its request last, so that a removal that broke off can be repeated.
     * `lookAt` (ISO) where a visit may be under way: then it is due once more, for what is written until then.
     */
    async remove(address: TaskAddress, lookAt?: string): Promise<void> {
      await removeParts(address);
      const { owner, id } = address;
      const writes: Write[] = [
        { type: 'remove', key: taskKey(owner, id) },
        { type: 'remove', key: requestKey(owner, id) },
        ...(lookAt === undefined ? [] : [{ type: 'put', row: traceOf(address, lookAt) } as const]),
      ];
      for (let tries = 0; ; tries += 1) {
        if ((await table.transact(writes)).type === 'done') return;
        if (tries === MOST_RACES) throw new Error(`Gave up removing a task after ${MOST_RACES} conflicts`);
        await backoff(tries);
      }
    },

    /** Removes what was written for a task since it was removed. One that was made anew under its key is left alone. */
    async clear(address: TaskAddress): Promise<void> {
      const rows = await table.partition(partitionOf(address.owner, address.id));
      for (const { pk, sk } of rows.some(isHead) ? [] : rows) {
        await table.write({ type: 'remove', key: { pk, sk } });
      }
      await table.write({ type: 'remove', key: traceKey(address) });
    },
  };
}

export type TaskStore = ReturnType<typeof taskStore>;
