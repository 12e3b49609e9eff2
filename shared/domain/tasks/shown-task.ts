import { externalIdOf, isJobOver } from './job.ts';
import { storedAmong, type StoredOutput } from './output.ts';
import { allJobs, attemptsOf, stageOf, startedAtOf, startsAtOf } from './task-progress.ts';
import {
  firstExternalId,
  isSettled,
  type Stage,
  type Task,
  type TaskRequest,
  type TaskSnapshot,
} from './task.ts';

/** What is shown of a task besides the task itself: as much of its request, jobs and outputs as anybody sees in a list. */
export interface Face {
  readonly request: Pick<TaskRequest, 'providerParams' | 'seeds' | 'metadata' | 'path'>;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  /** When the paid call was first claimed (ISO). */
  readonly startedAt?: string;
  /** The provider's id that stands for the task: the first job's. */
  readonly externalId?: string;
  /** The provider's ids of all its jobs. */
  readonly externalIds: readonly string[];
  readonly outputs: readonly StoredOutput[];
}

/** A task as it is shown. */
export interface ShownTask extends Face {
  readonly task: Task;
  readonly stage: Stage;
  /** When a held task has its turn (ISO). */
  readonly startsAt?: string;
  /** Counts those who have their turn before it, and it. */
  readonly position?: number;
}

/** What is shown of a task. */
export function faceOf({ request, jobs, outputs }: TaskSnapshot): Face {
  const { providerParams, seeds, metadata, path } = request;
  const [startedAt, externalId] = [startedAtOf(jobs), firstExternalId(jobs)];
  return {
    request: {
      providerParams,
      ...(seeds === undefined ? {} : { seeds }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(path === undefined ? {} : { path }),
    },
    attempt: attemptsOf(jobs),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(externalId === undefined ? {} : { externalId }),
    externalIds: jobs.flatMap((job) => externalIdOf(job) ?? []),
    outputs: storedAmong(outputs).toSorted((left, right) => left.n - right.n),
  };
}

/** A task as it is shown, from everything that belongs to it. */
export function shownTask(snapshot: TaskSnapshot): ShownTask {
  const { queued } = snapshot;
  const startsAt = queued?.startsAt ?? startsAtOf(snapshot);
  return {
    ...faceOf(snapshot),
    task: snapshot.task,
    stage: stageOf(snapshot),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(queued === undefined ? {} : { position: queued.position }),
  };
}

/** A settled task as it is shown, from the face that was kept of it. */
export const shownByFace = (task: Task, face: Face): ShownTask => ({ ...face, task, stage: 'done' });

/**
 * The face of a task of which nothing more can change that is shown; undefined where something may: it is not settled, or a
 * job may still be told its id.
 */
export function lastFaceOf(snapshot: TaskSnapshot): Face | undefined {
  const isCertain = allJobs(snapshot).every(
    (job) => isJobOver(job) || job.state === 'answered' || externalIdOf(job) !== undefined,
  );
  return isSettled(snapshot.task) && isCertain ? faceOf(snapshot) : undefined;
}
