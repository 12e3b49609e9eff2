/** One claim: what we want, what was measured, and whether that is enough. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  /** Undefined where the number is only shown. */
  readonly met: boolean | undefined;
}

/** What was measured, how much it may be, and how both are printed. */
export interface Limited {
  readonly limit: number;
  readonly measured: number;
  readonly show?: (value: number) => string;
}

/** At most so much. */
export const atMost = (what: string, { limit, measured, show = String }: Limited): Goal => ({
  what,
  goal: `≤ ${show(limit)}`,
  measured: show(measured),
  met: measured <= limit,
});

/** Shown beside its goal, but dependent on the machine: nothing fails over it. */
export const shown = (what: string, goal: string, measured: string): Goal => ({
  what,
  goal,
  measured,
  met: undefined,
});

export const goalRow = ({ what, goal, measured, met }: Goal): string[] => [
  what,
  goal,
  measured,
  verdict(met),
];

/** What a part of the bench found. */
export interface Findings {
  /** Tables and remarks, ready to print. */
  readonly text: readonly string[];
  readonly goals: readonly Goal[];
  /** All numbers, for programs. */
  readonly numbers: unknown;
}

function verdict(met: boolean | undefined): string {
  if (met === undefined) return '';
  return met ? 'yes' : 'NO';
}
