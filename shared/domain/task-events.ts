import { attemptsOf } from './task-view.ts';
import { isRecorded, type WholeTask } from './task.ts';
import { byTime, type Note } from './timeline.ts';

/** A task's whole timeline: its own notes, its jobs', and what became of its outputs, by time. */
export function viewEvents(whole: WholeTask): Note[] {
  const attempt = attemptsOf(whole.jobs);
  const outputs = whole.outputs.filter(isRecorded).map((output): Note => {
    const data = {
      output: output.n,
      job: output.job,
      ...(output.stored === undefined ? {} : { key: output.stored.key }),
    };
    const base = { at: output.at, actor: 'workflow', attempt, data } as const;
    return output.lost === undefined
      ? { ...base, type: 'output-archived' }
      : { ...base, type: 'output-lost', reason: `${output.lost.code}: ${output.lost.reason}` };
  });
  // Where times are equal: a task begins before its jobs do, and ends after its files are there.
  const [created, ...later] = whole.task.history;
  const jobs = whole.jobs.flatMap((job) => job.history);
  return [...(created === undefined ? [] : [created]), ...jobs, ...outputs, ...later].sort(byTime);
}
