import { stepMs, type GateRule } from './lanes.ts';
import type { Priority } from './task.ts';

/** Who has the next turn where more tasks wait than a provider takes. All times in epoch milliseconds. */

/** Of every twenty places: ten for high, seven for normal, three for low. What a class does not need the others have. */
export const classWeights: Readonly<Record<Priority, number>> = { high: 10, normal: 7, low: 3 };
const classes = ['high', 'normal', 'low'] as const satisfies readonly Priority[];

/** Nobody is made to wait longer than this beyond what first come, first served would give. One minute is kept in hand. */
const PATIENCE_MS = 9 * 60_000;

/** What one owner has waiting in one class, the oldest first. */
export interface Line {
  readonly priority: Priority;
  readonly owner: string;
  readonly size: number;
  /** When first come, first served would have let its first one through. */
  readonly due: number;
  /** How much it was served, by the clock of its class; missing for a new one. */
  readonly tag?: number;
  /** How many turns its owner had in each round when it was last served; missing for a new one. */
  readonly weight?: number;
}

/** How much of each class was served, by weight, and the clock by which owners have their turns in each. */
export interface Served {
  readonly passes: Readonly<Record<Priority, number>>;
  readonly clocks: Readonly<Record<Priority, number>>;
}

export interface Plan {
  /** Whose turn it is, one line for each place. */
  readonly turns: readonly Line[];
  readonly served: Served;
}

/** How many places an owner has in each round of his class, where others wait in it, too. */
export type WeightOf = (owner: string) => number;
export const equally: WeightOf = () => 1;

const least = <T>(items: readonly T[], valueOf: (item: T) => number): T | undefined =>
  items.reduce<T | undefined>(
    (best, item) => (best === undefined || valueOf(item) < valueOf(best) ? item : best),
    undefined,
  );

/** Before a class or an owner that has come anew: what it did not use is nobody's debt. */
const notBefore = (value: number | undefined, floor: number): number => Math.max(value ?? 0, floor);

/** The line whose turn it is: one whose patience is out; else that of the class, and in it of the owner, served least. */
function nextLine(lines: readonly Line[], { passes, clocks }: Served, now: number): Line | undefined {
  const waiting = lines.filter(({ size }) => size > 0);
  const overdue = least(
    waiting.filter(({ due }) => due + PATIENCE_MS <= now),
    ({ due }) => due,
  );
  if (overdue !== undefined) return overdue;
  const priority = least(
    classes.filter((one) => waiting.some((line) => line.priority === one)),
    (one) => passes[one],
  );
  return least(
    waiting.filter((line) => line.priority === priority),
    (line) => notBefore(line.tag, clocks[line.priority]),
  );
}

/** A class that nobody waited in begins where the others are. */
function caughtUp({ passes, clocks }: Served, lines: readonly Line[], before: readonly Priority[]): Served {
  const floor = Math.min(...before.map((one) => passes[one]));
  if (!Number.isFinite(floor)) return { passes, clocks };
  const raised = classes.map((one) => {
    const isNew = !before.includes(one) || !lines.some(({ priority }) => priority === one);
    return [one, isNew ? Math.max(passes[one], floor) : passes[one]];
  });
  return { passes: Object.fromEntries(raised) as Record<Priority, number>, clocks };
}

/** Who has the next so many turns. */
export function planTurns(
  { lines, served, now, step }: { lines: readonly Line[]; served: Served; now: number; step: number },
  places: number,
  weightOf: WeightOf = equally,
): Plan {
  const present = classes.filter((one) => lines.some(({ priority, size }) => priority === one && size > 0));
  const turns: Line[] = [];
  let left = [...lines];
  let state = caughtUp(served, lines, present);
  while (turns.length < places) {
    const line = nextLine(left, state, now);
    if (line === undefined) break;
    const { priority, owner } = line;
    const start = notBefore(line.tag, state.clocks[priority]);
    const weight = weightOf(owner);
    const taken = {
      ...line,
      size: line.size - 1,
      due: line.due + step,
      tag: start + 1 / Math.max(0.01, weight),
      weight,
    };
    left = left.map((one) => (one === line ? taken : one));
    turns.push(taken);
    state = {
      passes: { ...state.passes, [priority]: state.passes[priority] + 1 / classWeights[priority] },
      clocks: { ...state.clocks, [priority]: start },
    };
  }
  return { turns, served: caughtUp(state, lines, present) };
}

const sizeOf = (lines: readonly Line[]): number => lines.reduce((sum, { size }) => sum + size, 0);

