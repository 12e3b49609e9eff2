import type { Row } from '#storage/table/table-port.ts';
import type { RuleContext } from './rule-context.ts';

/** One gives out places, and one that it hands over to. */
const MOST_DISPATCHERS = 2;
/** Transitions of those that give out places, by what they may take at least and for each that waits for a turn. */
const LEAST_TRANSITIONS = 12;
const TRANSITIONS_A_TURN = 12;

/** While tasks wait for their turn, so much more than a window may pass between two calls. */
const LONGEST_IDLE_MS = 20_000;

const isEntry = (row: Row | undefined): boolean => row?.sk.startsWith('job#') === true;

/** The rules for those that wait for their turn at the provider, while nothing fails. */
export class QueueRules {
  #waiting = 0;
  #joined = 0;
  /** When somebody last had a turn, or nobody waited, or nothing could be sent. */
  #flowedAt = 0;
  readonly #windowMs: number;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  changed({ now }: Pick<RuleContext, 'now'>, before: Row | undefined, after: Row | undefined): void {
    if (this.#waiting === 0) this.#flowedAt = now();
    this.#waiting += (isEntry(after) ? 1 : 0) - (isEntry(before) ? 1 : 0);
    if (isEntry(after) && !isEntry(before)) this.#joined += 1;
  }

  /** A call has arrived at the provider. */
  called({ now }: Pick<RuleContext, 'now'>): void {
    this.#flowedAt = now();
  }

  /** Places are used while somebody waits, but for the time in which nothing may be sent. */
  atRest({ now, hasFaults, problem, dispatcher, table }: RuleContext, isShut: boolean): void {
    const gates = Math.max(1, table.partitions('gate#').length);
    if (!hasFaults() && this.#joined > 0 && dispatcher.running > MOST_DISPATCHERS * gates)
      problem(`${dispatcher.running} give out places at once`);
    if (isShut || this.#waiting === 0) this.#flowedAt = now();
    if (!hasFaults() && now() > this.#flowedAt + this.#windowMs + LONGEST_IDLE_MS)
      problem(`${this.#waiting} wait for their turn, and nothing is sent`);
  }

  /** Nobody is left behind. */
  atEnd({ table, hasFaults, problem, dispatcher }: RuleContext): void {
    if (dispatcher.running > 0) problem('places are given out though nobody waits');
    if (hasFaults()) return;
    if (dispatcher.transitions > LEAST_TRANSITIONS + TRANSITIONS_A_TURN * this.#joined)
      problem(`${dispatcher.transitions} transitions to give ${this.#joined} their turns`);
    for (const pk of table.partitions('queue#')) problem(`${pk} is not empty at the end`);
  }
}
