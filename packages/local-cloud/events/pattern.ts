import { messageOf } from '../failure.ts';

/** Event patterns: which events a rule wants. What is not understood is refused by name, so that none is misread. */

/** Whether an event is wanted. */
export type Pattern = (event: unknown) => boolean;

/** `undefined` stands for a member that is not there. */
type Test = (value: unknown) => boolean;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Compiles a pattern; throws an error that names what is not hosted. */
export function compilePattern(pattern: unknown): Pattern {
  if (!isObject(pattern) || Object.keys(pattern).length === 0)
    throw new Error('an event pattern is an object that is not empty');
  return compileObject(pattern, '');
}

function compileObject(pattern: Readonly<Record<string, unknown>>, path: string): Pattern {
  const tests = Object.entries(pattern).map(([key, wanted]): Pattern => {
    const place = path === '' ? key : `${path}.${key}`;
    if (key === '$or') return anyOf(wanted, path);
    const test = Array.isArray(wanted) ? compileList(wanted, place) : inner(wanted, place);
    return (event) => test(isObject(event) ? event[key] : undefined);
  });
  return (event) => tests.every((test) => test(event));
}

function inner(wanted: unknown, place: string): Test {
  if (!isObject(wanted)) throw new Error(`${place}: a list of values or an object is needed`);
  return compileObject(wanted, place);
}

function anyOf(wanted: unknown, path: string): Pattern {
  if (!Array.isArray(wanted) || !wanted.every(isObject))
    throw new Error(`${path === '' ? '' : `${path}.`}$or: a list of patterns is needed`);
  const tests = wanted.map((one) => compileObject(one, path));
  return (event) => tests.some((test) => test(event));
}

/** Of a list, one has to fit; of a list in the event, one member. */
function compileList(wanted: readonly unknown[], place: string): Test {
  const tests = wanted.map((one) => (isObject(one) ? compileFilter(one, place) : equal(one, place)));
  return (value) => {
    if (!Array.isArray(value)) return tests.some((test) => test(value));
    return value.length === 0
      ? tests.some((test) => test(undefined))
      : value.some((one) => tests.some((test) => test(one)));
  };
}

function equal(wanted: unknown, place: string): Test {
  if (wanted !== null && !['string', 'number', 'boolean'].includes(typeof wanted))
    throw new Error(`${place}: a text, a number, true, false or null is needed`);
  return (value) => value === wanted;
}

const ofText =
  (test: (text: string) => boolean): Test =>
  (value) =>
    typeof value === 'string' && test(value);

const text = (wanted: unknown): string => {
  if (typeof wanted !== 'string') throw new Error('a text is needed');
  return wanted;
};

const filters: Readonly<Record<string, (wanted: unknown) => Test>> = {
  prefix: (wanted) => ofText((value) => value.startsWith(text(wanted))),
  suffix: (wanted) => ofText((value) => value.endsWith(text(wanted))),
  'equals-ignore-case': (wanted) => ofText((value) => value.toLowerCase() === text(wanted).toLowerCase()),
  wildcard: (wanted) => ofText((value) => fits(text(wanted).split('*'), value)),
  exists: (wanted) => (value) => (value !== undefined) === (wanted === true),
  'anything-but': (wanted) => {
    if (isObject(wanted)) return not(filterOf(wanted));
    const barred: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return (value) => value !== undefined && !barred.includes(value);
  },
  numeric: (wanted) => compileNumeric(wanted),
};

const not =
  (test: Test): Test =>
  (value) =>
    value !== undefined && !test(value);

const anyTextIsFine = 'any text';
const probes: readonly unknown[] = [anyTextIsFine, 0, undefined];

function filterOf(filter: Readonly<Record<string, unknown>>): Test {
  const [[name = '', wanted] = [], ...more] = Object.entries(filter);
  const make = filters[name];
  if (make === undefined || more.length > 0) throw new Error(`the filter ${name} is not hosted`);
  const test = make(wanted);
  // What a filter was given is looked at when it is first used: now, and not with the first event.
  for (const probe of probes) test(probe);
  return test;
}

function compileFilter(filter: Readonly<Record<string, unknown>>, place: string): Test {
  try {
    return filterOf(filter);
  } catch (error) {
    throw new Error(`${place}: ${messageOf(error)}`, { cause: error });
  }
}

/** Whether the parts stand in the text in their order, the first at its beginning and the last at its end. */
function fits(parts: readonly string[], value: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last))
    return false;
  const end = value.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function compileNumeric(wanted: unknown): Test {
  if (!Array.isArray(wanted) || wanted.length % 2 !== 0 || wanted.length === 0)
    throw new Error('numeric needs pairs of a comparison and a number');
  const tests = Array.from({ length: wanted.length / 2 }, (_, i) => {
    const compare = comparisons[String(wanted[2 * i])];
    const bound: unknown = wanted[2 * i + 1];
    if (compare === undefined || typeof bound !== 'number')
      throw new Error('numeric needs pairs of a comparison and a number');
    return (value: number) => compare(value, bound);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}
