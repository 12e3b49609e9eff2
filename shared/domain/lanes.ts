import type { Priority } from './task.ts';

/** How many creates a provider takes in how long a time, for one account. */
export interface GateRule {
  readonly creates: number;
  readonly windowMs: number;
}

/** Of every twenty creates: ten for high, seven for normal, three for low. */
const SHARES: readonly (readonly [Priority, number])[] = [
  ['high', 10 / 20],
  ['normal', 7 / 20],
  ['low', 3 / 20],
];

/** Nobody is made to wait longer than this beyond the place that first come, first served would give. One minute is kept in hand. */
const PATIENCE_MS = 9 * 60 * 1000;

/** The lanes of each class: as many as creates fit into a window, at least one each, in one row. */
export function lanesOf(rule: GateRule): Readonly<Record<Priority, readonly number[]>> {
  const high = Math.max(1, Math.round(rule.creates * (SHARES[0]?.[1] ?? 0)));
  const low = Math.max(1, Math.round(rule.creates * (SHARES[2]?.[1] ?? 0)));
  const all = Array.from({ length: rule.creates }, (_, lane) => lane);
  return {
    high: all.slice(0, high),
    normal: all.slice(high, rule.creates - low),
    low: all.slice(rule.creates - low),
  };
}

/** A lane to use from a time on; with `onlyIfFree` only when nobody else has taken it meanwhile. */
export interface LaneChoice {
  readonly lane: number;
  readonly floor: number;
  readonly onlyIfFree: boolean;
}

export interface LaneView {
  /** Epoch ms of the last use given away, lane by lane; 0 for none. */
  readonly lastUse: readonly number[];
  /** Counts the requests of this class. */
  readonly ticket: number;
  readonly now: number;
}

const at = (uses: readonly number[], lane: number): number => uses[lane] ?? 0;

/** Where first come, first served would put a newcomer: behind everything given away already. */
function firstComeTime({ windowMs, creates }: GateRule, { lastUse, now }: LaneView): number {
  const ahead = lastUse.reduce(
    (sum, use) => sum + Math.max(0, Math.ceil((use + windowMs - now) / windowMs)),
    0,
  );
  return now + Math.floor(ahead / creates) * windowMs;
}

/**
 * Which lane a newcomer of a class gets. Its own lanes in turn; another's that lies idle right now, when nobody of its
 * class is waiting already; and when its own would make it wait too long, any lane, no sooner than its patience is out.
 */
export function chooseLane(rule: GateRule, priority: Priority, view: LaneView): LaneChoice {
  const { now, lastUse, ticket } = view;
  const own = lanesOf(rule)[priority];
  const isFree = (lane: number): boolean => at(lastUse, lane) + rule.windowMs <= now;
  const nobodyWaits = own.every((lane) => at(lastUse, lane) <= now);
  if (nobodyWaits) {
    // Neighbours in a crowd begin at different lanes, so that they rarely meet at one.
    const free = own.filter(isFree);
    const lane = free[ticket % Math.max(1, free.length)] ?? lastUse.findIndex((_, other) => isFree(other));
    if (lane >= 0) return { lane, floor: now, onlyIfFree: true };
  }
  const turn = own[ticket % own.length] ?? 0;
  const latest = firstComeTime(rule, view) + PATIENCE_MS;
  if (at(lastUse, turn) + rule.windowMs <= latest) return { lane: turn, floor: now, onlyIfFree: false };
  return { lane: ticket % rule.creates, floor: latest, onlyIfFree: false };
}
