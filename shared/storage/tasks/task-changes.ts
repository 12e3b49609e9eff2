import { advanceJob } from '#domain/tasks/job-events.ts';
import { isMeant, markOf, type Incarnated } from '#domain/tasks/incarnation.ts';
import type { JobStep, SnapshotChange } from '#domain/tasks/task-change.ts';
import { newJob, type Job } from '#domain/tasks/job.ts';
import { keepingPlace } from '#domain/limits/open-tasks.ts';
import { lastFaceOf, type Face } from '#domain/tasks/shown-task.ts';
import type { Task, TaskSnapshot } from '#domain/tasks/task.ts';
import { withFace } from './face-member.ts';
import { jobMembers, readJob } from './job-rows.ts';
import { placeWrites } from '../limits/place-rows.ts';
import type { Row, Write } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { indexedBy } from './task-lists.ts';
import { jobNotices, revOf, snapshotNotices, taskNotices } from './task-notices.ts';
import {
  belongingOfRow,
  isAnother,
  jobKey,
  partitionOf,
  readTask,
  readSnapshot,
  taskKey,
  type TaskAddress,
} from './task-rows.ts';
import {
  amend,
  MOST_RACES,
  replacing,
  type ExtraWrites,
  type Replacement,
  type Rewriting,
  type Seen,
} from '../table/versioned-row.ts';
import type { Notices, Outbox } from '../webhooks/outbox.ts';
import { Contention, Unrecognized } from '../unavailable.ts';

/** The row of a task without its version. */
export const taskRow = (task: Task): Row => ({
  ...taskKey(task.owner, task.id),
  ...indexedBy(task),
  ...task,
});

const jobRow = (address: TaskAddress, job: Job): Row => ({
  ...jobKey(address.owner, address.id, job.n),
  ...jobMembers(job),
  ...markOf(address),
});

/** A job as it is stored. What was written for another task with this id is none of its own. */
function seenJob(stored: Row | undefined, n: number, task: Incarnated): Seen<Job> {
  const isForeign = stored !== undefined && belongingOfRow(stored, task) !== 'own';
  return { value: stored === undefined || isForeign ? newJob(n) : readJob(stored), stored, isForeign };
}

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
    const seen = seenJob(rowAt(jobKey(task.owner, task.id, n).sk), n, task);
    const next = advanceJob(seen.value, event, occasion);
    const before = seen.isForeign === true ? undefined : jobRow(task, seen.value);
    replacements.push({ stored: seen.stored, before, next: jobRow(task, next) });
    return next;
  });
  const kept = snapshot.jobs.filter((job) => !advanced.some(({ n }) => n === job.n));
  const all = [...kept, ...advanced].sort((left, right) => left.n - right.n);
  const next = { ...snapshot, task, jobs: all };
  const change = { stored: rowAt('task'), before: snapshot.task, next: task, face: lastFaceOf(next) };
  const writesBy = (by: string): Write[] =>
    replacements.map((replacement, i) => {
      const { row, ...put } = replacing(replacement, by);
      return { ...put, row: i === 0 ? withFace(row, change) : row };
    });
  return { snapshot: next, writesBy };
}

/** What is written with a change of a task: what the change itself says, what becomes of its place, and who is told. */
const withPlacesAndNotices =
  (notices: Notices, extraWrites: ExtraWrites<Task> | undefined): ExtraWrites<Task> =>
  async (next, before, version): Promise<readonly Write[]> => [
    ...((await extraWrites?.(next, before, version)) ?? []),
    ...placeWrites(next, before),
    ...(await taskNotices(notices, { before, next }, version)),
  ];

/** What goes with a change of a task. */
export interface Beside {
  readonly extraWrites?: ExtraWrites<Task>;
  /** What is shown of it from now on, for whoever knows all that belongs to it. */
  readonly faceOf?: (task: Task) => Face | undefined;
}

/** The same task, provided that this version understands it. */
export function recognized(task: Task): Task {
  if (task.unrecognized !== true) return task;
  throw new Unrecognized(`Task ${task.id} is in words of a newer version`);
}

