import type { Simulator } from './simulator.ts';
import type { Subject } from './subject.ts';
import type { Transport } from './transport.ts';

/** What a check says of one model. */
export type Verdict =
  | { readonly type: 'passed' }
  | { readonly type: 'not applicable'; readonly reason: string }
  | { readonly type: 'failed'; readonly faults: readonly string[] };

export interface Surroundings {
  /** Where the network would be: it remembers what is sent and answers what it was told. */
  readonly transport: Transport;
  /** The provider's other likeness, with facts of its own. */
  readonly simulator: Simulator;
}

/** One promise of the catalogue, held against one model at a time. */
export interface Check {
  /** Completes the sentence "a model …". */
  readonly name: string;
  /** To how many entries of the catalogue it applies at least; fewer, and it looks past them. */
  readonly fewest: number;
  readonly run: (subject: Subject, surroundings: Surroundings) => Verdict | Promise<Verdict>;
}

const MOST_FAULTS = 8;

const verdictOf = (faults: readonly string[]): Verdict =>
  faults.length === 0 ? { type: 'passed' } : { type: 'failed', faults: faults.slice(0, MOST_FAULTS) };

export const notApplicable = (reason: string): Verdict => ({ type: 'not applicable', reason });

/** Looks at every case. Where there is none the check has nothing to say, for this reason. */
export const overAll = <Case>(
  cases: readonly Case[],
  reason: string,
  faultsOf: (one: Case) => readonly string[],
): Verdict => (cases.length === 0 ? notApplicable(reason) : verdictOf(cases.flatMap((one) => faultsOf(one))));

/** The same where looking takes a conversation; one case after the other, so that nothing is mixed up. */
export async function overEach<Case>(
  cases: readonly Case[],
  reason: string,
  faultsOf: (one: Case) => Promise<readonly string[]>,
): Promise<Verdict> {
  if (cases.length === 0) return notApplicable(reason);
  const faults: string[] = [];
  for (const one of cases) faults.push(...(await faultsOf(one)));
  return verdictOf(faults);
}

/** No fault where it holds, else this one. */
export const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

/** No fault where both are the same once written as JSON. */
export function same(what: string, found: unknown, expected: unknown): string[] {
  const isSame = JSON.stringify(found) === JSON.stringify(expected);
  return unless(isSame, `${what}: ${shown(found)} in place of ${shown(expected)}`);
}
