import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '#domain/error.ts';
import { planGeneration, requestSchemas } from '#providers/catalog.ts';
import { brokenOnce } from '../fuzz/broken.ts';
import {
  ApiDocument,
  isObject,
  partOf,
  textIn,
  type Json,
  type JsonObject,
  type Place,
} from '../fuzz/document.ts';
import { Judge } from '../fuzz/judge.ts';
import { unexplained } from '../fuzz/unsayable.ts';
import { ValuesOfSchemas } from '../fuzz/values.ts';

const description = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as JsonObject;
const document = new ApiDocument(description);
const { looseModels } = document;
const judge = new Judge(document);
const values = new ValuesOfSchemas(document);

/** The schema of every model and form, by its name in the description. */
const models: [string, Place][] = Object.entries(document.resolve('#/components/schemas').schema).flatMap(
  ([name, schema]) =>
    isObject(schema) && 'x-model' in schema ? [[name, document.resolve(`#/components/schemas/${name}`)]] : [],
);

/** How the catalogue refuses an order; undefined where it takes it. */
function refusalOf(order: Json): Failure | undefined {
  try {
    planGeneration(order, { allowRetired: true, now: new Date('2026-11-21') });
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

const problemOf = ({ message, details }: Failure): Json =>
  JSON.parse(JSON.stringify({ detail: message, errors: details?.errors ?? [] })) as Json;

/** What is wrong between the two, in a sentence. */
function difference(place: Place, order: Json): string | undefined {
  const verdict = judge.ofJson(place, order);
  const refusal = refusalOf(order);
  if (verdict === 'forbidden' && refusal === undefined) return 'taken, though the description forbids it';
  if (verdict !== 'allowed' || refusal === undefined) return undefined;
  const reasons = unexplained(problemOf(refusal), looseModels.has(textIn(partOf(order, 'model'))));
  return reasons.length === 0
    ? undefined
    : `refused, though the description allows it: ${reasons.join('; ')}`;
}

const RUNS = 25;

describe('orders that the description of a model made up', () => {
  it('are those of every form of the catalogue', () => {
    expect(models).toHaveLength(requestSchemas().length);
  });

  it.each(models)('%s are taken where it allows them, and refused where it forbids them', (_name, place) => {
    const good = values.of(place);
    const orders = fc.oneof(good, good.chain(brokenOnce));
    let found: string | undefined;
    fc.check(
      fc.property(orders, (order) => {
        const wrong = difference(place, order);
        if (wrong !== undefined) found = `${wrong}: ${JSON.stringify(order)}`;
        return wrong === undefined;
      }),
      { numRuns: RUNS, seed: 1 },
    );
    expect(found).toBeUndefined();
  });
});
