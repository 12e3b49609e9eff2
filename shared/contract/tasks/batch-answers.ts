import * as z from 'zod';
import { taskView } from './answers.ts';
import type { Shown } from '../wire/members.ts';

const fault = z.object({
  path: z.string().describe('A JSON Pointer into the row.'),
  message: z.string(),
});

const rowError = z
  .object({
    status: z.int().exactOptional(),
    code: z.string().describe('As in a problem.'),
    detail: z.string(),
    errors: z.array(fault).exactOptional(),
  })
  .meta({ id: 'RowError', description: 'Why one row was refused; the others are not kept from being made.' });

const departure = z
  .object({
    date: z.string().describe('Deprecated since.').exactOptional(),
    sunset: z.string().describe('When it goes, or went.').exactOptional(),
    successor: z.string().describe('The model to use instead.').exactOptional(),
  })
  .meta({ id: 'Departure', description: 'Of a row whose model is on its way out.' });

/** What became of every row of a batch, in order. */
export const batchView = z
  .object({
    items: z.array(
      z.object({
        status: z.int().describe('202, or the status that this row alone would have been refused with.'),
        task: taskView.exactOptional(),
        deprecation: departure.exactOptional(),
        error: rowError.exactOptional(),
      }),
    ),
  })
  .meta({ id: 'Batch' });

export type BatchView = Shown<typeof batchView>;

/** What every request would cost, in order. */
export const quotesView = z
  .object({
    items: z.array(
      z.object({
        credits: z.number().describe('At most three decimals.').exactOptional(),
        usd: z.number().exactOptional(),
        deprecation: departure.exactOptional(),
        error: rowError.exactOptional(),
      }),
    ),
  })
  .meta({ id: 'Quotes' });

export type QuotesView = Shown<typeof quotesView>;
