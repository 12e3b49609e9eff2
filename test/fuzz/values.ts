import * as fc from 'fast-check';
import { isObject, type ApiDocument, type Json, type JsonObject, type Place } from './document.ts';

type Values = fc.Arbitrary<Json>;

/** Stands for the id of something that an earlier answer has named; see `known.ts`. */
export const knownId = (count: number): string => count.toString(16).padStart(32, '0');

const addresses = [
  'https://example.com/lighthouse.png',
  'https://example.com/clip.mp4',
  'https://example.com/voice.mp3',
  'https://media.example.org/a/b.webp?width=640',
];

/** Texts that clients send and that programs stumble over. */
const oddTexts = [
  'A lighthouse at dusk',
  ' blanks around ',
  '\u{1F98A} and \u{1F469}\u200D\u{1F680}',
  'e\u0301 \u00e9 \u0000',
  '\ud83d half of a pair',
  '__proto__',
  'line\nline\ttab',
  '"quoted" \\ <b>&amp;</b>',
  '-1',
  '0x10',
  'null',
  'true',
];

const numberAt = (schema: JsonObject, name: string): number | undefined => {
  const value = schema[name];
  return typeof value === 'number' ? value : undefined;
};

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** A text of the length that a schema allows: mostly short, sometimes as long or as short as may be. */
function textOf(schema: JsonObject): Values {
  const least = numberAt(schema, 'minLength') ?? 0;
  const most = numberAt(schema, 'maxLength') ?? 400;
  const { pattern, format } = schema;
  if (format === 'date-time') {
    const span = { min: new Date(0), max: new Date(4e12), noInvalidDate: true };
    return fc.date(span).map((date) => date.toISOString());
  }
  if (format === 'uri') return fc.constantFrom(...addresses);
  if (pattern === '^[0-9a-f]{32}$') return fc.nat(40).map(knownId);
  if (typeof pattern === 'string') {
    return fc
      .stringMatching(new RegExp(pattern, 'u'))
      .map((text) => cut(text, most))
      .filter((text) => [...text].length >= least);
  }
  const usual = fc.oneof(
    fc.constantFrom(...oddTexts),
    fc.string({ unit: 'grapheme', maxLength: Math.min(most, 30) }),
  );
  const sized = usual.map((text) => cut(text.padEnd(least, 'x'), most));
  const edges = fc.constantFrom(least, most).map((length) => 'x'.repeat(Math.min(length, 20_000)));
  return fc.oneof({ weight: 12, arbitrary: sized }, { weight: 1, arbitrary: edges });
}

function numberOf(schema: JsonObject): Values {
  const least = numberAt(schema, 'minimum') ?? numberAt(schema, 'exclusiveMinimum') ?? -10;
  const most = Math.max(least, numberAt(schema, 'maximum') ?? Math.max(least, 0) + 100);
  const step = numberAt(schema, 'multipleOf') ?? 1;
  const whole = fc.integer({ min: Math.ceil(least), max: Math.max(Math.ceil(least), Math.floor(most)) });
  const edges = fc.constantFrom(least, most);
  if (schema['type'] === 'integer') return fc.oneof(whole, edges);
  return fc.oneof(
    whole,
    edges,
    fc.integer({ min: Math.ceil(least / step), max: Math.floor(most / step) }).map((count) => count * step),
    fc.integer({ min: Math.ceil(least * 100), max: Math.floor(most * 100) }).map((count) => count / 100),
  );
}

/** Values that a description allows, or nearly: what a schema says in conditions is left to the judge. */
export class ValuesOfSchemas {
  readonly #document: ApiDocument;
  readonly #known = new Map<string, Values>();

  constructor(document: ApiDocument) {
    this.#document = document;
  }

  of(place: Place): Values {
    const known = this.#known.get(place.at);
    if (known !== undefined) return known;
    // Each branch of a union is read only when chance chooses it: there are hundreds.
    const made = this.#made(place);
    this.#known.set(place.at, made);
    return made;
  }

  #made(place: Place): Values {
    const { schema } = place;
    for (const word of ['oneOf', 'anyOf'] as const) {
      const branches = schema[word];
      if (Array.isArray(branches) && schema['properties'] === undefined) {
        return fc
          .nat(branches.length - 1)
          .chain((index) => this.of(this.#document.below(place, word, index)));
      }
    }
    if ('const' in schema) return fc.constant(schema['const'] ?? null);
    if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as Json[]));
    return this.#ofType(place);
  }

  #ofType(place: Place): Values {
    const { schema } = place;
    switch (schema['type']) {
      case 'string':
        return textOf(schema);
      case 'number':
      case 'integer':
        return numberOf(schema);
      case 'boolean':
        return fc.boolean();
      case 'array':
        return this.#list(place);
      case 'object':
        return this.#object(place);
      default:
        return fc.jsonValue({ maxDepth: 2 }) as Values;
    }
  }

  #list(place: Place): Values {
    const least = numberAt(place.schema, 'minItems') ?? 0;
    const most = numberAt(place.schema, 'maxItems') ?? least + 2;
    const items = this.of(this.#document.below(place, 'items'));
    return fc.array(items, { minLength: least, maxLength: Math.max(least, Math.min(most, least + 3)) });
  }

  #object(place: Place): Values {
    const { properties, required, additionalProperties } = place.schema;
    if (!isObject(properties)) {
      const isFree = isObject(additionalProperties);
      return isFree
        ? fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }) as Values, { maxKeys: 3 })
        : fc.constant({});
    }
    const needed = Array.isArray(required) ? required.map(String) : [];
    const optional = Object.keys(properties).filter((name) => !needed.includes(name));
    const member = (name: string): [string, Values] => [
      name,
      this.of(this.#document.below(place, 'properties', name)),
    ];
    // Few of many members: with all of them at once, hardly anything would fit together.
    return fc.subarray(optional, { maxLength: Math.min(optional.length, 3) }).chain((chosen) => {
      const shape = Object.fromEntries([...needed, ...chosen].map(member));
      return fc.record(shape);
    });
  }
}
