import { isoTime } from '#domain/ports.ts';
import { stuckItem, wantedOutputs, withRecorded, type WantedOutput } from '#domain/tasks/finalization.ts';
import { recordedVerdict } from '#domain/tasks/job-verdict.ts';
import { isRecorded, triesOf, type RecordedOutput } from '#domain/tasks/output.ts';
import { allJobs } from '#domain/tasks/task-progress.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Dependencies } from '../dependencies.ts';
import { closeTask } from './close-task.ts';
import { outputRecorder } from './record-output.ts';

const NOT_FINALIZED = 'it was not archived by the deadline';

/** An output as it is recorded; one that is not is given up provisionally, and looked for in the late looks. */
const outputEnding = (dependencies: Dependencies) => {
  const record = outputRecorder(dependencies);
  return async (snapshot: TaskSnapshot, wanted: WantedOutput): Promise<readonly RecordedOutput[]> => {
    const known = snapshot.outputs.find(({ n }) => n === wanted.n);
    if (known !== undefined && isRecorded(known)) return [known];
    const { since, failures, isDead } = triesOf(known) ?? {
      since: isoTime(dependencies.clock.now()),
      failures: 0,
    };
    const provisional = { since, failures, ...(isDead === undefined ? {} : { isDead }) };
    const fate = { state: 'lost', code: 'archive_failed', reason: NOT_FINALIZED, provisional } as const;
    const recorded = await record(snapshot, wanted, fate);
    return isRecorded(recorded) ? [recorded] : [];
  };
};

/**
 * Ends a task that its execution cannot bring to an end: stops the execution, and closes the task by what is on record,
 * without asking the provider, with an item for the operators. What is still to come is looked for in the late looks.
 */
export const giveUpTask = (dependencies: Dependencies) => {
  const { workflow, clock, log } = dependencies;
  const close = closeTask(dependencies);
  const endOutput = outputEnding(dependencies);

  return async (snapshot: TaskSnapshot): Promise<void> => {
    const { task } = snapshot;
    const now = clock.now();
    await workflow.stop(task);
    const verdicts = allJobs(snapshot).map((job) => recordedVerdict(job, { task, now }));
    const wanted = wantedOutputs(snapshot, verdicts);
    const outputs = (await Promise.all(wanted.map((one) => endOutput(snapshot, one)))).flat();
    log.warn('given up', { taskId: task.id, run: task.run });
    const items = [stuckItem(task, isoTime(now))];
    await close(snapshot, { verdicts, outputs: withRecorded(snapshot, outputs), previews: [], items });
  };
};
