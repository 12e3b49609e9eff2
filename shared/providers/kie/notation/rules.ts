import type { Rule } from '../../catalog/entry.ts';

const given = { given: true } as const;
const absent = { given: false } as const;

/** One of the two has to be given, and not both. */
export const oneOf = (one: string, other: string): readonly Rule[] => [
  { when: { [one]: absent }, then: { [other]: given }, at: one, message: `${one} or ${other} is required` },
  notWith(one, other),
];

/** At least one of these has to be given. */
export const someOf = (one: string, ...others: readonly string[]): Rule => ({
  when: Object.fromEntries(others.map((other) => [other, absent])),
  then: { [one]: given },
  at: one,
  message: `at least one of ${[one, ...others].join(', ')} is required`,
});

/** The two exclude each other. */
export const notWith = (one: string, other: string): Rule => ({
  when: { [one]: given, [other]: given },
  then: { [other]: absent },
  at: other,
  message: `cannot be given together with ${one}`,
});

/** Each of the first excludes each of the second. */
export const apart = (some: readonly string[], others: readonly string[]): readonly Rule[] =>
  some.flatMap((one) => others.map((other) => notWith(one, other)));

/** The first makes no sense without the second. */
export const requires = (one: string, other: string): Rule => ({
  when: { [one]: given },
  then: { [other]: given },
  at: other,
  message: `is required with ${one}`,
});
