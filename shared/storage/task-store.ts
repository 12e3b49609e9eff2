import type { Owner, TaskId } from '#domain/ids.ts';
import { advanceJob, newJob, type Job, type JobEvent } from '#domain/job.ts';
import { isEnded, type Output, type Task, type TaskRequest, type WholeTask } from '#domain/task.ts';
import type { Occasion } from '#domain/timeline.ts';
import type { Condition, IndexEntry, Row, Table, Write } from './table-port.ts';
import {
  jobKey,
  listPartition,
  listSort,
  outputKey,
  partitionOf,
  readJob,
  readOutput,
  readRequest,
  readTask,
  readVersion,
  requestKey,
  taskKey,
  type Version,
} from './task-rows.ts';

/** A row as it was read, and what is needed to replace exactly that version of it. */
interface Seen<T> {
  readonly value: T;
  /** Undefined where nothing is stored yet. */
  readonly version: Version | undefined;
}

/** Which task: enough of it to find its rows. */
export type TaskAddress = Pick<Task, 'owner' | 'id'>;

/** Where in an owner's list a page ended. */
export interface ListPosition {
  readonly createdAt: string;
  readonly id: string;
}

/** Tasks are due to the sweeper through one index, spread over this many partitions. */
export const DUE_SHARDS = 4;
export const duePartition = (shard: number): string => `task#${shard}`;
const shardOf = (id: TaskId): number => Number.parseInt(id.slice(-2), 16) % DUE_SHARDS;

const isAbsent: Condition = { absent: true };
const whenSeen = (seen: Version | undefined): Condition =>
  seen === undefined ? isAbsent : { equals: { rev: seen.rev, by: seen.by } };

function taskRow(task: Task, dueAt: string | undefined, version: Version): Row {
  return {
    ...taskKey(task.owner, task.id),
    listPk: listPartition(task.owner),
    listSk: listSort(task.createdAt, task.id),
    ...(dueAt === undefined ? {} : { duePk: duePartition(shardOf(task.id)), dueAt }),
    ...task,
    ...version,
  };
}

function wholeOf(rows: readonly Row[]): WholeTask | undefined {
  const task = rows.find((row) => row.sk === 'task');
  const request = rows.find((row) => row.sk === 'request');
  if (task === undefined || request === undefined) return undefined;
  return {
    task: readTask(task),
    request: readRequest(request),
    jobs: rows.filter((row) => row.sk.startsWith('job#')).map(readJob),
    outputs: rows.filter((row) => row.sk.startsWith('output#')).map(readOutput),
  };
}

const MOST_RACES = 20;

/** Keeps tasks. Every write names the version that it replaces; `nonce` marks our own, so that a repeated write knows itself. */
export function taskStore(table: Table, nonce: () => string) {
  /**
   * Reads a row, lets `decide` make the next value of it, writes it over exactly what was read, and begins anew when
   * somebody was faster. `decide` returns the same object to leave it alone. Answers with what is stored in the end.
   */
  async function amend<T>(
    read: () => Promise<Seen<T> | undefined>,
    decide: (current: T) => T,
    rowOf: (next: T, version: Version) => Row,
  ): Promise<{ value: T; changed: boolean } | undefined> {
    const by = nonce();
    for (let race = 0; race < MOST_RACES; race += 1) {
      const seen = await read();
      if (seen === undefined) return undefined;
      // A write of ours whose answer was lost has arrived after all.
      if (seen.version?.by === by) return { value: seen.value, changed: true };
      const next = decide(seen.value);
      if (next === seen.value) return { value: next, changed: false };
      const version = { rev: (seen.version?.rev ?? 0) + 1, by };
      const result = await table.write({
        type: 'put',
        row: rowOf(next, version),
        when: whenSeen(seen.version),
      });
      if (result.type === 'done') return { value: next, changed: true };
    }
    throw new Error(`Gave up after ${MOST_RACES} lost races for one row`);
  }

  const load = async (owner: Owner, id: TaskId): Promise<WholeTask | undefined> =>
    wholeOf(await table.partition(partitionOf(owner, id)));

  return {
    load,

    /** Stores a new task and its request together; false when the id is taken, and then nothing is written. */
    async create(task: Task, request: TaskRequest, dueAt: string): Promise<'created' | 'taken' | 'busy'> {
      const version = { rev: 1, by: nonce() };
      const writes: Write[] = [
        { type: 'put', row: taskRow(task, dueAt, version), when: isAbsent },
        { type: 'put', row: { ...requestKey(task.owner, task.id), ...request } },
      ];
      const result = await table.transact(writes);
      if (result.type === 'done') return 'created';
      if (result.type === 'conflict') return 'busy';
      const stored = await table.get(taskKey(task.owner, task.id));
      return stored !== undefined && readVersion(stored).by === version.by ? 'created' : 'taken';
    },

    /** Tells one job of an event, whatever its newest state is; a job that nobody has touched is a new one. */
    async advanceJob({ owner, id }: TaskAddress, n: number, event: JobEvent, occasion: Occasion) {
      const key = jobKey(owner, id, n);
      const amended = await amend<Job>(
        async () => {
          const row = await table.get(key);
          return row === undefined
            ? { value: newJob(n), version: undefined }
            : { value: readJob(row), version: readVersion(row) };
        },
        (job) => advanceJob(job, event, occasion),
        (next, version) => ({ ...key, ...next, ...version }),
      );
      if (amended === undefined) throw new Error('A job can always be amended');
      return amended;
    },

    /** Changes the task itself through `decide`; undefined when there is no such task. An ended task leaves the due index. */
    async amendTask({ owner, id }: TaskAddress, decide: (task: Task) => Task) {
      const key = taskKey(owner, id);
      let dueAt: string | undefined;
      return amend<Task>(
        async () => {
          const row = await table.get(key);
          if (row === undefined) return undefined;
          dueAt = typeof row['dueAt'] === 'string' ? row['dueAt'] : undefined;
          return { value: readTask(row), version: readVersion(row) };
        },
        decide,
        (next, version) => taskRow(next, isEnded(next) ? undefined : dueAt, version),
      );
    },

    /** Records what became of one output. Repeating it with the same value is harmless. */
    async saveOutput({ owner, id }: TaskAddress, output: Output): Promise<void> {
      await table.write({ type: 'put', row: { ...outputKey(owner, id, output.n), ...output } });
    },

    /** Ids of an owner's tasks, newest first, created within [from, to] (ISO times), after `position`. */
    async list(
      owner: Owner,
      page: { from?: string; to?: string; after?: ListPosition; limit: number },
    ): Promise<readonly ListPosition[]> {
      const partition = listPartition(owner);
      const after: IndexEntry | undefined =
        page.after === undefined
          ? undefined
          : {
              ...taskKey(owner, page.after.id),
              partition,
              sort: listSort(page.after.createdAt, page.after.id),
            };
      const entries = await table.index({
        index: 'byOwner',
        partition,
        ...(page.from === undefined ? {} : { from: page.from }),
        // The sort key goes on after the time: everything of that very millisecond is included.
        ...(page.to === undefined ? {} : { to: `${page.to}~` }),
        descending: true,
        limit: page.limit,
        ...(after === undefined ? {} : { after }),
      });
      return entries.map((entry) => {
        const [createdAt = '', id = ''] = entry.sort.split('#');
        return { createdAt, id };
      });
    },
  };
}

export type TaskStore = ReturnType<typeof taskStore>;
