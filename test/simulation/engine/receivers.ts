/** How a receiver of events answers: with a status, not in time, or not at all; the last goes on for ever. */
export type ReceiverAnswer = number | 'hangs' | 'is away';

/** A receiver that an owner has named, and how it answers in turn. */
export interface ReceiverOptions {
  readonly name: string;
  /** The types that it asks for; all where absent. */
  readonly events?: readonly string[];
  /** It is told of tasks that name it, and of no other: no webhook leads to it. */
  readonly namedByTasks?: true;
  readonly answers: readonly ReceiverAnswer[];
}

/** One event that has come to a receiver, and how it was answered. */
interface Arrival {
  readonly at: number;
  readonly id: string;
  readonly answer: ReceiverAnswer;
}

/** Servers of strangers that are told of events. */
export class Receivers {
  readonly arrivals = new Map<string, Arrival[]>();
  readonly #options: readonly ReceiverOptions[];

  constructor(options: readonly ReceiverOptions[]) {
    this.#options = options;
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
    const answer = known.answers[before.length] ?? known.answers.at(-1) ?? 204;
    this.arrivals.set(url, [...before, { at, id, answer }]);
    return answer;
  }

  /** Whether it has said that it has an event. */
  hasTaken(url: string, id: string): boolean {
    const isGood = ({ answer }: Arrival): boolean =>
      typeof answer === 'number' && answer >= 200 && answer < 300;
    return (this.arrivals.get(url) ?? []).some((arrival) => arrival.id === id && isGood(arrival));
  }
}
