import * as fc from 'fast-check';
import { isObject, partOf, type Json } from './document.ts';

/** What stands somewhere in JSON: the names and numbers that lead there. */
type Path = readonly (string | number)[];

const oddValues: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  '',
  ' ',
  'x',
  '12',
  'true',
  true,
  0,
  -1,
  1.5,
  1e308,
  9_007_199_254_740_993,
  [],
  {},
  [null],
  [[[[]]]],
  { $ref: '#' },
  JSON.parse('{"__proto__": {"a": 1}}') as Json,
  { toString: 'x' },
  'https://127.0.0.1/a.png',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '../../etc/passwd',
  '\u0000',
  '\ud83d',
  'x'.repeat(3_000),
);

function pathsIn(value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) {
    return [path, ...value.flatMap((item: Json, index) => pathsIn(item, [...path, index]))];
  }
  if (!isObject(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...path, name]))];
}

/** The same with something else at a place; without it where that is undefined. */
function withAt(value: Json, [name, ...rest]: Path, other: Json | undefined): Json | undefined {
  if (name === undefined) return other;
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => {
      const made = index === name ? withAt(item, rest, other) : item;
      return made === undefined ? [] : [made];
    });
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([member, inner]): [string, Json][] => {
    const made = member === name ? withAt(inner, rest, other) : inner;
    return made === undefined ? [] : [[member, made]];
  });
  return Object.fromEntries(members);
}

function withMember(value: Json, path: Path, [name, member]: readonly [string, Json]): Json {
  const found = path.reduce(partOf, value as Json | undefined);
  if (!isObject(found)) return withAt(value, path, member) ?? null;
  return withAt(value, path, { ...found, [name]: member }) ?? null;
}

/** One change of JSON: a value that is odd, a member that is gone or too many. Often, but not always, one that is forbidden. */
export const brokenOnce = (value: Json): fc.Arbitrary<Json> => {
  const place = fc.constantFrom(...pathsIn(value));
  return fc.oneof(
    fc.tuple(place, oddValues).map(([path, odd]) => withAt(value, path, odd) ?? null),
    place.map((path) => withAt(value, path, undefined) ?? null),
    fc
      .tuple(place, fc.constantFrom('unknown', '__proto__x', 'constructor', 'prompt', 'input', ''), oddValues)
      .map(([path, name, odd]) => withMember(value, path, [name, odd])),
  );
};

/** A body as bytes (each character one) under a content type. */
export interface RawBody {
  readonly bytes: string;
  readonly type: string;
}

const inBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Bodies that are no JSON, or not sent as such. */
export const notJson = (value: Json): fc.Arbitrary<RawBody> => {
  const text = inBytes(JSON.stringify(value));
  const json = 'application/json';
  return fc.oneof(
    fc.nat(Math.max(0, text.length - 1)).map((length) => ({ bytes: text.slice(0, length), type: json })),
    fc.constantFrom(
      { bytes: `${text}}`, type: json },
      { bytes: '\u00ff\u00fe', type: json },
      { bytes: '{"a": "\u00e9"}', type: json },
      { bytes: '[['.repeat(5_000), type: json },
      { bytes: text, type: 'text/plain' },
      { bytes: text, type: 'application/x-www-form-urlencoded' },
      { bytes: text, type: '' },
      { bytes: text, type: 'multipart/form-data' },
    ),
  );
};
