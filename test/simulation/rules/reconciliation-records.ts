import type { Watched } from './rule-context.ts';
import type { Watch } from './watch.ts';

/** What a run leaves behind, to be reconciled. */
export interface Records extends Watched {
  readonly watch: Watch;
  /** The cleanup ran at the end: no object without a record and nothing expired may be left. */
  readonly isCleanedUp: boolean;
  /** Something was made to fail on the way. */
  readonly isFaulty: boolean;
  /** Receives one line for every task that is lost or stuck. */
  readonly explain: (what: string) => void;
}
