import { TURN_WAIT_MS, TURNS_A_QUESTION } from '#domain/tasks/questions.ts';
import { isEnded, isOverdue, type TaskSnapshot } from '#domain/tasks/task.ts';
import type { QuestionTurns } from '#storage/tasks/question-turns.ts';
import type { Dependencies } from '../dependencies.ts';

export interface TurnDependencies extends Pick<Dependencies, 'clock' | 'log'> {
  readonly turns: QuestionTurns;
}

/**
 * Waits for a visit's turn to ask the provider so many questions; where it is far off, answers with the whole seconds until
 * then. An open task past its deadline is asked about at once: it is the last time.
 */
export const turnTaker =
  ({ turns, clock, log }: TurnDependencies) =>
  async (snapshot: TaskSnapshot, questions: number): Promise<number | undefined> => {
    const { task } = snapshot;
    const now = clock.now();
    if (questions === 0 || (isOverdue(snapshot, now) && !isEnded(task))) return undefined;
    const visit = { taskId: task.id, questions: questions * TURNS_A_QUESTION, now };
    const at = await turns.take(task.service, visit);
    const wait = at - clock.now();
    if (wait <= TURN_WAIT_MS) {
      if (wait > 0) await clock.sleep(wait);
      return undefined;
    }
    log.count('QueryDelayed');
    const seconds = Math.floor(wait / 1000);
    if (isEnded(task)) return seconds;
    return Math.min(seconds, Math.max(1, Math.ceil((Date.parse(task.deadlineAt) - now) / 1000)));
  };
