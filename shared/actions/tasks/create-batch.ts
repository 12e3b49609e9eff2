import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import type { CreatedTask, CreateTask } from './new-task.ts';

/** What became of one row of a batch: its task, or why it was refused. */
export type BatchRow = Pick<CreatedTask, 'snapshot' | 'deprecation'> | { readonly refused: Failure };

/** One row as it came in; whoever creates it checks it. */
export interface BatchInput {
  readonly body: unknown;
  readonly parent?: NonNullable<CreateTask['parent']>;
}

export type RowOrder = Omit<CreateTask, 'body'> & BatchInput;

export interface BatchOrder {
  readonly owner: Owner;
  readonly idSecret: string;
  readonly idempotencyKey: string;
  /** The id of the API key that it comes with; absent for a token. */
  readonly keyId?: string;
  /** The gateway's id of the request, for the log. */
  readonly requestId?: string;
  readonly rows: readonly BatchInput[];
}

/** A few at a time: a hundred transactions at once would only be in each other's way. */
const AT_ONCE = 10;

/**
 * Creates every row as a task of its own, under one idempotency key: a batch that is repeated creates nothing twice, and
 * what broke off is completed. A row that is refused does not keep the others from being made.
 */
export const createBatch =
  ({ create }: { create: (order: RowOrder) => Promise<CreatedTask> }) =>
  async ({ idempotencyKey, rows, ...order }: BatchOrder): Promise<BatchRow[]> => {
    const one = async (row: BatchInput, i: number): Promise<BatchRow> => {
      try {
        const key = `${idempotencyKey}#${i}`;
        const { snapshot, deprecation } = await create({ ...order, idempotencyKey: key, ...row });
        return { snapshot, ...(deprecation && { deprecation }) };
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return { refused: error };
      }
    };
    const results: BatchRow[] = [];
    for (let i = 0; i < rows.length; i += AT_ONCE) {
      const slice = rows.slice(i, i + AT_ONCE);
      results.push(...(await Promise.all(slice.map((row, j) => one(row, i + j)))));
    }
    return results;
  };
