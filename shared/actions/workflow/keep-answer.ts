import { wantedOf, type WantedOutput } from '#domain/tasks/finalization.ts';
import type { JobResult, ResultOutput } from '#domain/tasks/job-result.ts';
import type { AnsweredJob } from '#domain/tasks/job.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import type { Task, TaskSnapshot } from '#domain/tasks/task.ts';
import type { StartOutcome } from '#providers/dialect.ts';
import type { MediaStore } from '#storage/objects/media-store.ts';
import type { Dependencies, SubmitDependencies } from '../dependencies.ts';
import { fateOf, keyFor, outputRecorder } from './record-output.ts';

/** The answer of a service that answers with the result itself. */
export type Answer = Extract<StartOutcome, { type: 'completed' }>;
type AnsweredOutput = Answer['outputs'][number];

/** How often whatever stands between a paid answer and its files is tried. */
const MOST_TRIES = 4;

/** Tries again what failed: an answer cannot be asked for a second time. Throws what the last try threw. */
export const persistently =
  ({ clock, random }: Pick<Dependencies, 'clock' | 'random'>) =>
  async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      try {
        return await work();
      } catch {
        await clock.sleep(1000 * tries + stepAsideMs(tries, random.fraction()));
      }
    }
    return work();
  };

/** What is recorded of an answer: everything but the bytes. */
export async function resultOf(
  { outputs, credits }: Answer,
  describe: () => Promise<MediaStore['describe']>,
): Promise<JobResult> {
  const told = outputs.map(async (output): Promise<ResultOutput> => {
    if ('url' in output) return output;
    const { media, bytes } = output;
    const described = await (await describe())(bytes, media);
    return described.type === 'file'
      ? { media, inline: described.file }
      : { media, rejected: described.reason };
  });
  return { outputs: await Promise.all(told), ...(credits === undefined ? {} : { credits }) };
}

/**
 * Keeps the files that came within an answer, and records them. Whatever cannot be kept is left to Finalize; never throws.
 * The key of a file follows from its task and its bytes, so a repetition finds what is there.
 */
export const keepAnswer = (dependencies: SubmitDependencies) => {
  const { tasks, answerMedia, log } = dependencies;
  const record = outputRecorder(dependencies);
  const persist = persistently(dependencies);

  const keep = async (
    snapshot: TaskSnapshot,
    wanted: WantedOutput,
    output: AnsweredOutput | undefined,
  ): Promise<void> => {
    const { n, source } = wanted;
    if (output === undefined || 'url' in output || !('inline' in source)) return;
    const { bytes, media } = output;
    const store = await answerMedia();
    const place = { keyOf: keyFor(snapshot, n), task: snapshot.task };
    const incoming = { body: bytes, contentLength: bytes.length, media, ...place };
    const kept = await persist(() => store.keep(incoming));
    const fate = fateOf(kept, { taskId: snapshot.task.id, n }, log);
    if (fate.state === 'lost') log.count('OutputRejected');
    await persist(() => record(snapshot, wanted, fate));
  };

  return async (task: Task, { n, result }: AnsweredJob, answer: Answer): Promise<void> => {
    try {
      // A task that was canceled during the call may keep nothing.
      const snapshot = await persist(() => tasks.reload(task));
      if (snapshot === undefined) return;
      const wanted = wantedOf(snapshot, n, result.outputs);
      await Promise.all(wanted.map((one) => keep(snapshot, one, answer.outputs[one.index - 1])));
    } catch (error) {
      log.warn('answer not kept', { taskId: task.id, job: n, reason: String(error) });
      log.count('AnswerNotKept');
    }
  };
};
