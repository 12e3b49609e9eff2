import { hash } from 'node:crypto';
import * as fc from 'fast-check';
import { ApiDocument, partOf, textIn, type Described, type Json, type JsonObject } from './document.ts';
import { Judge, type Answered, type Verdict } from './judge.ts';
import { Known } from './known.ts';
import { Requests, type Caller, type FuzzRequest } from './requests.ts';
import { sharesOf, type FuzzTarget } from './target.ts';
import { unexplained } from './unsayable.ts';

export interface Finding {
  readonly operation: string;
  readonly what: string;
  readonly request: string;
}

export interface Counts {
  requests: number;
  allowed: number;
  forbidden: number;
  unsaid: number;
  /** Answers by their status. */
  readonly statuses: Map<number, number>;
}

/** Names of nothing but dots never leave a client: it would walk up with them. */
const inPath = (text: string): string =>
  encodeURIComponent(/^\.{1,2}$/.test(text) ? `${text}...` : text.toWellFormed());

/** The codes of refusals that blame the form of a request, not the state of things. */
const ofForm = new Set([
  'validation_failed',
  'malformed_json',
  'unsupported_media_type',
  'payload_too_large',
]);

/** Sends requests that are made up from the description, and holds each answer against it. */
export class Fuzzer {
  readonly #target: FuzzTarget;
  readonly #judge: Judge;
  readonly #known: Known;
  readonly #requests: Requests;
  readonly #looseModels: ReadonlySet<string>;
  readonly operations: readonly Described[];
  /** The last answer of each kind: a long one that never changes is read and judged once. */
  readonly #last = new Map<string, Reading>();
  readonly counts: Counts = { requests: 0, allowed: 0, forbidden: 0, unsaid: 0, statuses: new Map() };

  constructor(target: FuzzTarget, description: JsonObject) {
    const document = new ApiDocument(description);
    this.#target = target;
    // A key is known by the first digits of its hash.
    this.#known = new Known(Object.values(target.keys).map((key) => hash('sha256', key).slice(0, 16)));
    this.#judge = new Judge(document);
    this.#requests = new Requests(document);
    this.operations = document.operations;
    this.#looseModels = document.looseModels;
  }

  /** Sends so many requests in all, to every route its share. What goes wrong is sent on top, to make it small. */
  async driveAll(requests: number, seed: number): Promise<readonly Finding[]> {
    const shares = sharesOf(
      this.operations.map(({ id }) => id),
      requests,
    );
    const findings: Finding[] = [];
    for (const operation of this.operations) {
      const found = await this.drive(operation, shares.get(operation.id) ?? 0, seed);
      if (found !== undefined) findings.push(found);
    }
    return findings;
  }

