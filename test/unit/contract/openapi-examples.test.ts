import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as accountViews from '#contract/account/answers.ts';
import * as keyViews from '#contract/keys/answers.ts';
import * as tokenViews from '#contract/keys/token-answers.ts';
import * as fileViews from '#contract/files/answers.ts';
import * as limitsViews from '#contract/limits/answers.ts';
import * as moneyViews from '#contract/money/answers.ts';
import * as auditViews from '#contract/audit/answers.ts';
import * as providerViews from '#contract/providers/answers.ts';
import * as operatorViews from '#contract/operators/answers.ts';
import * as batchViews from '#contract/tasks/batch-answers.ts';
import * as erasureViews from '#contract/erasure/answers.ts';
import { healthView } from '#contract/service/answers.ts';
import * as modelViews from '#contract/models/answers.ts';
import { apiDescription } from '#contract/openapi/api-description.ts';
import { describeRequests } from '#contract/models/described-requests.ts';
import {
  nameOf,
  operationsOf,
  responseAt,
  type Content,
  type PageDocument,
} from '../../../web/reference/document.ts';
import { problemView } from '#contract/wire/problem-schema.ts';
import { createTaskBody } from '#contract/tasks/create-requests.ts';
import * as webhookViews from '#contract/webhooks/answers.ts';
import * as taskViews from '#contract/tasks/answers.ts';
import { planGeneration } from '#providers/catalog.ts';

const document = JSON.parse(JSON.stringify(apiDescription())) as PageDocument;
const options = { allowRetired: true, now: new Date('2026-11-20T00:00:00Z') };
const requests = describeRequests();

const examplesOf = ({ example, examples }: Content): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples ?? {}).map(({ value }) => value),
];

describe('the example of a request', () => {
  it.each(requests)('$component passes the schema of its model', ({ schema, example }) => {
    expect(schema.safeParse(example).error).toBeUndefined();
  });

  it.each(requests)('$component is understood, and priced unless no price is known', ({ example }) => {
    const { estimate, unpriced } = planGeneration(example, options);
    expect(estimate > 0).toBe(unpriced !== true);
  });

  it('stands in the description as a whole body that create-task accepts', () => {
    const create = operationsOf(document).find(({ operation }) => operation.operationId === 'createTask');
    const content = create?.operation.requestBody?.content['application/json'] ?? {};
    const bodies = examplesOf(content);
    expect(bodies).toHaveLength(requests.length);
    for (const body of bodies) expect(createTaskBody.safeParse(body).error).toBeUndefined();
  });
});

/** Every view by the name that it has in the description. */
const views = new Map(
  Object.values({
    ...accountViews,
    ...keyViews,
    ...tokenViews,
    ...fileViews,
    ...limitsViews,
    ...moneyViews,
    ...auditViews,
    ...providerViews,
    ...operatorViews,
    ...batchViews,
    ...erasureViews,
    ...modelViews,
    ...taskViews,
    ...webhookViews,
    ...{ healthView, problemView },
  })
    .filter((schema) => schema instanceof z.ZodObject)
    .map((schema) => [schema.meta()?.id, schema] as const),
);

const answers = operationsOf(document).flatMap(({ operation }) =>
  Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.values(responseAt(document, response).content ?? {}).flatMap((content) => {
      const reference = content.schema?.$ref;
      const title = `${operation.operationId} ${status}`;
      return reference === undefined ? [] : [{ title, view: nameOf(reference), values: examplesOf(content) }];
    }),
  ),
);

describe('the example of an answer', () => {
  it.each(answers)('of $title is a $view and nothing more', ({ view, values }) => {
    const schema = views.get(view);
    expect(schema, `no view is known for ${view}`).toBeDefined();
    expect(values).not.toEqual([]);
    // Strict: an example must not promise more than its schema.
    for (const value of values) expect(schema?.strict().safeParse(value).error).toBeUndefined();
  });
});
