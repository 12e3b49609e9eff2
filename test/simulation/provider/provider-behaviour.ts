import type { Chance } from '../engine/random.ts';

/** How the provider treats one create call and the job that may come of it. */
export interface Behaviour {
  /**
   * `accepts` · refuses: `busy`, `no-credit`, `invalid`, `field`, `auth` · ambiguous: `breaks` answers 500 and
   * took nothing, `breaks-after`, `no-id` and `gateway` took the job and do not say so · `renamed` accepts under another name
   * and `names-it` says that it is busy and names the job that it took.
   */
  readonly create:
    | 'accepts'
    | 'renamed'
    | 'names-it'
    | 'busy'
    | 'no-credit'
    | 'invalid'
    | 'field'
    | 'auth'
    | 'breaks'
    | 'breaks-after'
    | 'no-id'
    | 'gateway';
  /** Seconds until the job ends. */
  readonly seconds: number | 'never';
  readonly end: 'success' | 'fail' | 'empty';
  readonly outputs: number;
  /** Whether it names a file beside its results, and whether that can be fetched. */
  readonly beside: 'none' | 'good' | 'gone';
  /** Seconds after the end for which the record of a success names no file. */
  readonly lateFilesSeconds: number;
  /** Whether the record tells what was charged … */
  readonly tellsPrice: boolean;
  /** … and for how many seconds after the end it does not yet. */
  readonly latePriceSeconds: number;
  /** `early`: before the create call is even answered · `late`: long after the end, and long after it is of use. */
  readonly callback: 'once' | 'lost' | 'twice' | 'late' | 'early';
  /** Whether the record repeats the callback address with the request. */
  readonly echoesAddress: boolean;
  /** Seconds for which the record of a new job cannot be found. */
  readonly hiddenSeconds: number;
  /** A state word that no table knows, while the job runs. */
  readonly oddWord: boolean;
  /**
   * Whether a file of it can be fetched: `gone` for good, `fleeting` gone some seconds after the end, `at-first` gone for some
   * minutes, `torn` broken off in the middle for as long, `moved` at the address that is told to whoever asks again, `odd` of
   * no kind we keep, `odd-at-first` so for some minutes.
   */
  readonly files: 'good' | 'gone' | 'fleeting' | 'at-first' | 'torn' | 'moved' | 'odd' | 'odd-at-first';
}

/** How files behave that the provider still has at the end. */
export const lastingFiles: ReadonlySet<Behaviour['files']> = new Set([
  'good',
  'at-first',
  'odd-at-first',
  'torn',
  'moved',
]);

/** True for a job whose id stood in the answer to its call, in whatever words that was given. */
export const isNamedInAnswer = ({ behaviour }: { readonly behaviour: Behaviour }): boolean =>
  behaviour.create === 'renamed' || behaviour.create === 'names-it';

/** A job that succeeds after 20 seconds, with its callback. */
export const wellBehaved: Behaviour = {
  create: 'accepts',
  seconds: 20,
  end: 'success',
  outputs: 1,
  beside: 'none',
  lateFilesSeconds: 0,
  tellsPrice: true,
  latePriceSeconds: 0,
  callback: 'once',
  echoesAddress: true,
  hiddenSeconds: 0,
  oddWord: false,
  files: 'good',
};

/** Gives the behaviour for the nth create call, from 0. */
export type Character = (nth: number) => Behaviour;

/** These behaviours one after the other, and the last one from then on. */
export const inTurn =
  (...turns: readonly Partial<Behaviour>[]): Character =>
  (nth) => ({ ...wellBehaved, ...turns[Math.min(nth, turns.length - 1)] });

/** Choices with their probabilities; what is left is the probability of the usual one. */
interface Choices<T> {
  readonly rare: readonly (readonly [number, T])[];
  readonly usual: T;
}

function chosen<T>(chance: Chance, { rare, usual }: Choices<T>): T {
  let left = chance.fraction();
  for (const [weight, choice] of rare) {
    left -= weight;
    if (left < 0) return choice;
  }
  return usual;
}

const creates: Choices<Behaviour['create']> = {
  rare: [
    [0.02, 'busy'],
    [0.005, 'no-credit'],
    [0.01, 'invalid'],
    [0.005, 'field'],
    [0.002, 'auth'],
    [0.005, 'breaks'],
    [0.005, 'breaks-after'],
    [0.003, 'no-id'],
    [0.003, 'gateway'],
    [0.01, 'renamed'],
    [0.003, 'names-it'],
  ],
  usual: 'accepts',
};

/** How long a job takes that is in so much of a hurry, from 0 to 1. */
const durations = (hurried: number): Choices<Behaviour['seconds']> => ({
  rare: [
    [0.004, 'never'],
    [0.008, 1700 + Math.round(hurried * 6000)],
    [0.008, 20_000 + Math.round(hurried * 60_000)],
    [0.05, hurried],
    [0.08, 60 + Math.round(hurried * 500)],
  ],
  usual: 5 + Math.round(hurried * 40),
});

const ends: Choices<Behaviour['end']> = {
  rare: [
    [0.04, 'fail'],
    [0.01, 'empty'],
  ],
  usual: 'success',
};

const outputCounts: Choices<number> = {
  rare: [
    [0.05, 2],
    [0.03, 5],
  ],
  usual: 1,
};

/** Each trouble of callbacks is as probable as this. */
const callbacks = (trouble: number): Choices<Behaviour['callback']> => ({
  rare: [
    [trouble, 'lost'],
    [trouble, 'twice'],
    [trouble, 'late'],
    [0.02, 'early'],
  ],
  usual: 'once',
});

const fileTroubles: Choices<Behaviour['files']> = {
  rare: [
    [0.005, 'gone'],
    [0.01, 'at-first'],
    [0.005, 'odd'],
    [0.005, 'odd-at-first'],
  ],
  usual: 'good',
};

/** A provider with every behaviour: mostly good ones, and every bad one often enough. */
export function moody(chance: Chance, callbackTrouble = 0.05): Character {
  return () => {
    const hurried = chance.fraction();
    return {
      create: chosen(chance, creates),
      seconds: chosen(chance, durations(hurried)),
      end: chosen(chance, ends),
      outputs: chosen(chance, outputCounts),
      beside: hurried < 0.05 ? 'good' : 'none',
      lateFilesSeconds: hurried > 0.99 ? 90 : 0,
      tellsPrice: chance.happens(0.9),
      // Up to eleven hours.
      latePriceSeconds: hurried > 0.9 && hurried < 0.95 ? Math.round((hurried - 0.9) * 800_000) : 0,
      callback: chosen(chance, callbacks(callbackTrouble)),
      echoesAddress: true,
      hiddenSeconds: chance.happens(0.1) ? chance.between(1, 30) : 0,
      oddWord: chance.happens(0.02),
      files: chosen(chance, fileTroubles),
    };
  };
}
