import { Failure, type Fault } from '#domain/error.ts';
import { pointer } from './problem.ts';

/** Our table nests 32 levels at most, and its rows are some levels around what is sent. */
const MOST_LEVELS = 20;
/** What is nearer to nothing than this, our table cannot keep. */
const LEAST_NUMBER = 1e-100;
const MOST_FAULTS = 20;

type Path = readonly string[];

const isPlainNumber = (value: number): boolean =>
  value === 0 || (Math.abs(value) >= LEAST_NUMBER && Math.abs(value) <= Number.MAX_SAFE_INTEGER);

function faultOf(value: unknown, path: Path): string | undefined {
  if (typeof value === 'string' && !value.isWellFormed()) return 'holds half of a character';
  if (typeof value === 'number' && !isPlainNumber(value)) return 'is a number too large or too small to keep';
  if (path.at(-1)?.isWellFormed() === false) return 'has a name with half of a character';
  if (path.length > MOST_LEVELS) return `lies deeper than ${MOST_LEVELS} levels`;
  return undefined;
}

function* faultsIn(value: unknown, path: Path): Generator<Fault> {
  const message = faultOf(value, path);
  if (message !== undefined) yield { path: pointer(path).toWellFormed(), message };
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) yield* faultsIn(member, [...path, name]);
  }
}

/** The same JSON, where all of it can be kept and given back as it came. Throws `validation_failed` for any other. */
export function plainJson(value: unknown): unknown {
  const errors = faultsIn(value, []).take(MOST_FAULTS).toArray();
  if (errors.length === 0) return value;
  throw new Failure('validation_failed', 'The request holds what cannot be kept', { errors });
}
