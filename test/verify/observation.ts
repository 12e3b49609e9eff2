import { createHash } from 'node:crypto';
import type { Received, Row } from './row.ts';
import type { Target } from './target.ts';

/** What is compared of an answer: nothing in it depends on the time, on chance, or on where it came from. */
export interface Observation {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Headers that are part of the contract. What a gateway adds of its own is not. */
const compared = [
  'access-control-allow-origin',
  'cache-control',
  'content-disposition',
  'content-security-policy',
  'content-type',
  'deprecation',
  'preference-applied',
  'retry-after',
  'sunset',
  'vary',
  'www-authenticate',
  'x-content-type-options',
];

/** Headers that have to be there or not; what they say is different each time. */
const present = ['etag', 'idempotency-key', 'link', 'location'];

/** When to ask again for a task goes by how long it has been waited for; a refusal says the same each time. */
const passing = (status: number, name: string): boolean => status < 400 && name === 'retry-after';

const id = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Members whose values are chance or time, wherever they stand. */
const opaque = new Set([
  'requestId',
  'nextCursor',
  'confirmationToken',
  'callbackId',
  'externalTaskId',
  'executionArn',
]);

/** Turns the answers of one target into observations. An id is named after the row that it first came in. */
export class Observer {
  readonly #target: Pick<Target, 'url' | 'owner'>;
  readonly #names = new Map<string, string>();
  #row = '';
  #count = 0;

  constructor(target: Pick<Target, 'url' | 'owner'>) {
    this.#target = target;
  }

  observe(row: Pick<Row, 'name' | 'loose'>, answer: Received): Observation {
    this.#row = row.name;
    this.#count = 0;
    const { status, headers, json, bytes } = answer;
    const said = compared.flatMap((name) => {
      const value = headers.get(name);
      if (value === null) return [];
      return [[name, passing(status, name) ? '<present>' : this.#text(value, name)]];
    });
    const there = present.filter((name) => headers.has(name)).map((name) => [name, '<present>']);
    const members = new Set(row.loose);
    const body = json === undefined ? fingerprint(bytes) : this.#value(json, '', members);
    return { status, headers: Object.fromEntries([...said, ...there]) as Record<string, string>, body };
  }

  #value(value: unknown, name: string, loose: ReadonlySet<string>): unknown {
    if (loose.has(name) && value !== null) return Array.isArray(value) ? '<list>' : `<${typeof value}>`;
    if (typeof value === 'string') return this.#text(value, name);
    if (Array.isArray(value)) return value.map((item) => this.#value(item, '', loose));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([member, inner]) => [member, this.#value(inner, member, loose)]),
    );
  }

  #text(text: string, name: string): string {
    if (opaque.has(name)) return `<${name}>`;
    if (time.test(text)) return '<time>';
    if (text.includes('X-Amz-Signature=')) return '<signed address>';
    return text
      .replaceAll(this.#target.url, '<api>')
      .replaceAll(this.#target.owner, '<owner>')
      .replaceAll(id, (found) => this.#nameOf(found));
  }

  #nameOf(found: string): string {
    const known = this.#names.get(found);
    if (known !== undefined) return known;
    this.#count += 1;
    const name = `<id ${this.#count} of "${this.#row}">`;
    this.#names.set(found, name);
    return name;
  }
}

const fingerprint = (bytes: Uint8Array): unknown =>
  bytes.length === 0
    ? '<empty>'
    : { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
