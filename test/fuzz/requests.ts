import * as fc from 'fast-check';
import { brokenOnce, notJson, type RawBody } from './broken.ts';
import type { ApiDocument, Described, Json, Parameter, Place } from './document.ts';
import { knownId, ValuesOfSchemas } from './values.ts';

export type Caller = 'owner' | 'operator' | 'other' | 'nobody' | 'unknown';

/** A request, as it is made up. Ids that earlier answers have named are filled in when it is sent. */
export interface FuzzRequest {
  readonly caller: Caller;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly json: Json } | RawBody;
}

const often = <Value>(usual: fc.Arbitrary<Value>, weight: number, odd: fc.Arbitrary<Value>) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

const callers: fc.Arbitrary<Caller> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Caller>('owner') },
  { weight: 4, arbitrary: fc.constant<Caller>('operator') },
  { weight: 1, arbitrary: fc.constantFrom<Caller>('other', 'nobody', 'unknown') },
);

const oddParameters = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1e3',
  '2147483648',
  'null',
  'a,b',
  '%00',
  '%zz',
  '../..',
  '\u{1F98A}',
  'x'.repeat(600),
  '2026-02-30T00:00:00Z',
  '<script>',
);

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Headers carry visible letters only: what a client cannot send, nobody has to answer. */
const sendable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').trim();

/** Waiting would take as long as it says. */
const preferences = fc.constantFrom('respond-async', 'wait=0', 'return=minimal', 'wait=x', 'wait', ';;');

/** The routes whose ids are of other forms than a task's. */
const pathValues: Readonly<Record<string, fc.Arbitrary<string>>> = {
  owner: fc.constantFrom('ben', 'cleo', 'nobody-yet', 'Ana', ''),
  taskId: fc.nat(40).map(knownId),
  token: fc.stringMatching(/^[0-9a-f]{8}$/),
};

/** Requests of a route: some as it is described, some broken in one place. */
export class Requests {
  readonly #values: ValuesOfSchemas;

  constructor(document: ApiDocument) {
    this.#values = new ValuesOfSchemas(document);
  }

  of(operation: Described): fc.Arbitrary<FuzzRequest> {
    const parameters = (where: Parameter['in']) => operation.parameters.filter((one) => one.in === where);
    const path = parameters('path').map((one) => [one.name, this.#pathValue(one)] as const);
    return fc
      .record({
        caller: callers,
        path: fc.record(Object.fromEntries(path)),
        query: this.#query(parameters('query')),
        headers: this.#headers(parameters('header')),
        body: this.#body(operation.bodies),
      })
      .map(({ body, ...request }) => ({ ...request, ...(body && { body }) }));
  }

  #pathValue(parameter: Parameter): fc.Arbitrary<string> {
    const odd = oddParameters.filter((text) => text.trim() !== '');
    const known = fc.nat(200).map((count) => `{${count}}`);
    return often(pathValues[parameter.name] ?? known, 8, fc.oneof(odd, fc.nat(40).map(knownId)));
  }

  #query(parameters: readonly Parameter[]): fc.Arbitrary<Record<string, string>> {
    const entry = (parameter: Parameter) =>
      often(this.#values.of(parameter).map(asText), 6, oddParameters).map(
        (value) => [parameter.name, value] as const,
      );
    const chosen = fc
      .subarray([...parameters], { maxLength: Math.min(3, parameters.length) })
      .chain((some) => fc.tuple(...some.map(entry)).map((entries) => Object.fromEntries(entries)));
    const stray = fc.constantFrom<Record<string, string>>({ unknown: '1' }, { limit_: '1' }, { Limit: '2' });
    return often(
      chosen,
      12,
      fc.tuple(chosen, stray).map(([one, other]) => ({ ...one, ...other })),
    );
  }

  #headers(parameters: readonly Parameter[]): fc.Arbitrary<Record<string, string>> {
    const valueOf = (parameter: Parameter): fc.Arbitrary<string> =>
      parameter.name === 'Prefer'
        ? preferences
        : often(this.#values.of(parameter).map(asText), 6, oddParameters).map(sendable);
    return fc
      .subarray([...parameters])
      .chain((some) =>
        fc
          .tuple(...some.map((one) => valueOf(one).map((value) => [one.name, value] as const)))
          .map((entries) => Object.fromEntries(entries)),
      );
  }

  #body(bodies: Described['bodies']): fc.Arbitrary<FuzzRequest['body']> {
    const json = bodies.get('application/json');
    if (json !== undefined) return this.#jsonBody(json);
    const [type] = [...bodies.keys()];
    return type === undefined ? fc.constant(undefined) : this.#fileBody(type);
  }

  #jsonBody(place: Place): fc.Arbitrary<FuzzRequest['body']> {
    const good = this.#values.of(place);
    return fc.oneof(
      { weight: 10, arbitrary: good.map((json) => ({ json })) },
      { weight: 8, arbitrary: good.chain(brokenOnce).map((json) => ({ json })) },
      { weight: 1, arbitrary: good.chain(notJson) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
  }

  #fileBody(type: string): fc.Arbitrary<FuzzRequest['body']> {
    const png =
      '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82';
    const types = fc.constantFrom('image/png', 'video/mp4', 'application/json', 'text/html', '', type);
    const bytes = fc.oneof(
      fc.constant(png),
      fc.uint8Array({ maxLength: 64 }).map((some) => Buffer.from(some).toString('latin1')),
    );
    return fc.record({ bytes, type: types });
  }
}
