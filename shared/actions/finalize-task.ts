import { isOwner, isTaskId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { allJobs, attemptsOf } from '#domain/task-view.ts';
import { closeTask, isEnded, type Output, type WholeTask } from '#domain/task.ts';
import { archiveOutput, type ArchiveNeeds, type Wanted } from './archive-output.ts';
import { askJob, summarize, type Verdict } from './ask-job.ts';
import type { ProviderNeeds } from './needs.ts';

/** What the state machine hands to Finalize. */
export interface FinalizeOrder {
  readonly taskId: string;
  readonly owner: string;
  readonly run: number;
}

/** Thrown when the task cannot be closed yet. The state machine catches it by name and waits as long as the message says. */
export class NotReady extends Error {
  constructor(seconds: number) {
    super(JSON.stringify({ seconds }));
    this.name = 'NotReady';
  }
}

type Ended = Extract<Verdict, { type: 'ended' }>;

/** A few at a time: streams are cheap, but a function's memory and sockets are not endless. */
const OUTPUTS_AT_ONCE = 4;

function wantedOf(whole: WholeTask, verdicts: readonly Ended[], now: number): Wanted[] {
  const jobs = allJobs(whole);
  const flat = verdicts.flatMap((verdict, i) =>
    verdict.outputs.map((remote) => ({
      job: i + 1,
      remote,
      since: Date.parse(jobs[i]?.readyAt ?? isoTime(now)),
    })),
  );
  return flat.map((wanted, i) => ({ ...wanted, n: i + 1 }));
}

/**
 * Reads the provider's truth about every job, copies every output, then closes the task in one write: SUCCESS only after
 * everything is stored. Safe to run again from any point; throws `NotReady` while something is still open.
 */
export const finalizeTask = (needs: ArchiveNeeds & ProviderNeeds) => {
  const { tasks, clock, log } = needs;
  const ask = askJob(needs);
  const archive = archiveOutput(needs);

  const archiveAll = async (whole: WholeTask, wanted: readonly Wanted[]): Promise<(Output | 'again')[]> => {
    const results: (Output | 'again')[] = [];
    for (let i = 0; i < wanted.length; i += OUTPUTS_AT_ONCE) {
      const batch = wanted.slice(i, i + OUTPUTS_AT_ONCE);
      results.push(...(await Promise.all(batch.map((one) => archive(whole, one)))));
    }
    return results;
  };

  /** Waits grow with the time already spent: an expired link comes back soon or not at all. */
  const patience = (wanted: readonly Wanted[]): number => {
    const first = Math.min(...wanted.map((one) => one.since));
    return Math.max(5, Math.min(120, Math.round((clock.now() - first) / 2000)));
  };

  const close = async (whole: WholeTask, verdicts: readonly Ended[], outputs: readonly Output[]) => {
    const ends = verdicts.map((verdict) => verdict.end);
    const occasion = { at: isoTime(clock.now()), actor: 'workflow' } as const;
    const attempt = attemptsOf(whole.jobs);
    const closed = await tasks.amendTask(whole.task, (task) =>
      closeTask(task, { occasion, attempt, ends, outputs }),
    );
    const task = closed?.value ?? whole.task;
    if (closed?.changed === true) {
      log.info('ended', { taskId: task.id, status: task.status, failCode: task.ending?.failure?.code });
      log.count(`Task_${task.status}`);
    }
    return { status: task.status };
  };

  return async ({ taskId, owner, run }: FinalizeOrder): Promise<{ status: string }> => {
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const whole = await tasks.load(owner, taskId);
    if (whole === undefined) return { status: 'GONE' };
    if (isEnded(whole.task) || whole.task.run !== run) return { status: whole.task.status };

    const summary = summarize(await Promise.all(allJobs(whole).map((job) => ask(whole, job, 0))));
    if (summary.type === 'pending') throw new NotReady(summary.seconds);
    if (summary.type === 'resubmit') throw new NotReady(1); // Query will send it back to Submit

    const wanted = wantedOf(whole, summary.verdicts, clock.now());
    const outputs = await archiveAll(whole, wanted);
    if (outputs.includes('again')) throw new NotReady(patience(wanted));
    return close(
      whole,
      summary.verdicts,
      outputs.filter((output) => output !== 'again'),
    );
  };
};
