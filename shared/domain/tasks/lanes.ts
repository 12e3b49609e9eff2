import type { Priority } from './task.ts';

/** How many creates a provider takes in how long a time, for one account. */
export interface GateRule {
  readonly creates: number;
  readonly windowMs: number;
}

/** Of every twenty creates: ten for high, seven for normal, three for low. */
const HIGH_SHARE = 10 / 20;
const LOW_SHARE = 3 / 20;

/** Nobody is made to wait longer than this beyond the place that first come, first served would give. One minute is kept in hand. */
const PATIENCE_MS = 9 * 60 * 1000;

/** The lanes of each class: as many as creates fit into a window, in one row. With fewer than three, all share all. */
export function lanesOf({ creates }: GateRule): Readonly<Record<Priority, readonly number[]>> {
  const all = Array.from({ length: creates }, (_, lane) => lane);
  if (creates < 3) return { high: all, normal: all, low: all };
  const low = Math.max(1, Math.round(creates * LOW_SHARE));
  const high = Math.min(creates - low - 1, Math.max(1, Math.round(creates * HIGH_SHARE)));
  return {
    high: all.slice(0, high),
    normal: all.slice(high, creates - low),
    low: all.slice(creates - low),
  };
}

/** By how much first come, first served moves on with every request. */
export const fairStep = ({ creates, windowMs }: GateRule): number => Math.floor(windowMs / creates);

/**
 * One lane: it lets one job through per window. Epoch ms, 0 for never. `use` is the last use by its own class, or by another
 * in a moment when it was idle; `lateFrom` and `late` bound a stretch that is kept for those whose patience is out.
 */
export interface Lane {
  readonly use: number;
  readonly lateFrom: number;
  readonly late: number;
}

export interface GateView {
  readonly lanes: readonly Lane[];
  /** Counts the requests of this class. */
  readonly ticket: number;
  /** When first come, first served would let this one through. */
  readonly fair: number;
  /** The last slot that patience gave to this class. */
  readonly tail: number;
  readonly now: number;
}

/** A lane and a time. `latest` bounds what a crowd on the same lane may make of it; a `late` one joins the kept stretch. */
export interface Placement {
  readonly lane: number;
  readonly at: number;
  readonly latest: number;
  readonly type: 'own' | 'late';
}

const never: Lane = { use: 0, lateFrom: 0, late: 0 };
const laneAt = ({ lanes }: GateView, lane: number): Lane => lanes[lane] ?? never;

/** The first time from `floor` on at which a lane can be used, before or behind what is kept of it. */
function freeFrom({ windowMs }: GateRule, { use, lateFrom, late }: Lane, floor: number): number {
  const time = Math.max(floor, use + windowMs);
  const collides = time + windowMs > lateFrom && time < late + windowMs;
  return collides ? late + windowMs : time;
}

/** Which of a few lanes a request takes: its turn among them, so that a crowd spreads. */
const turnOf = (lanes: readonly number[], ticket: number): number | undefined => lanes[ticket % lanes.length];

function lateSlot(rule: GateRule, view: GateView, floor: number): Placement {
  const after = (lane: number): number => {
    const { use, late } = laneAt(view, lane);
    return Math.max(floor, use + rule.windowMs, late + rule.windowMs);
  };
  const turns = Array.from({ length: rule.creates }, (_, i) => (view.ticket + i) % rule.creates);
  const lane = turns.reduce((best, one) => (after(one) < after(best) ? one : best));
  return { lane, at: after(lane), latest: after(lane), type: 'late' };
}

/**
 * Where a newcomer of a class goes, never ahead of its class. A lane of its own that is idle right now; another's that is,
 * when nobody of its class is waiting; its turn behind its own class; and when that would make it wait too long, any lane,
 * no sooner than its patience is out.
 */
export function placeIn(rule: GateRule, priority: Priority, view: GateView): Placement {
  const { now, ticket, tail } = view;
  const own = lanesOf(rule)[priority];
  const latest = Math.max(now, view.fair) + PATIENCE_MS;
  const last = Math.max(tail, ...own.map((lane) => laneAt(view, lane).use));
  if (last <= now) {
    const isIdle = (lane: number): boolean => freeFrom(rule, laneAt(view, lane), now) === now;
    const all = view.lanes.map((_, lane) => lane);
    const idle = turnOf(own.filter(isIdle), ticket) ?? turnOf(all.filter(isIdle), ticket);
    if (idle !== undefined) return { lane: idle, at: now, latest: now, type: 'own' };
  }
  const floor = Math.max(now, last);
  const lane = turnOf(own, ticket) ?? 0;
  const at = freeFrom(rule, laneAt(view, lane), floor);
  return at <= latest ? { lane, at, latest, type: 'own' } : lateSlot(rule, view, Math.max(latest, floor));
}

/** Where the stretch that a lane keeps begins once `at` is added to it. */
export const stretchFrom = (
  rule: GateRule,
  { use, lateFrom, late }: Lane,
  { at, now }: { readonly at: number; readonly now: number },
): number => (late <= Math.max(use, now - rule.windowMs) ? at : lateFrom);
