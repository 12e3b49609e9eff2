import type { MilliCredits } from '../money/money.ts';
import { withFigures } from '../money/settlement.ts';
import { isAccepted, type AcceptedJob } from './job.ts';
import { isFigureDue, withComingLook, withNextLook } from './late-looks.ts';
import { costData } from './task-end.ts';
import type { Task, TaskSnapshot } from './task.ts';
import type { Occasion } from './timeline.ts';

/** The look at the price alone, of a task that was settled with our estimate because the provider had named no figure. */

/** The jobs that the provider is asked about: it was asked to make them, and has not said what it took. */
export const unpricedJobs = ({ task, jobs }: TaskSnapshot): AcceptedJob[] =>
  jobs.filter(isAccepted).filter(({ n }) => task.settlement?.estimated?.includes(n) === true);

/** What a look at the price has brought. */
export interface FigureLook {
  readonly occasion: Occasion;
  /** Claims of the paid call so far. */
  readonly attempt: number;
  /** The provider's figures, by number of the job. */
  readonly figures: ReadonlyMap<number, MilliCredits>;
  /** True where the provider could not be asked about a job. */
  readonly isUnasked: boolean;
}

/**
 * Settles a task at the figures that have come, and changes nothing else of it. It was the last look, unless somebody
 * could not be asked. Falls through when another visit was faster.
 */
export function withLateFigures(task: Task, { occasion, attempt, figures, isUnasked }: FigureLook): Task {
  if (task.settlement === undefined || !isFigureDue(task, Date.parse(occasion.at))) return task;
  const settlement = withFigures(task.settlement, figures);
  const note = { ...occasion, type: 'cost-adjusted', attempt, data: costData(settlement) } as const;
  const isTold = settlement !== task.settlement;
  const now: Task = isTold ? { ...task, settlement, history: [...task.history, note] } : task;
  return isUnasked ? withNextLook(now, occasion.at) : withComingLook(now, occasion.at);
}
