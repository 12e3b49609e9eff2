import { ServiceFault } from './port-call.ts';

/** DynamoDB holds numbers up to 9.99e125, and no nearer to nothing than 1e-130. */
const [MOST, LEAST] = [9.99e125, 1e-130];

/** What the real table refuses to hold. */
class Unstorable extends ServiceFault {}

const isStorable = (value: number): boolean =>
  value === 0 || (Math.abs(value) <= MOST && Math.abs(value) >= LEAST);

/** A value as the real table would return it: a frozen copy without undefined members. */
export function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  if (typeof value === 'number' && !isStorable(value)) throw new Unstorable(`${value} cannot be stored`);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) copy[name] = typeof member === 'string' ? member : frozenCopy(member);
  }
  return Object.freeze(copy);
}
