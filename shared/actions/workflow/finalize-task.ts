import { isOwner, isTaskId } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { externalIdOf } from '#domain/tasks/job.ts';
import type { RecordedOutput } from '#domain/tasks/output.ts';
import { allJobs, attemptsOf } from '#domain/tasks/task-progress.ts';
import { itemId, itemMetrics, type OperatorItem } from '#domain/operators/operator-item.ts';
import type { Preview } from '#domain/files/preview.ts';
import { closeTask, resettleTask, withNextLook, type JobEnd } from '#domain/tasks/task-end.ts';
import { isEnded, isOverdue, isSettled, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import { archiveOutput, type ArchiveDependencies, type Wanted } from './archive-output.ts';
import { askJob, summarize, type Verdict } from './ask-job.ts';
import type { ProviderDependencies } from '../dependencies.ts';

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

/** What a task is closed with. */
interface Results {
  readonly verdicts: readonly Ended[];
  readonly outputs: readonly RecordedOutput[];
  readonly previews: readonly Preview[];
}

interface FinalizeDependencies extends ArchiveDependencies, ProviderDependencies {
  /** Makes what is pleasant to show; never fails. Absent where nothing is drawn. */
  readonly show?: (snapshot: TaskSnapshot, outputs: readonly RecordedOutput[]) => Promise<readonly Preview[]>;
}

/** The previews that a task did not have yet go with whatever else changes of it. */
function withPreviews(task: Task, previews: readonly Preview[]): Task {
  const known = task.previews ?? [];
  const fresh = previews.filter(({ n }) => !known.some((preview) => preview.n === n));
  return fresh.length === 0 ? task : { ...task, previews: [...known, ...fresh] };
}

/** A few at a time: streams are cheap, but a function's memory and sockets are not endless. */
const OUTPUTS_AT_ONCE = 4;

/** What is to be archived. An output's number follows from its job and its place alone, whoever counts and whenever. */
function wantedOf(snapshot: TaskSnapshot, verdicts: readonly Ended[]): Wanted[] {
  const late = isEnded(snapshot.task);
  return verdicts.flatMap((verdict, i) =>
    verdict.outputs.map((remote, j) => {
      const [job, index] = [i + 1, j + 1];
      return { n: j * snapshot.task.jobs + job, job, index, remote, late };
    }),
  );
}

/** Outputs of a canceled task are kept only when its owner asked for that. */
const keepsOutputs = ({ task, request }: TaskSnapshot): boolean =>
  task.status !== 'CANCELED' || request.keepOutputs === true;

/**
 * Reads the provider's truth about every job, copies every output, then closes the task in one transaction with its
 * settlement: SUCCESS only after everything is stored. A task that has ended already (late, or canceled while it ran)
 * keeps its status: what came is archived, and its cost is settled or adjusted. Safe to run again from any point; throws
 * `NotReady` while something is still open.
 */
export const finalizeTask = (dependencies: FinalizeDependencies) => {
  const { tasks, ledger, items, clock, log } = dependencies;
  const ask = askJob(dependencies);
  const archive = archiveOutput(dependencies);

  const archiveAll = async (
    snapshot: TaskSnapshot,
    wanted: readonly Wanted[],
  ): Promise<(RecordedOutput | 'again')[]> => {
    const results: (RecordedOutput | 'again')[] = [];
    for (let i = 0; i < wanted.length; i += OUTPUTS_AT_ONCE) {
      const batch = wanted.slice(i, i + OUTPUTS_AT_ONCE);
      results.push(...(await Promise.all(batch.map((one) => archive(snapshot, one)))));
    }
    return results;
  };

  /** Waits grow with the time already spent: an expired link comes back soon or not at all. */
  const patience = async ({ task }: TaskSnapshot): Promise<number> => {
    const now = await tasks.load(task.owner, task.id);
    const since = (now?.outputs ?? [])
      .flatMap((output) => (output.state === 'failing' ? [output.since] : []))
      .sort()[0];
    const spent = since === undefined ? 0 : clock.now() - Date.parse(since);
    return Math.max(5, Math.min(120, Math.round(spent / 2000)));
  };

  /** A call of which nobody knows what became: a person has to decide. */
  const unknownItems = (snapshot: TaskSnapshot, ends: readonly JobEnd[], at: string): OperatorItem[] =>
    ends.flatMap((end, i): OperatorItem[] => {
      const unknown = end.type === 'failed' && end.failure.code === 'outcome_unknown';
      if (!unknown || isEnded(snapshot.task)) return [];
      const { id: taskId, owner } = snapshot.task;
      const job = i + 1;
      const id = itemId('outcome_unknown', taskId, job);
      return [{ id, kind: 'outcome_unknown', status: 'open', taskId, owner, job, createdAt: at }];
    });

  /** What comes home after the end leaves nothing to decide: nobody is to order anew what is here. */
  const closeItems = async ({ task }: TaskSnapshot, ends: readonly JobEnd[], at: string): Promise<void> => {
    for (const [i, end] of ends.entries()) {
      if (end.type === 'failed' && end.maybePaid === true) continue;
      const item = await items.find(itemId('outcome_unknown', task.id, i + 1));
      if (item?.status !== 'open') continue;
      const job = (await tasks.load(task.owner, task.id))?.jobs.find(({ n }) => n === item.job);
      const externalTaskId = job === undefined ? undefined : externalIdOf(job);
      const found = externalTaskId === undefined ? {} : { externalTaskId };
      const reason = 'The provider called back after all';
      await items.close({ ...item, ...found, status: 'adopted', reason, closedAt: at });
    }
  };

  const close = async (snapshot: TaskSnapshot, { verdicts, outputs, previews }: Results) => {
    const at = isoTime(clock.now());
    const ends = verdicts.map((verdict) => verdict.end);
    const occasion = { at, actor: 'workflow' } as const;
    const closing = { occasion, attempt: attemptsOf(snapshot.jobs), ends, outputs };
    const raised = unknownItems(snapshot, ends, at);
    if (isEnded(snapshot.task)) await closeItems(snapshot, ends, at);
    const closed = await tasks.amendTask(
      snapshot.task,
      (task) =>
        withPreviews(isEnded(task) ? resettleTask(task, closing) : closeTask(task, closing), previews),
      async (next, before) => [
        ...(await ledger.settleWrites(next, before, at)),
        ...(isEnded(before) ? [] : raised.map(items.raiseWrite)),
      ],
    );
    const task = closed?.value ?? snapshot.task;
    if (closed?.changed === true) {
      log.info('ended', { taskId: task.id, status: task.status, failCode: task.ending?.failure?.code });
      log.count(isEnded(snapshot.task) ? 'TaskResettled' : `Task_${task.status}`);
      if (raised.length > 0) log.count(itemMetrics.outcome_unknown, raised.length);
    }
    return { status: task.status };
  };

  /** A late visit does not wait for a provider that may be down for hours: the sweeper comes again. */
  const waitOrLeave = async (snapshot: TaskSnapshot, seconds: number): Promise<{ status: string }> => {
    if (!isOverdue(snapshot, clock.now())) throw new NotReady(seconds);
    const at = isoTime(clock.now());
    await tasks.amendTask(snapshot.task, (task) => (isEnded(task) ? withNextLook(task, at) : task));
    return { status: snapshot.task.status };
  };

  return async ({ taskId, owner, run }: FinalizeOrder): Promise<{ status: string }> => {
    if (!isTaskId(taskId) || !isOwner(owner)) throw new Error('Not an order of ours');
    const snapshot = await tasks.load(owner, taskId);
    if (snapshot === undefined) return { status: 'GONE' };
    if (isSettled(snapshot.task) || snapshot.task.run !== run) return { status: snapshot.task.status };

    const summary = summarize(await Promise.all(allJobs(snapshot).map((job) => ask(snapshot, job, 0))));
    if (summary.type === 'pending') return waitOrLeave(snapshot, summary.seconds);
    if (summary.type === 'resubmit') throw new NotReady(1); // Query will send it back to Submit

    const wanted = keepsOutputs(snapshot) ? wantedOf(snapshot, summary.verdicts) : [];
    const outputs = await archiveAll(snapshot, wanted);
    if (outputs.includes('again')) throw new NotReady(await patience(snapshot));
    const recorded = outputs.filter((output) => output !== 'again');
    const previews = (await dependencies.show?.(snapshot, recorded)) ?? [];
    return close(snapshot, { verdicts: summary.verdicts, outputs: recorded, previews });
  };
};
