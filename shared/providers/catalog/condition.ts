import type { Condition, Test } from './entry.ts';

type Values = Readonly<Record<string, unknown>>;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
const countOf = (value: unknown): number => {
  if (Array.isArray(value)) return value.length;
  return isGiven(value) ? 1 : 0;
};

function passes(value: unknown, test: Test): boolean {
  if (typeof test !== 'object') return value === test;
  if ('given' in test) return isGiven(value) === test.given;
  if ('count' in test) {
    const { min = 0, max = Infinity } = test.count;
    const count = countOf(value);
    return count >= min && count <= max;
  }
  return test.some((one) => one === value);
}

/** True when every field named by the condition passes its test; an empty condition always holds. */
export const holds = (condition: Condition, values: Values): boolean =>
  Object.entries(condition).every(([field, test]) => passes(values[field], test));
