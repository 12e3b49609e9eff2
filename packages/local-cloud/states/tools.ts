import type { Machine } from './definition.ts';
import type { Evaluator } from './evaluate.ts';

/** What the states of one machine need to be run. */
export interface Tools {
  readonly machine: Machine;
  readonly evaluator: Evaluator;
  readonly region: string;
  readonly accountId: string;
  readonly random: () => number;
  readonly mintToken: () => string;
}
