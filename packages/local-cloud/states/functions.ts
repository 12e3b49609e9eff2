import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';

/** Where functions with side effects get their chance and their time. */
export interface Surroundings {
  readonly random: () => number;
  readonly now: () => number;
}

const RANGE_LIMIT = 1_000;
const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The functions that Step Functions adds to JSONata. */
export const addedFunctions = ['parse', 'partition', 'range', 'hash', 'uuid', 'random'] as const;

function partition(values: unknown[], size: number): unknown[][] {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition: the size must be a positive integer');
  const parts: unknown[][] = [];
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size));
  return parts;
}

function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('$range: the step must not be zero');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > RANGE_LIMIT) throw new Error(`$range: more than ${String(RANGE_LIMIT)} elements`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function hash(text: string, algorithm: string): string {
  const name = algorithms[algorithm];
  if (name === undefined) throw new Error(`$hash: unknown algorithm ${algorithm}`);
  return createHash(name).update(text).digest('hex');
}

// The same seed gives the same number; which one is AWS's secret.
function seeded(seed: number): number {
  let mixed = (seed | 0) + 0x6d2b79f5;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

/** Compiles an expression with AWS's functions added, `$eval` refused, and time and chance from outside. */
export function compile(text: string, { random, now }: Surroundings): jsonata.Expression {
  const expression = jsonata(text);
  const add = expression.registerFunction.bind(expression);
  add('parse', (value: string): unknown => JSON.parse(value), '<s:j>');
  add('partition', partition, '<an:a>');
  add('range', range, '<nnn:a>');
  add('hash', (value: string, algorithm: string = 'SHA-256') => hash(value, algorithm), '<ss?:s>');
  add('uuid', () => randomUUID(), '<:s>');
  add('random', (seed?: number) => (seed === undefined ? random() : seeded(seed)), '<n?:n>');
  add('millis', () => now(), '<:n>');
  add(
    'now',
    (picture?: string, timezone?: string): Promise<unknown> =>
      jsonata('$fromMillis($m, $p, $z)').evaluate({}, { m: now(), p: picture, z: timezone }),
    '<s?s?:s>',
  );
  add('eval', () => {
    throw new Error('$eval is not supported by Step Functions; use $parse');
  });
  return expression;
}
