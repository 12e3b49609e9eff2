import { START } from './limits.ts';
import type { Chance } from './random.ts';

/** How a receiver of events answers: with a status, not in time, or not at all; the last goes on for ever. */
export type ReceiverAnswer = number | 'hangs' | 'is away';

/**
 * How a receiver of somebody else's is at different times. `steady` takes everything · `flaky` fails half of the time, in any
 * way · `slow` answers now and then when nobody waits any more · `away` is not there for two days · `moved` leads elsewhere for
 * hours, which is not followed · `leaves` wants nothing any more after a while.
 */
export const moods = ['steady', 'flaky', 'slow', 'away', 'moved', 'leaves'] as const;
export type Mood = (typeof moods)[number];

/** A receiver that an owner has named, and how it answers in turn. */
export interface ReceiverOptions {
  readonly name: string;
  /** The types that it asks for; all where absent. */
  readonly events?: readonly string[];
  /** It is told of tasks that name it, and of no other: no webhook leads to it. */
  readonly namedByTasks?: true;
  readonly answers: readonly ReceiverAnswer[];
  /** How it answers instead. */
  readonly mood?: Mood;
}

/** One event that has come to a receiver, and how it was answered. */
interface Arrival {
  readonly at: number;
  readonly id: string;
  readonly answer: ReceiverAnswer;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a mood answers, so long after the start. */
const inMood: Readonly<Record<Mood, (sinceStart: number, chance: Chance) => ReceiverAnswer>> = {
  steady: () => 204,
  flaky: (_at, chance) => (chance.happens(0.5) ? 200 : chance.pick([500, 503, 404, 'hangs', 'is away'])),
  slow: (_at, chance) => (chance.happens(0.3) ? 'hangs' : 202),
  away: (at) => (at > MINUTE_MS && at < 48 * HOUR_MS ? 'is away' : 200),
  moved: (at) => (at > 2 * MINUTE_MS && at < 6 * HOUR_MS ? 301 : 200),
  leaves: (at) => (at > 3 * MINUTE_MS ? 410 : 200),
};

/** Servers of strangers that are told of events. */
export class Receivers {
  readonly arrivals = new Map<string, Arrival[]>();
  readonly #options: readonly ReceiverOptions[];
  readonly #chance: Chance;

  constructor(options: readonly ReceiverOptions[], chance: Chance) {
    this.#options = options;
    this.#chance = chance;
  }

  get all(): readonly ReceiverOptions[] {
    return this.#options;
  }

  static urlOf = ({ name }: Pick<ReceiverOptions, 'name'>): string => `https://${name}.example.com/hook`;

  /** An event has come. */
  take(url: string, id: string, at: number): ReceiverAnswer {
    const known = this.#options.find((options) => Receivers.urlOf(options) === url);
    if (known === undefined) throw new Error(`${url} is nobody's`);
    const before = this.arrivals.get(url) ?? [];
    const { mood, answers } = known;
    const answer =
      mood === undefined
        ? (answers[before.length] ?? answers.at(-1) ?? 204)
        : inMood[mood](at - START, this.#chance);
    before.push({ at, id, answer });
    this.arrivals.set(url, before);
    return answer;
  }

  /** Whether it has said that it has an event. */
  hasTaken(url: string, id: string): boolean {
    const isGood = ({ answer }: Arrival): boolean =>
      typeof answer === 'number' && answer >= 200 && answer < 300;
    return (this.arrivals.get(url) ?? []).some((arrival) => arrival.id === id && isGood(arrival));
  }
}
