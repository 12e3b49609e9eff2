import { isoTime } from '../ports.ts';
import type { Told } from '../webhooks/told.ts';
import { attemptsOf } from './task-progress.ts';
import { isRecorded, isResult, type RecordedOutput } from './output.ts';
import type { TaskSnapshot } from './task.ts';
import type { Note } from './timeline.ts';

interface Timed {
  readonly note: Note;
  readonly time: string;
}

/** Two visits at once may write in another order than they looked at the clock in: what one row tells stays in its order. */
function timed(history: readonly Note[]): Timed[] {
  let time = '';
  return history.map((note) => {
    if (note.at > time) time = note.at;
    return { note, time };
  });
}

/** Times are compared as texts: ISO-8601 in UTC sorts by time. */
const byTime = (left: Timed, right: Timed): number => {
  if (left.time === right.time) return 0;
  return left.time < right.time ? -1 : 1;
};

function outputNote(output: RecordedOutput, attempt: number): Note {
  const { n, job, role, at } = output;
  const data = { output: n, job, ...(isResult(output) ? {} : { role }) };
  const base = { at, actor: 'workflow', attempt } as const;
  return output.state === 'stored'
    ? { ...base, type: 'output-archived', data: { ...data, key: output.file.key } }
    : { ...base, type: 'output-lost', reason: `${output.code}: ${output.reason}`, data };
}

/** That somebody was told. The address is not shown: who may see a task need not know it. */
const toldNote = ({ at, event, type, receiver, state, status, reason }: Told, attempt: number): Note => ({
  at,
  type: state === 'delivered' ? 'notified' : 'notification-given-up',
  actor: 'delivery',
  attempt,
  ...(reason === undefined ? {} : { reason }),
  data: { receiver, event, type, ...(status === undefined ? {} : { status }) },
});

/**
 * The time of a change that is decided upon a task as it was read: never before anything that it tells of, though the
 * clocks of two functions may differ. ISO.
 */
export function timeOfChange({ task, jobs, outputs }: TaskSnapshot, now: number): string {
  const notes = [...task.history, ...jobs.flatMap(({ history }) => history)];
  const told = [...notes, ...outputs.filter(isRecorded)].map(({ at }) => at);
  return told.reduce((latest, at) => (at > latest ? at : latest), isoTime(now));
}

/** A task's whole timeline: its own notes, its jobs', and what became of its outputs, by time. */
export function viewEvents(snapshot: TaskSnapshot): Note[] {
  const attempt = attemptsOf(snapshot.jobs);
  const outputs = snapshot.outputs.filter(isRecorded).map((output) => outputNote(output, attempt));
  // Where times are equal: a task begins before its jobs do, and ends after its files are there.
  const [created, ...later] = timed(snapshot.task.history).map((one, i) =>
    i === 0 ? { ...one, time: '' } : one,
  );
  const jobs = snapshot.jobs.flatMap((job) => timed(job.history));
  const inTime = (note: Note): Timed => ({ note, time: note.at });
  const told = (snapshot.told ?? []).map((one) => inTime(toldNote(one, attempt)));
  return [...(created === undefined ? [] : [created]), ...jobs, ...outputs.map(inTime), ...later, ...told]
    .sort(byTime)
    .map(({ note }) => note);
}
