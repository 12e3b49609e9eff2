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
  return [...whole.task.history, ...whole.jobs.flatMap((job) => job.history), ...outputs].sort(byTime);
}
