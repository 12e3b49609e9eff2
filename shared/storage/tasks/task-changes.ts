import { advanceJob } from '#domain/tasks/job-events.ts';
import type { JobStep, SnapshotChange } from '#domain/tasks/task-change.ts';
import { newJob, type Job } from '#domain/tasks/job.ts';
import type { Task, TaskSnapshot } from '#domain/tasks/task.ts';
import { jobMembers, readJob } from './job-rows.ts';
import type { Row } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { indexedBy } from './task-lists.ts';
import { jobKey, partitionOf, readTask, readSnapshot, taskKey, type TaskAddress } from './task-rows.ts';
import {
  amend,
  MOST_RACES,
  replacing,
  type ExtraWrites,
  type Replacement,
  type Rewriting,
} from '../table/versioned-row.ts';
import { Contention, Unrecognized } from '../unavailable.ts';

/** The row of a task without its version. */
export const taskRow = (task: Task): Row => ({
  ...taskKey(task.owner, task.id),
  ...indexedBy(task),
  ...task,
});

const jobRow = ({ owner, id }: TaskAddress, job: Job): Row => ({
  ...jobKey(owner, id, job.n),
  ...jobMembers(job),
});

/** A task as it is stored, with the rows that it was read from. */
interface SeenSnapshot {
  readonly snapshot: TaskSnapshot;
  readonly rows: readonly Row[];
}

/** What a change makes of a task, and of each job that it concerns. */
function carriedOut({ snapshot, rows }: SeenSnapshot, { task, jobs, occasion }: SnapshotChange) {
  const rowAt = (sk: string): Row | undefined => rows.find((row) => row.sk === sk);
  const replacements: Replacement[] = [
    { stored: rowAt('task'), before: taskRow(snapshot.task), next: taskRow(task) },
  ];
  const advanced = jobs.map(({ n, event }): Job => {
    const stored = rowAt(jobKey(task.owner, task.id, n).sk);
    const job = stored === undefined ? newJob(n) : readJob(stored);
    const next = advanceJob(job, event, occasion);
    replacements.push({ stored, before: jobRow(task, job), next: jobRow(task, next) });
    return next;
  });
  const kept = snapshot.jobs.filter((job) => !advanced.some(({ n }) => n === job.n));
  const all = [...kept, ...advanced].sort((left, right) => left.n - right.n);
  return { snapshot: { ...snapshot, task, jobs: all }, replacements };
}

/** The same task, provided that this version understands it. */
export function recognized(task: Task): Task {
  if (task.unrecognized !== true) return task;
  throw new Unrecognized(`Task ${task.id} is in words of a newer version`);
}

/** Changes tasks and jobs. Every write names the version that it replaces; a task in words of a newer one is not changed. */
export function taskChanges(rewriting: Rewriting) {
  const { table, nonce, backoff } = rewriting;

  return {
    /** Tells one job of an event, whatever its newest state is; a job that nobody has touched is a new one. */
    async advanceJob(address: TaskAddress, n: number, { event, occasion }: JobStep) {
      const key = jobKey(address.owner, address.id, n);
      const amended = await amend<Job>(rewriting, {
        read: async () => {
          const stored = await table.get(key);
          return { value: stored === undefined ? newJob(n) : readJob(stored), stored };
        },
        decide: (job) => advanceJob(job, event, occasion),
        rowOf: (job) => jobRow(address, job),
      });
      if (amended === undefined) throw new Error('A job can always be amended');
      return amended;
    },

    /** Changes the task itself through `decide`, with extra writes; undefined when there is no such task. */
    async amendTask(
      { owner, id }: TaskAddress,
      decide: (task: Task) => Task,
      extraWrites?: ExtraWrites<Task>,
    ) {
      return amend<Task>(rewriting, {
        read: async () => {
          const stored = await table.get(taskKey(owner, id));
          return stored === undefined ? undefined : { value: readTask(stored), stored };
        },
        decide: (task) => decide(recognized(task)),
        rowOf: taskRow,
        ...(extraWrites === undefined ? {} : { extraWrites }),
      });
    },

    /**
     * Changes a task and jobs of it in one step, as they are now: `decide` sees the whole task and gives the next task
     * and events for its jobs, or undefined to leave everything. Undefined when there is no such task.
     */
    async amendSnapshot(
      { owner, id }: TaskAddress,
      decide: (snapshot: TaskSnapshot) => SnapshotChange | undefined,
      extraWrites?: ExtraWrites<Task>,
    ): Promise<{ snapshot: TaskSnapshot; changed: boolean } | undefined> {
      for (let race = 0; race < MOST_RACES; race += 1) {
        const rows = await table.partition(partitionOf(owner, id));
        const snapshot = readSnapshot(rows);
        if (snapshot === undefined) return undefined;
        recognized(snapshot.task);
        const change = decide(snapshot);
        if (change === undefined) return { snapshot, changed: false };
        const { snapshot: next, replacements } = carriedOut({ snapshot, rows }, change);
        const by = nonce();
        const extra = (await extraWrites?.(change.task, snapshot.task)) ?? [];
        const writes = [...replacements.map((replacement) => replacing(replacement, by)), ...extra];
        const result = await writeTogether(table, writes);
        if (result.type === 'done') return { snapshot: next, changed: true };
        if (result.type === 'conflict') await backoff(race);
      }
      throw new Contention(`Gave up after ${MOST_RACES} lost races for one task`);
    },
  };
}