/** Changes tasks and jobs one by one. */
function singleChanges(rewriting: Rewriting, outbox: Outbox) {
  const { table } = rewriting;

  return {
    /**
     * Tells one job of an event, whatever its newest state is; a job that nobody has touched is a new one. Nothing is
     * written where a later task with the same id has one of this number already.
     */
    async advanceJob(address: TaskAddress, n: number, { event, occasion }: JobStep) {
      const key = jobKey(address.owner, address.id, n);
      const notices = outbox.notices(address.owner);
      const amended = await amend<Job>(rewriting, {
        read: async () => {
          const stored = await table.get(key);
          const isLater = stored !== undefined && belongingOfRow(stored, address) === 'later';
          return isLater ? undefined : seenJob(stored, n, address);
        },
        decide: (job) => advanceJob(job, event, occasion),
        rowOf: (job) => jobRow(address, job),
        extraWrites: (next, before, { by }) => jobNotices({ table, notices, address }, { before, next }, by),
      });
      if (amended?.changed === true) await notices.sendOn();
      return amended ?? { value: newJob(n), changed: false };
    },

    /** Changes the task itself through `decide`, with what goes with that; undefined when there is no such task. */
    async amendTask(
      address: TaskAddress,
      decide: (task: Task) => Task,
      beside: ExtraWrites<Task> | Beside = {},
    ) {
      const { extraWrites, faceOf } = typeof beside === 'function' ? { extraWrites: beside } : beside;
      const notices = outbox.notices(address.owner);
      const amended = await amend<Task>(rewriting, {
        read: async () => {
          const stored = await table.get(taskKey(address.owner, address.id));
          if (stored === undefined || isAnother(stored, address)) return undefined;
          return { value: readTask(stored), stored };
        },
        decide: (task) => keepingPlace(decide(recognized(task)), task),
        rowOf: taskRow,
        finish: (row, change) => withFace(row, { ...change, face: faceOf?.(change.next) }),
        extraWrites: withPlacesAndNotices(notices, extraWrites),
      });
      if (amended?.changed === true) await notices.sendOn();
      return amended;
    },
  };
}

/** Changes tasks and jobs. Every write names the version that it replaces; a task in words of a newer one is not changed. */
export function taskChanges(rewriting: Rewriting, outbox: Outbox) {
  const { table, nonce, backoff } = rewriting;

  return {
    ...singleChanges(rewriting, outbox),

    /**
     * Changes a task and jobs of it in one step, as they are now: `decide` sees the whole task and gives the next task
     * and events for its jobs, or undefined to leave everything. Undefined when there is no such task.
     */
    async amendSnapshot(
      address: TaskAddress,
      decide: (snapshot: TaskSnapshot) => SnapshotChange | undefined,
      extraWrites?: ExtraWrites<Task>,
    ): Promise<{ snapshot: TaskSnapshot; changed: boolean } | undefined> {
      for (let race = 0; race < MOST_RACES; race += 1) {
        const rows = await table.partition(partitionOf(address.owner, address.id));
        const snapshot = readSnapshot(rows);
        if (snapshot === undefined || !isMeant(snapshot.task, address)) return undefined;
        recognized(snapshot.task);
        const decided = decide(snapshot);
        if (decided === undefined) return { snapshot, changed: false };
        const change = { ...decided, task: keepingPlace(decided.task, snapshot.task) };
        const { snapshot: next, writesBy } = carriedOut({ snapshot, rows }, change);
        const by = nonce();
        const version = { rev: revOf(rows) + 1, by };
        const notices = outbox.notices(address.owner);
        const extra = [
          ...((await extraWrites?.(change.task, snapshot.task, version)) ?? []),
          ...placeWrites(change.task, snapshot.task),
          ...(await snapshotNotices(notices, { before: snapshot, next }, version)),
        ];
        const result = await writeTogether(table, [...writesBy(by), ...extra]);
        if (result.type === 'done') {
          await notices.sendOn();
          return { snapshot: next, changed: true };
        }
        if (result.type === 'conflict') await backoff(race);
      }
      throw new Contention(`Gave up after ${MOST_RACES} lost races for one task`);
    },
  };
}
