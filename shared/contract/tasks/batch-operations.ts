import * as z from 'zod';
import { defaultService } from '#providers/services.ts';
import { requestLimits } from '../wire/limits.ts';
import { headers, requestHeaders } from '../openapi/headers.ts';
import type { Answer, Body, Operation } from '../openapi/operation.ts';
import { batchView, quotesView } from './batch-answers.ts';
import { batchBody, variationsBody } from './batch-requests.ts';
import { createTaskBody } from './create-requests.ts';
import { examples } from './examples.ts';

/** The body of a batch as it is described: rows are create requests, and whatever else stands in one is refused there. */
const row = z.union([createTaskBody, z.unknown().describe('Refused in its own row, in words.')]);
const manyTasks = batchBody
  .extend({ requests: z.array(row).min(1).max(requestLimits.batchTasks) })
  .meta({ id: 'CreateBatch' });
const variations = variationsBody.meta({ id: 'Variations' });

const rowsBody: Body = {
  schema: manyTasks,
  example: {
    requests: [
      {
        providerParams: {
          service: defaultService.name,
          model: 'IMAGEN4',
          apiModel: 'google/imagen4-fast',
          input: { prompt: 'a lighthouse at dusk' },
        },
      },
    ],
  },
};

/** Of an answer about several requests: the headers of a departing model where all are for that one. */
const departing = { deprecation: headers.deprecation, sunset: headers.sunset, link: headers.link };

const rowsAnswer = (description: string): Answer => ({
  description,
  headers: { ...departing, 'idempotency-key': headers.idempotencyKey },
  content: { schema: batchView, example: { items: [{ status: 202, task: examples.pending }] } },
});

/** Asking for several tasks at once, or what they would cost. */
export const batchOperations = {
  quoteTasks: {
    description: 'What up to 100 create requests would cost. Nothing is stored and nothing is made.',
    body: rowsBody,
    answers: {
      200: {
        description: 'An estimate for each request, or why it would be refused.',
        headers: departing,
        content: { schema: quotesView, example: { items: [{ credits: 4, usd: 0.02 }] } },
      },
    },
  },
  createBatch: {
    description:
      'Up to 100 tasks under one idempotency key: sent again, the same batch creates nothing twice and completes what broke off. Each row is a task of its own, or says why it was refused.',
    header: requestHeaders.again,
    body: rowsBody,
    answers: { 202: rowsAnswer('What became of every row, in order.') },
  },
  varyTask: {
    description:
      'The same request again, so many times, each with another seed where the model takes one: tasks of their own whose `parentTaskId` is this one.',
    header: requestHeaders.again,
    body: { schema: variations, example: { n: 3 } },
    answers: { 202: rowsAnswer('What became of every variation, in order.') },
    refusals: ['not_found'],
  },
} as const satisfies Record<string, Operation>;
