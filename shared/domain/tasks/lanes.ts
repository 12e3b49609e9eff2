import { AHEAD_MS, GATHER_MS, SLOT_GRACE_MS } from './limits.ts';

/** How many creates a provider takes in how long a time, for one account. */
export interface GateRule {
  readonly creates: number;
  readonly windowMs: number;
}

/**
 * One lane: it lets one call through per window, and there are as many lanes as creates fit into one. So no stretch of time
 * as long as a window ever sees more than that many, whoever else has the lanes.
 */
export interface Lane {
  /** When its last call leaves at the latest, in epoch milliseconds: the time of the call once that is known. 0 for never. */
  readonly use: number;
  /** False where a version has written it that notes when a call may leave, and not when it does so at the latest. */
  readonly isExact: boolean;
}

/** The right to make one call: from a time on, and not much later. */
export interface Place {
  /** ISO time. */
  readonly slotAt: string;
  /** Missing in what an earlier version gave. */
  readonly lane?: number;
}

/** A lane, and the time from which it is free (epoch milliseconds). */
export interface FreeLane {
  readonly lane: number;
  readonly at: number;
}

/** When a call that has this slot leaves at the latest: until then it is what the lane is kept for. */
export const latestUse = (slot: number): number => slot + SLOT_GRACE_MS;

const freeFrom = ({ windowMs }: GateRule, { use, isExact }: Lane): number =>
  use === 0 ? 0 : (isExact ? use : latestUse(use)) + windowMs;

/** All lanes in the order in which they are free, none before `now`. */
export const freeLanes = (rule: GateRule, lanes: readonly Lane[], now: number): readonly FreeLane[] =>
  lanes
    .map((lane, i) => ({ lane: i, at: Math.max(now, freeFrom(rule, lane)) }))
    .sort((left, right) => left.at - right.at || left.lane - right.lane);

/** When a lane is likely to be free: a call of which nobody has said yet that it has left leaves on time. */
function likelyFrom(rule: GateRule, lane: Lane, now: number): number {
  const from = freeFrom(rule, lane);
  return Math.max(now, lane.use > now ? from - SLOT_GRACE_MS : from);
}

/**
 * When it is worth while to look for free lanes again: as soon as three in four of those that are wanted are likely to be
 * free, but not long after the first. Calls that leave together are given their lanes together a window later, so a crowd
 * goes out in few rounds, and one that is slow keeps the others from nothing.
 */
export function nextLook(
  rule: GateRule,
  lanes: readonly Lane[],
  { now, waiting }: { readonly now: number; readonly waiting: number },
): number {
  const times = lanes.map((lane) => likelyFrom(rule, lane, now)).sort((left, right) => left - right);
  const wanted = Math.ceil(0.75 * Math.min(Math.max(1, waiting), times.length));
  const [first = now, most = first] = [times[0], times[wanted - 1]];
  return Math.max(now, Math.min(most, first + GATHER_MS) - AHEAD_MS);
}

/** How long a place takes, in milliseconds, where all are used: what lies between a lane's end and its next call is in it. */
export const stepMs = ({ creates, windowMs }: GateRule): number => (windowMs + 250) / creates;
