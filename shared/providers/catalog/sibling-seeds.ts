import type { Field, Form } from './entry.ts';
import type { Plan } from './model.ts';

/** What fields that repeat a run are called. */
export const SEED_NAMES: readonly string[] = ['seed', 'seeds'];

type Seed = string | number;

const wholeNumber = /^-?\d+$/;

/** The seed that comes so many after another, within the field's range; past its end it goes on at the beginning. */
function nextSeed(field: Field, seed: Seed, steps: number): Seed {
  if (typeof seed === 'string') {
    return wholeNumber.test(seed) ? String(BigInt(seed) + BigInt(steps)) : `${seed}-${steps + 1}`;
  }
  const { min = 0, max = Number.MAX_SAFE_INTEGER } =
    field.type === 'integer' || field.type === 'number' ? field : {};
  // Where a form takes negative seeds, they mean that the model draws one of its own.
  if (seed < 0 && min < 0) return seed;
  const next = seed + steps;
  return next > max ? min + (next - max - 1) : next;
}

/**
 * The seeds of the calls where several are asked for with one seed: with the same one all of them would make, and be paid
 * for, the same picture. The first gets the seed that was given. Undefined where there is one call, or no seed.
 */
export function siblingSeeds(
  { fields }: Pick<Form, 'fields'>,
  input: Readonly<Record<string, unknown>>,
  jobs: number,
): Plan['seeds'] {
  if (jobs < 2) return undefined;
  for (const [name, field] of Object.entries(fields)) {
    const seed = input[name];
    if (!SEED_NAMES.includes(name) || (typeof seed !== 'string' && typeof seed !== 'number')) continue;
    return { field: name, values: Array.from({ length: jobs }, (_, steps) => nextSeed(field, seed, steps)) };
  }
  return undefined;
}
