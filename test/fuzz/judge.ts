import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { withoutFillers } from '#domain/fillers.ts';
import { isObject, type ApiDocument, type Described, type Json, type Place } from './document.ts';
import type { RawBody } from './broken.ts';
import type { FuzzRequest } from './requests.ts';

/** What the description says of a request: `unsaid` where it leaves open how it is read. */
export type Verdict = 'allowed' | 'forbidden' | 'unsaid';

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: Headers;
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;
/** RFC 3339 knows no 30 February, which `Date` takes for a day in March. */
function isInstant(text: string): boolean {
  if (!DATE_TIME.test(text) || Number.isNaN(Date.parse(text))) return false;
  const midnight = `${text.slice(0, 10)}T00:00:00.000Z`;
  return new Date(midnight).toISOString() === midnight;
}

/** Blanks around addresses are left out by the server: what is nothing but blanks may say nothing. */
function trimmed(json: Json): Json {
  if (typeof json === 'string') return json.trim();
  if (Array.isArray(json)) return json.map(trimmed);
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, member]) => [name, trimmed(member)]));
}

const REQUESTS = 'requests';
const ANSWERS = 'answers';

/** Reads a description as any published validator would, and holds requests and answers against it. */
export class Judge {
  readonly #strict: Ajv2020;
  readonly #coercing: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    const validator = (name: string, coerceTypes: boolean): Ajv2020 => {
      const ajv = new Ajv2020({
        ...{ strict: false, coerceTypes, validateSchema: false, multipleOfPrecision: 3 },
        // Of a description this large, looking for names that are not used takes longer than all that is asked.
        code: { optimize: false },
      });
      ajv.addFormat('uri', (text) => URL.canParse(text));
      ajv.addFormat('date-time', isInstant);
      ajv.addFormat('binary', true);
      ajv.addFormat('date', true);
      return ajv.addSchema(document.json, name);
    };
    this.#strict = validator(ANSWERS, false);
    this.#coercing = validator(REQUESTS, true);
  }

  #fits(name: typeof REQUESTS | typeof ANSWERS, { at }: Place, value: unknown): ValidateFunction['errors'] {
    const key = `${name}${at}`;
    const ajv = name === ANSWERS ? this.#strict : this.#coercing;
    const known = this.#compiled.get(key);
    const validate = known ?? ajv.compile({ $ref: `${name}${encodeURI(at)}` });
    if (known === undefined) this.#compiled.set(key, validate);
    return validate(value) ? null : (validate.errors ?? []);
  }

  /** Whether a request is one of those that the description allows. */
  verdict(operation: Described, request: FuzzRequest): Verdict {
    const verdicts = [this.#parameters(operation, request), this.#body(operation, request)];
    if (verdicts.includes('forbidden')) return 'forbidden';
    return verdicts.includes('unsaid') ? 'unsaid' : 'allowed';
  }

  #parameters({ parameters }: Described, request: FuzzRequest): Verdict {
    const inQuery = parameters.filter((parameter) => parameter.in === 'query');
    const names = new Set(inQuery.map(({ name }) => name));
    if (Object.keys(request.query).some((name) => !names.has(name))) return 'forbidden';
    // A parameter without a value is absent.
    const wrong = inQuery.some((parameter) => {
      const text = request.query[parameter.name]?.trim() ?? '';
      return text === '' ? parameter.required : this.#fits(REQUESTS, parameter, text) !== null;
    });
    if (wrong) return 'forbidden';
    const headers = parameters.filter(({ in: where, name }) => where === 'header' && name in request.headers);
    const isOdd = headers.some(
      (header) => this.#fits(REQUESTS, header, request.headers[header.name]) !== null,
    );
    return isOdd ? 'unsaid' : 'allowed';
  }

  #body({ bodies, needsBody }: Described, { body }: FuzzRequest): Verdict {
    if (bodies.size === 0) return 'allowed';
    const json = bodies.get('application/json');
    // What a file holds, no schema says.
    if (json === undefined) return 'unsaid';
    // A body of no bytes is none.
    const isEmpty = body === undefined || ('bytes' in body && body.bytes === '');
    if (isEmpty) return needsBody ? 'forbidden' : 'allowed';
    return 'json' in body ? this.ofJson(json, body.json) : this.#raw(json, body);
  }

  #raw(json: Place, body: RawBody): Verdict {
    if (body.type !== 'application/json') return 'forbidden';
    try {
      return this.ofJson(json, JSON.parse(Buffer.from(body.bytes, 'latin1').toString('utf8')) as Json);
    } catch {
      return 'forbidden';
    }
  }

  /** Allowed as it is; or unsaid where it fits once what says nothing is left out and texts are read as numbers. */
  ofJson(place: Place, json: Json): Verdict {
    if (this.#fits(ANSWERS, place, json) === null) return 'allowed';
    const tidied = structuredClone(withoutFillers(trimmed(json)));
    return this.#fits(REQUESTS, place, tidied) === null ? 'unsaid' : 'forbidden';
  }

  /** What of an answer the description does not know; undefined where all is as described. */
  undescribed({ method, answers }: Described, answer: Answered): string | undefined {
    const types = answers.get(answer.status);
    if (types === undefined) return `${answer.status} is not described`;
    if (types.size === 0) return answer.text === '' ? undefined : `${answer.status} has a body`;
    const type = answer.type.split(';')[0]?.trim() ?? '';
    if (!types.has(type))
      return `${answer.status} is of the type "${type}", not ${[...types.keys()].join(', ')}`;
    const place = types.get(type);
    if (method === 'HEAD' || place === undefined || !/json$/.test(type)) return undefined;
    const errors = this.#fits(ANSWERS, place, JSON.parse(answer.text));
    return errors
      ?.map(({ instancePath, message }) => `${answer.status}: ${instancePath} ${message}`)
      .join('; ');
  }
}