  /** Sends so many requests to a route; the first that goes wrong is made as small as it may be. */
  async drive(operation: Described, numRuns: number, seed: number): Promise<Finding | undefined> {
    let found: { what: string; request: string } | undefined;
    const property = fc.asyncProperty(this.#requests.of(operation), async (request) => {
      const wrong = await this.#ask(operation, request);
      if (wrong === undefined) return true;
      found = { what: wrong, request: shown(operation, request) };
      return false;
    });
    const { failed, errorInstance } = await fc.check(property, { numRuns, seed });
    if (failed && found === undefined)
      throw new Error(`Asking ${operation.id} failed`, { cause: errorInstance });
    return found && { operation: operation.id, ...found };
  }

  /** What has been sent so far, in a line. */
  told(): string {
    const { requests, allowed, forbidden, unsaid, statuses } = this.counts;
    const answers = [...statuses].toSorted(([one], [other]) => one - other);
    const of = answers.map(([status, count]) => `${count} × ${status}`).join(', ');
    return `${requests} requests: ${allowed} allowed, ${forbidden} forbidden, ${unsaid} left open by the description; ${of}`;
  }

  async #ask(operation: Described, request: FuzzRequest): Promise<string | undefined> {
    const verdict = this.#judge.verdict(operation, request);
    const answer = await this.#send(operation, request);
    const { counts } = this;
    counts.requests += 1;
    counts[verdict] += 1;
    counts.statuses.set(answer.status, (counts.statuses.get(answer.status) ?? 0) + 1);
    if (counts.requests % 50 === 0) await this.#target.rest?.();
    const { json, undescribed } = this.#read(operation, answer);
    if (answer.status < 300) this.#known.note(operation.path, json);
    const isLoose = this.#looseModels.has(modelIn(request));
    return undescribed ?? disagreement(verdict, answer, { json, isLoose });
  }

  #read(operation: Described, answer: Answered): Reading {
    const { status, type, text } = answer;
    const kind = `${operation.id} ${status} ${type}`;
    const before = this.#last.get(kind);
    if (before?.text === text) return before;
    const json = /json/.test(type) && text !== '' ? (JSON.parse(text) as Json) : null;
    const reading = { text, json, undescribed: this.#judge.undescribed(operation, answer) };
    this.#last.set(kind, reading);
    return reading;
  }

  async #send({ method, path }: Described, request: FuzzRequest): Promise<Answered> {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = this.#known.inPath(path, request.path[name] ?? '');
      return name === 'key' ? value.split('/').map(inPath).join('/') : inPath(value);
    });
    const query = Object.entries(request.query).map(
      ([name, value]) => `${name}=${encodeURIComponent(this.#known.inText(value).toWellFormed())}`,
    );
    const response = await fetch(
      `${this.#target.url}${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`,
      {
        method,
        redirect: 'manual',
        headers: { ...this.#credentials(request.caller), ...request.headers, ...this.#typeOf(request) },
        ...(request.body && { body: this.#bytesOf(request.body) }),
      },
    );
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      text: await response.text(),
      headers: response.headers,
    };
  }

  #credentials(caller: Caller): Record<string, string> {
    if (caller === 'nobody') return {};
    const key = caller === 'unknown' ? `dk_${'x'.repeat(43)}` : this.#target.keys[caller];
    return { authorization: `Bearer ${key}` };
  }

  #typeOf({ body }: FuzzRequest): Record<string, string> {
    if (body === undefined) return {};
    return { 'content-type': 'json' in body ? 'application/json' : body.type };
  }

  #bytesOf(body: NonNullable<FuzzRequest['body']>): Uint8Array<ArrayBuffer> {
    if ('bytes' in body) return new Uint8Array(Buffer.from(body.bytes, 'latin1'));
    return new Uint8Array(Buffer.from(this.#known.inText(JSON.stringify(body.json)), 'utf8'));
  }
}

interface Reading {
  readonly text: string;
  readonly json: Json;
  /** What of it the description does not know. */
  readonly undescribed: string | undefined;
}

const modelIn = ({ body }: FuzzRequest): string =>
  body !== undefined && 'json' in body ? textIn(partOf(partOf(body.json, 'providerParams'), 'model')) : '';

interface Read {
  readonly json: Json;
  readonly isLoose: boolean;
}

function disagreement(verdict: Verdict, { status }: Answered, { json, isLoose }: Read): string | undefined {
  const code = (json as { readonly code?: string } | null)?.code ?? '';
  // Tasks are made faster than the provider takes them.
  if (code === 'queue_full') return undefined;
  if (status >= 500) return `${status}: ${JSON.stringify(json)}`;
  if (verdict === 'forbidden' && status < 400) return `${status} to what the description forbids`;
  if (verdict !== 'allowed' || status < 400) return undefined;
  if (!ofForm.has(code)) return undefined;
  const reasons = unexplained(json, isLoose);
  return reasons.length === 0 ? undefined : `refused what the description allows: ${reasons.join('; ')}`;
}

const shown = ({ method, path }: Described, request: FuzzRequest): string =>
  `${method} ${path} ${JSON.stringify(request)}`.slice(0, 3_000);
