import type { MediaAddress } from '#domain/files/media-address.ts';
import { problems, type Failure } from '#domain/error.ts';
import { toCredits, toUsd, type MilliCredits } from '#domain/money/money.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Plan } from '#providers/catalog/model.ts';
import type { BatchView, QuotesView } from './batch-answers.ts';
import { viewTask } from './view-task.ts';

/** What every row may carry: that its model is on its way out. */
type Departing = Pick<Plan, 'deprecation'>;

/** What became of one row of a batch: its task, or why it was refused. */
export type BatchRow = (Departing & { readonly snapshot: TaskSnapshot }) | { readonly refused: Failure };

/** What one request would cost, or why it would be refused. */
export type QuoteRow = (Departing & { readonly estimate: MilliCredits }) | { readonly refused: Failure };

const errorOf = ({ code, message, details: { errors } }: Failure) => ({
  code,
  detail: message,
  ...(errors === undefined ? {} : { errors }),
});

const departureOf = ({ deprecation }: Departing): Departing =>
  deprecation === undefined ? {} : { deprecation };

function viewRow(row: BatchRow, addressOfKey: MediaAddress): BatchView['items'][number] {
  if ('refused' in row) return { status: problems[row.refused.code].status, error: errorOf(row.refused) };
  return { status: 202, ...departureOf(row), task: viewTask(row.snapshot, addressOfKey) };
}

/** Shows what became of every row of a batch, in order. */
export const viewBatch = (rows: readonly BatchRow[], addressOfKey: MediaAddress): BatchView => ({
  items: rows.map((row) => viewRow(row, addressOfKey)),
});

function viewQuote(row: QuoteRow): QuotesView['items'][number] {
  if ('refused' in row) {
    return { error: { status: problems[row.refused.code].status, ...errorOf(row.refused) } };
  }
  return { credits: toCredits(row.estimate), usd: toUsd(row.estimate), ...departureOf(row) };
}

/** Shows what every request would cost, in order. */
export const viewQuotes = (rows: readonly QuoteRow[]): QuotesView => ({ items: rows.map(viewQuote) });
