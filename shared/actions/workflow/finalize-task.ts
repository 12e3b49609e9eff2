import { isOwner, isTaskId } from '#domain/ids.ts';
import { isDriving, type ExecutionStep } from '#domain/tasks/execution.ts';
import { isoTime } from '#domain/ports.ts';
import type { Preview } from '#domain/files/preview.ts';
import {
  keepingSeconds,
  retrySeconds,
  wantedOutputs,
  withRecorded,
  type WantedOutput,
} from '#domain/tasks/finalization.ts';
import { summarize } from '#domain/tasks/job-verdict.ts';
import { questionsInTurn, questionsOn, type AskedWith } from '#domain/tasks/questions.ts';
import { unpricedJobs } from '#domain/tasks/figure-look.ts';
import { isRecorded, type Output, type RecordedOutput } from '#domain/tasks/output.ts';
import { isFigureDue, withNextLook } from '#domain/tasks/late-looks.ts';
import { withDrawn } from '#domain/tasks/previews.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import { isEnded, isOverdue, isSettled, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { ProviderDependencies } from '../dependencies.ts';
import { archiveOutput, type ArchiveDependencies } from './archive-output.ts';
import { askJob } from './ask-job.ts';
import { closeTask } from './close-task.ts';
import { lookUpFigures } from './look-up-figures.ts';
import { turnTaker, type TurnDependencies } from './wait-for-turn.ts';

/**
 * What the state machine hands to Finalize. `retries` counts the attempts of this visit that have failed before, and is
 * absent in executions of earlier versions.
 */
export interface FinalizeOrder extends ExecutionStep {
  readonly taskId: string;
  readonly owner: string;
  readonly retries?: number;
}

/** Thrown when the task cannot be closed yet. The state machine catches it by name and waits as long as the message says. */
export class NotReady extends Error {
  constructor(seconds: number) {
    super(JSON.stringify({ seconds }));
    this.name = 'NotReady';
  }
}

interface FinalizeDependencies extends ArchiveDependencies, ProviderDependencies, TurnDependencies {
  /** Makes what is pleasant to show of what has no previews yet; never fails. */
  readonly show: (snapshot: TaskSnapshot, outputs: readonly Output[]) => Promise<readonly Preview[]>;
}

/** A few at a time: streams are cheap, but a function's memory and sockets are not endless. */
const OUTPUTS_AT_ONCE = 4;

/** Archives the outputs of a task; throws `NotReady` while one of them may still be had. */
const archiving = (dependencies: FinalizeDependencies) => {
  const { tasks, clock } = dependencies;
  const archive = archiveOutput(dependencies);

  return async (
    snapshot: TaskSnapshot,
    wanted: readonly WantedOutput[],
  ): Promise<readonly RecordedOutput[]> => {
    const results: (RecordedOutput | 'again')[] = [];
    for (let i = 0; i < wanted.length; i += OUTPUTS_AT_ONCE) {
      const batch = wanted.slice(i, i + OUTPUTS_AT_ONCE);
      results.push(...(await Promise.all(batch.map((one) => archive(snapshot, one)))));
    }
    if (results.includes('again')) {
      const now = await tasks.reload(snapshot.task);
      const outputs = now?.outputs ?? [];
      const keeping = Math.max(0, ...wanted.map((one) => keepingSeconds(snapshot, one, clock.now())));
      const isFailing = outputs.some((output) => !isRecorded(output));
      throw new NotReady(keeping > 0 && !isFailing ? keeping : retrySeconds(outputs, clock.now()));
    }
    return results.filter((output) => output !== 'again');
  };
};

/**
 * Reads the provider's truth about every job, copies every output, then closes the task in one transaction with its
 * settlement: SUCCESS only after everything is stored. A task that has ended already (late, or canceled while it ran)
 * keeps its status: what came is archived, and its cost is settled or adjusted. Of one whose price alone is not known,
 * that is looked up; what could not be drawn is tried again. Safe to run again from any point; throws
 * `NotReady` while something is still open.
 */
export const finalizeTask = (dependencies: FinalizeDependencies) => {
  const { tasks, clock, show } = dependencies;
  const ask = askJob(dependencies);
  const archiveAll = archiving(dependencies);
  const close = closeTask(dependencies);
  const lookUp = lookUpFigures(dependencies);
  const waitForTurn = turnTaker(dependencies);

  /** Asks only when it is the task's turn: a crowd that ends at once would be refused otherwise. */
  const takeTurn = async (snapshot: TaskSnapshot, asked: readonly AskedWith[]): Promise<void> => {
    const seconds = await waitForTurn(snapshot, asked);
    if (seconds !== undefined) throw new NotReady(seconds);
  };

  /** A late visit does not wait for a provider that may be down for hours: the sweeper comes again. */
  const waitOrLeave = async (snapshot: TaskSnapshot, seconds: number): Promise<{ status: string }> => {
    if (!isOverdue(snapshot, clock.now())) throw new NotReady(seconds);
    const at = isoTime(clock.now());
    await tasks.amendTask(snapshot.task, (task) => (isEnded(task) ? withNextLook(task, at) : task));
    return { status: snapshot.task.status };
  };

  /** Has drawn what could not be drawn before. */
  const draw = async (snapshot: TaskSnapshot): Promise<void> => {
    const { task, outputs } = snapshot;
    const previews = await show(snapshot, outputs);
    const at = isoTime(clock.now());
    await tasks.amendTask(task, (now) => (isSettled(now) ? withDrawn(now, { outputs, previews, at }) : now));
  };

  /** Nothing of a settled task can change but a price that the provider had not named, and what was not drawn. */
  const leaveSettled = async (snapshot: TaskSnapshot): Promise<{ status: string }> => {
    if (isFigureDue(snapshot.task, clock.now())) {
      await takeTurn(snapshot, questionsOn(snapshot, unpricedJobs(snapshot)));
      await lookUp(snapshot);
    }
    if (snapshot.task.undrawn !== undefined) await draw(snapshot);
    return { status: snapshot.task.status };
  };

  return async ({ taskId, owner, retries = 0, ...step }: FinalizeOrder): Promise<{ status: string }> => {
    // `NotReady` is never tried again: what is has died, run out of time, or met an accident.
    if (retries > 0) dependencies.log.count('FinalizeFailed');
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const snapshot = await tasks.loadToDrive(owner, taskId);
    if (snapshot === undefined) return { status: 'GONE' };
    const { task } = snapshot;
    if (!isDriving(step, task)) return { status: task.status };
    if (isSettled(task)) return leaveSettled(snapshot);

    await takeTurn(snapshot, questionsInTurn(snapshot));
    const summary = summarize(await Promise.all(allJobs(snapshot).map((job) => ask(snapshot, job, 0))));
    if (summary.type === 'pending') return waitOrLeave(snapshot, summary.seconds);
    if (summary.type === 'resubmit') throw new NotReady(1); // Query will send it back to Submit

    const { verdicts } = summary;
    const outputs = await archiveAll(snapshot, wantedOutputs(snapshot, verdicts));
    const previews = await show(snapshot, outputs);
    return close(snapshot, { verdicts, outputs: withRecorded(snapshot, outputs), previews });
  };
};
