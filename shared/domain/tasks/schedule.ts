/** How a model is polled: `quick` for most, `slow` where the provider asks for 30 s between questions (Veo, Midjourney). */
export type PollProfile = 'quick' | 'slow';

const quickSteps = [
  { polls: 3, seconds: 2 },
  { polls: 4, seconds: 5 },
] as const;
const QUICK_REST_SECONDS = 10;
const LATE_SECONDS = 30;
const LATE_AFTER_SECONDS = 300;
const JITTER = 0.2;

function plainDelay(profile: PollProfile, polls: number, waitedSeconds: number): number {
  if (profile === 'slow' || waitedSeconds >= LATE_AFTER_SECONDS) return LATE_SECONDS;
  let seen = 0;
  for (const step of quickSteps) {
    seen += step.polls;
    if (polls < seen) return step.seconds;
  }
  return QUICK_REST_SECONDS;
}

export interface PollMoment {
  readonly profile: PollProfile;
  /** Questions asked in this loop so far. */
  readonly polls: number;
  /** Since the job was submitted. */
  readonly waitedSeconds: number;
  /** Until the deadline; the delay never reaches past it by more than a second. */
  readonly leftSeconds: number;
}

/** Whole seconds until the next question, ±20 %, at least 1, never past the deadline. */
export function nextPollSeconds(moment: PollMoment, fraction: number): number {
  const plain = plainDelay(moment.profile, moment.polls, moment.waitedSeconds);
  const jittered = plain * (1 - JITTER + 2 * JITTER * fraction);
  const capped = Math.min(jittered, Math.max(1, moment.leftSeconds));
  return Math.max(1, Math.round(capped));
}

const BACKOFF_BASE_SECONDS = 10;
const BACKOFF_CAP_SECONDS = 120;

/** Seconds to wait after the n-th refusal for load (n from 0): doubling from `atLeast`, half of it jittered. */
export function backoffSeconds(releases: number, atLeast: number, fraction: number): number {
  const base = Math.max(BACKOFF_BASE_SECONDS, atLeast);
  const grown = Math.min(base * 2 ** Math.min(releases, 6), Math.max(BACKOFF_CAP_SECONDS, base));
  return Math.round(grown + (grown / 2) * fraction);
}

/** Milliseconds to step aside after the n-th lost transaction (n from 0): growing, fully jittered, at most a second. */
export const stepAsideMs = (tries: number, fraction: number): number =>
  Math.round(Math.min(1000, 25 * 2 ** tries) * (0.2 + 0.8 * fraction));
