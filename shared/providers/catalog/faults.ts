import type * as z from 'zod';
import type { Fault } from '#domain/error.ts';

type Issue = z.core.$ZodIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** How a sentence of the library begins; whatever begins otherwise was written for the place where it stands. */
const ofTheLibrary = /^(?:Invalid|Too (?:big|small)|Unrecognized|No matching|Expected)\b/;

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'items' };

const sizeOf = (input: unknown): string =>
  typeof input === 'string' || Array.isArray(input) ? `, has ${input.length}` : '';

const quoted = (value: unknown): string => (typeof value === 'string' ? value : String(value));

function limitMessage(issue: Issue & { code: 'too_big' | 'too_small' }): string {
  const [word, limit] = issue.code === 'too_big' ? ['at most', issue.maximum] : ['at least', issue.minimum];
  const unit = units[issue.origin];
  if (unit === undefined) return `must be ${word} ${limit}`;
  if (issue.code === 'too_small' && sizeOf(issue.input) === ', has 0') return 'must not be empty';
  const noun = Number(limit) === 1 ? unit.slice(0, -1) : unit;
  return `must have ${word} ${limit} ${noun}${sizeOf(issue.input)}`;
}

const absent: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value', 'invalid_union']);

/** What a schema found, in plain words. The issue has to carry its input (`reportInput`). */
export function messageOf(issue: Issue): string {
  if (issue.input === undefined && absent.has(issue.code)) return 'is required';
  return ofTheLibrary.test(issue.message) ? inPlainWords(issue) : issue.message;
}

function inPlainWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(quoted).join(', ')}`;
    case 'too_big':
    case 'too_small':
      return limitMessage(issue);
    case 'invalid_union':
      return unionMessage(issue);
    case 'invalid_format':
      return issue.format === 'url' ? 'must be an http or https address' : 'has the wrong form';
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    default:
      return 'is not valid';
  }
}

/** Of a union the first form counts. */
function unionMessage({ errors }: Issue & { code: 'invalid_union' }): string {
  const [first] = errors[0] ?? [];
  return first === undefined ? 'is not valid' : messageOf(first);
}

/** The first that is said of a place tells what it is: a text in place of a list is not also too short for one. */
function firstAtEach(faults: readonly Fault[]): Fault[] {
  const places = new Set<string>();
  return faults.filter(({ path }) => !places.has(path) && places.add(path));
}

/** Says in plain words what a schema found, one fault for each place. */
export function faultsOf(
  issues: readonly Issue[],
  written: (path: readonly PropertyKey[]) => string,
): Fault[] {
  const found = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: written([...issue.path, key]),
          message: 'is not a field of this model',
        }))
      : [{ path: written(issue.path), message: messageOf(issue) }],
  );
  return firstAtEach(found);
}
