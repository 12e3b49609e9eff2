import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { budgetView, cancelView, itemListView, itemView, usageView } from '#contract/admin-views.ts';
import { modelListView, modelView } from '#contract/model-views.ts';
import { apiDescription } from '#contract/openapi.ts';
import { describeRequests } from '#contract/openapi-models.ts';
import {
  nameOf,
  operationsOf,
  responseAt,
  type Content,
  type PageDocument,
} from '#contract/openapi-page-document.ts';
import { createTaskBody } from '#contract/task-schemas.ts';
import {
  eventListView,
  healthView,
  problemView,
  statusView,
  taskListView,
  taskView,
} from '#contract/views.ts';
import { storageLinkView, uploadTicket, uploadView } from '#contract/upload-schemas.ts';
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

  it.each(requests)('$component is understood and priced', ({ example }) => {
    expect(planGeneration(example, options).estimate).toBeGreaterThan(0);
  });

  it('stands in the description as a whole body that the door takes', () => {
    const create = operationsOf(document).find(({ operation }) => operation.operationId === 'createTask');
    const content = create?.operation.requestBody?.content['application/json'] ?? {};
    const bodies = examplesOf(content);
    expect(bodies).toHaveLength(requests.length);
    for (const body of bodies) expect(createTaskBody.safeParse(body).error).toBeUndefined();
  });
});

/** Without members that the view does not have: an example must not promise more than its schema. */
const views: Readonly<Record<string, z.ZodObject>> = {
  StorageLink: storageLinkView,
  Upload: uploadView,
  UploadTicket: uploadTicket,
  Task: taskView,
  TaskList: taskListView,
  TaskProgress: statusView,
  TaskEvents: eventListView,
  Problem: problemView,
  Model: modelView,
  ModelList: modelListView,
  Health: healthView,
  CanceledTask: cancelView,
  Usage: usageView,
  Budget: budgetView,
  OperatorItem: itemView,
  OperatorItems: itemListView,
};

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
    const schema = views[view];
    expect(schema, `no view is known for ${view}`).toBeDefined();
    expect(values).not.toEqual([]);
    for (const value of values) expect(schema?.strict().safeParse(value).error).toBeUndefined();
  });
});
