import * as z from 'zod';
import { newErasure } from '#domain/erasure/erasure.ts';
import { isErasureId, isOwner } from '#domain/ids.ts';
import { headers } from '../openapi/headers.ts';
import type { Answer, Subject } from '../openapi/operation.ts';
import { erasureView, type ErasureView } from './answers.ts';
import { eraseQuery } from './requests.ts';
import { viewErasure } from './view-erasure.ts';

const exampleId = '0c1d2e3f405162738495a6b7c8d9eaf0';

function begun(): ErasureView {
  const owner = 'ana';
  if (!isErasureId(exampleId) || !isOwner(owner)) throw new Error('The example is none');
  return viewErasure(newErasure(exampleId, owner, Date.UTC(2026, 10, 21, 10)));
}

const receipt = (description: string, example: ErasureView): Answer => ({
  description,
  headers: {
    location: z.string().exactOptional().describe('Where the receipt is read.'),
    'retry-after': headers.retryAfter,
  },
  content: { schema: erasureView, example },
});

/** The routes about everything of an owner. */
export const erasure = (): Subject<'eraseData' | 'readErasure'> => ({
  tag: { name: 'Your data', description: 'Having everything removed.' },
  parameters: { id: z.string().meta({ description: 'The id of an erasure.', example: exampleId }) },
  operations: {
    eraseData: {
      description:
        'Removes your tasks, their files, your uploads, your own accounts at providers with their keys, and the lines of your ledger, for good. Asked without a token it only hands one out (428); asked with it, the answer is a receipt, to be read again until it is `done`. Open tasks are canceled; what the provider may still deliver is removed when it has. Sending the same token again gives the same receipt.',
      query: eraseQuery,
      answers: { 202: receipt('It has begun.', begun()) },
      refusals: ['confirmation_required'],
    },
    readErasure: {
      description: 'The receipt: what has been removed, what is waited for, what is kept.',
      answers: {
        200: receipt('The receipt.', {
          ...begun(),
          status: 'done',
          doneAt: '2026-11-21T10:05:12.000Z',
          erased: { tasks: 412, files: 530, uploads: 77, accounts: 1, bytes: 1_482_331_904 },
        }),
      },
      refusals: ['not_found'],
    },
  },
});
