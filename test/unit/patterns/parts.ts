import { analyse, type AnalysisResult, type Literal } from 'scslre';

export type Alternative = AnalysisResult['parsed']['pattern']['alternatives'][number];
/** What stands in a pattern: a sign, a class, a group, a loop, an assertion. */
export type Part = Alternative['elements'][number];
export type Loop = Extract<Part, { type: 'Quantifier' }>;
export type Assertion = Extract<Part, { type: 'Assertion' }>;

const isPart = (one: Literal | Part): one is Part => 'type' in one;

/** The alternatives of a pattern, or of what stands in one. */
export function partsIn(one: Literal | Part): readonly Alternative[] {
  if (!isPart(one)) return analyse(one, { maxReports: 0 }).parsed.pattern.alternatives;
  if (one.type === 'Quantifier') return partsIn(one.element);
  return 'alternatives' in one ? one.alternatives : [];
}

/** Everything in a pattern, with what is nested. */
export const everyPart = (alternatives: readonly Alternative[]): Part[] =>
  alternatives.flatMap(({ elements }) => elements.flatMap((one) => [one, ...everyPart(partsIn(one))]));

/** Whether something repeats so often, or without an end. */
export const isLoop = (one: Part, often: number): one is Loop =>
  one.type === 'Quantifier' && one.max >= often;

/** How often something in a pattern repeats, where that has an end below this one. */
export const longestLoop = (literal: Literal, below: number): number =>
  Math.max(
    0,
    ...everyPart(partsIn(literal)).flatMap((one) =>
      one.type === 'Quantifier' ? [one.min, one.max].filter((often) => often < below) : [],
    ),
  );
