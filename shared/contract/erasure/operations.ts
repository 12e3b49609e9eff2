import type { ZodOpenApiOperationObject } from 'zod-openapi';
import * as z from 'zod';
import { newErasure, viewErasure, type ErasureView } from '#domain/erasure/erasure.ts';
import { isErasureId, isOwner } from '#domain/ids.ts';
import { erasureView, eraseQuery } from './answers.ts';
import { everyAnswer, headers } from '../openapi/headers.ts';
import { refusedWith } from '../openapi/refusals.ts';

const exampleId = '0c1d2e3f405162738495a6b7c8d9eaf0';

function example(): ErasureView {
  const owner = 'ana';
  if (!isErasureId(exampleId) || !isOwner(owner)) throw new Error('The example is none');
  return viewErasure(newErasure(exampleId, owner, Date.UTC(2026, 10, 21, 10)));
}

const receipt = (description: string, value: ErasureView) => ({
  description,
  headers: z.object({
    ...everyAnswer,
    location: z.string().exactOptional().describe('Where the receipt is read.'),
    'retry-after': headers.retryAfter,
  }),
  content: { 'application/json': { schema: erasureView, example: value } },
});

/** What the routes about everything of an owner take and answer. */
export const erasureOperations = (): Record<'eraseData' | 'readErasure', ZodOpenApiOperationObject> => ({
  eraseData: {
    tags: ['Your data'],
    description:
      'Removes your tasks, their files, your uploads and the lines of your ledger, for good. Asked without a token it only hands one out (428); asked with it, the answer is a receipt, to be read again until it is `done`. Open tasks are canceled; what the provider may still deliver is removed when it has. Sending the same token again gives the same receipt.',
    requestParams: { query: eraseQuery },
    responses: {
      202: receipt('It has begun.', example()),
      ...refusedWith('unauthorized', 'validation_failed', 'confirmation_required'),
    },
  },
  readErasure: {
    tags: ['Your data'],
    description: 'The receipt: what has been removed, what is waited for, what is kept.',
    requestParams: {
      path: z.object({ id: z.string().meta({ description: 'The id of an erasure.', example: exampleId }) }),
    },
    responses: {
      200: receipt('The receipt.', {
        ...example(),
        status: 'done',
        doneAt: '2026-11-21T10:05:12.000Z',
        erased: { tasks: 412, files: 530, uploads: 77, bytes: 1_482_331_904 },
      }),
      ...refusedWith('unauthorized', 'not_found'),
    },
  },
});
