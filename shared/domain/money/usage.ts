import type { Budget } from './budget.ts';
import type { MilliCredits } from './money.ts';

/** What an owner has spent with one model in a month. */
export interface ModelUsage {
  readonly model: string;
  /** Tasks that were paid for. */
  readonly tasks: number;
  readonly amount: MilliCredits;
}

/** What an owner has spent in a month (`2026-11`, UTC) by model, and the budget where one is set. */
export interface Usage {
  readonly month: string;
  readonly models: readonly ModelUsage[];
  readonly budget?: Budget;
}
