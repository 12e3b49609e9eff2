import { TURN_WAIT_MS, TURNS_A_QUESTION, type AskedWith } from '#domain/tasks/questions.ts';
import { isEnded, isOverdue, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { QuestionTurns } from '#storage/tasks/question-turns.ts';
import type { Dependencies } from '../dependencies.ts';

export interface TurnDependencies extends Pick<Dependencies, 'clock' | 'log'> {
  readonly turns: QuestionTurns;
}

/**
 * Waits for a visit's turn to ask the provider so many questions with each account; where it is far off, answers with the
 * whole seconds until then. An open task past its deadline is asked about at once: it is the last time.
 */
export const turnTaker =
  ({ turns, clock, log }: TurnDependencies) =>
  async (snapshot: TaskSnapshot, asked: readonly AskedWith[]): Promise<number | undefined> => {
    const { task } = snapshot;
    const now = clock.now();
    if (asked.length === 0 || (isOverdue(snapshot, now) && !isEnded(task))) return undefined;
    const take = ({ account, questions }: AskedWith): Promise<number> =>
      turns.take(account, { taskId: task.id, questions: questions * TURNS_A_QUESTION, now });
    const wait = Math.max(...(await Promise.all(asked.map(take)))) - clock.now();
    if (wait <= TURN_WAIT_MS) {
      if (wait > 0) await clock.sleep(wait);
      return undefined;
    }
    log.count('QueryDelayed');
    const seconds = Math.floor(wait / 1000);
    if (isEnded(task)) return seconds;
    return Math.min(seconds, Math.max(1, Math.ceil((Date.parse(task.deadlineAt) - now) / 1000)));
  };