/** Of each class, how many have their turn before the one that is `behind` others of its owner in its class. */
function aheadOf(
  lines: readonly Line[],
  {
    priority,
    owner,
    behind,
  }: { readonly priority: Priority; readonly owner: string; readonly behind: number },
): number {
  const ofClass = lines.filter((line) => line.priority === priority);
  const own = ofClass.find((line) => line.owner === owner)?.weight ?? 1;
  const rounds = (behind + 1) / own;
  return ofClass
    .filter((line) => line.owner !== owner)
    .reduce((sum, { size, weight = 1 }) => sum + Math.min(size, Math.floor(rounds * weight)), behind);
}

/** How many places go by until a class has had `wanted` of them, where those before it take theirs. */
function placesUntil(lines: readonly Line[], priority: Priority, wanted: number): number {
  const left = new Map(
    classes.map((one) => [one, sizeOf(lines.filter((line) => line.priority === one))] as const),
  );
  left.set(priority, wanted);
  let gone = 0;
  while ((left.get(priority) ?? 0) > 1e-9) {
    const active = classes.filter((one) => (left.get(one) ?? 0) > 1e-9);
    const weight = active.reduce((sum, one) => sum + classWeights[one], 0);
    const rounds = Math.min(...active.map((one) => (left.get(one) ?? 0) / classWeights[one]));
    for (const one of active) left.set(one, (left.get(one) ?? 0) - rounds * classWeights[one]);
    gone += rounds * weight;
  }
  return gone;
}

/** One that waits, or would wait. `behind`: so many of its owner's in its class come before it. */
export interface Waiter {
  readonly priority: Priority;
  readonly owner: string;
  readonly behind: number;
}

/** What is known of a gate from outside. */
export interface QueueView {
  readonly lines: readonly Line[];
  /** When the next place is free. */
  readonly nextAt: number;
  readonly now: number;
}

/** A line, and how many have ever joined it. */
export interface CountedLine extends Line {
  readonly joins: number;
}

/** A queue of such lines. */
export interface CountedQueue extends QueueView {
  readonly lines: readonly CountedLine[];
}

/** How many come before the one that joined a line as the so many-th: those that have left it since do not. */
export const behindOf = ({ size, joins }: CountedLine, ticket: number): number =>
  Math.max(0, Math.min(size - 1, ticket - 1 - (joins - size)));

/** Where somebody stands who waits for a turn. */
export interface Standing {
  /** In the class, from 1. */
  readonly position: number;
  /** About when it has its turn (epoch ms). */
  readonly at: number;
}

/** Where the one of this ticket stands in a queue; undefined where its line is no more: it has its turn. */
export function standingIn(
  rule: GateRule,
  queue: CountedQueue,
  { priority, owner, ticket }: Pick<Line, 'priority' | 'owner'> & { readonly ticket: number },
): Standing | undefined {
  const own = queue.lines.find((line) => line.owner === owner && line.priority === priority);
  if (own === undefined) return undefined;
  const waiter = { priority, owner, behind: behindOf(own, ticket) };
  return { position: positionIn(queue.lines, waiter), at: turnOf(rule, queue, waiter) };
}

/** Counts those who have their turn before it in its class, and it, from 1. */
export const positionIn = (lines: readonly Line[], waiter: Waiter): number => aheadOf(lines, waiter) + 1;

/** The queue with this line as it is now. */
export const withLine = (queue: QueueView, line: Line): QueueView => ({
  ...queue,
  lines: [
    ...queue.lines.filter(({ owner, priority }) => owner !== line.owner || priority !== line.priority),
    line,
  ],
});

/** About when it has its turn; `dueAt` is what first come, first served would come to. */
export function turnOf(rule: GateRule, { lines, nextAt, now }: QueueView, waiter: Waiter): number {
  const step = stepMs(rule);
  const ahead = aheadOf(lines, waiter);
  const start = Math.max(now, nextAt);
  const byShare = start + placesUntil(lines, waiter.priority, ahead) * step;
  return Math.round(Math.min(byShare, start + sizeOf(lines) * step + PATIENCE_MS));
}

/** When first come, first served would let through one that comes now. */
export const dueOf = (rule: GateRule, { lines, nextAt, now }: QueueView): number =>
  Math.round(Math.max(now, nextAt) + sizeOf(lines) * stepMs(rule));

/** A task that waits for so many milliseconds may do so in `Queue` for as many seconds, and for as long as it takes to look again. */
export const queueSeconds = (waitMs: number): number => Math.ceil((Math.max(0, waitMs) / 1000) * 1.5) + 300;
