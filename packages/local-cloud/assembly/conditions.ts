import { isDeepStrictEqual } from 'node:util';
import type { Scope } from './scope.ts';

const operators: Readonly<Record<string, (values: readonly unknown[], scope: Scope) => boolean>> = {
  'Fn::Equals': ([left, right], scope) => isDeepStrictEqual(scope.resolve(left), scope.resolve(right)),
  'Fn::And': (values, scope) => values.every((value) => holds(value, scope)),
  'Fn::Or': (values, scope) => values.some((value) => holds(value, scope)),
  'Fn::Not': ([value], scope) => !holds(value, scope),
};

/** Whether a function may stand only where a condition is wanted. */
export const isCondition = (name: string): boolean => name === 'Condition' || name in operators;

/** Evaluates a condition of the template. */
export function holds(node: unknown, scope: Scope): boolean {
  const entry = Object.entries((node ?? {}) as Record<string, unknown>)[0];
  const [name, argument] = entry ?? ['nothing', undefined];
  if (name === 'Condition') return scope.condition(String(argument));
  const operator = operators[name];
  if (operator !== undefined) return operator(argument as readonly unknown[], scope);
  scope.problems.add(scope.place, `${name} is not a condition`);
  return false;
}
