import { Failure } from '#domain/error.ts';
import { isTaskId, type Owner } from '#domain/ids.ts';
import type { Digest } from '#domain/ports.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { BatchOrder, BatchRow } from './create-batch.ts';
import { sameRequest } from './same-request.ts';

interface VaryDependencies {
  readonly tasks: Pick<TaskStore, 'load'>;
  readonly digest: Digest;
  readonly createAll: (order: BatchOrder) => Promise<BatchRow[]>;
  /** The same request with another seed, where the model has one; as it is where it has none. */
  readonly reseed: (
    providerParams: Readonly<Record<string, unknown>>,
    fraction: number,
  ) => Record<string, unknown>;
}

export interface VaryOrder {
  readonly owner: Owner;
  readonly idSecret: string;
  readonly idempotencyKey: string;
  /** The id of the API key that it comes with; absent for a token. */
  readonly keyId?: string;
  /** The gateway's id of the request, for the log. */
  readonly requestId?: string;
  readonly id: string;
  readonly count: number;
}

/** A number from 0 to under 1 that follows from a text which nobody outside knows. */
const fractionOf = (hex: string): number => Number.parseInt(hex.slice(0, 12), 16) / 2 ** 48;

/** Asks for the same again, so many times, each with another seed: tasks of their own that point at their parent. */
export const varyTask =
  ({ tasks, digest, createAll, reseed }: VaryDependencies) =>
  async ({ id, count, ...order }: VaryOrder): Promise<BatchRow[]> => {
    const { owner, idSecret, idempotencyKey } = order;
    const snapshot = isTaskId(id) ? await tasks.load(owner, id) : undefined;
    if (snapshot === undefined) throw new Failure('not_found', 'There is no such task');
    const same = sameRequest(snapshot);
    // Drawn from the key and not from chance: the same order sent again has to be the same, seeds and all.
    const drawn = (i: number): number =>
      fractionOf(digest.hmac256(idSecret, `${owner} seed ${idempotencyKey}#${i}`));
    const rows = Array.from({ length: count }, (_, i) => ({
      parent: { id: snapshot.task.id, retryCount: 0 },
      body: { ...same, providerParams: reseed(same.providerParams, drawn(i)) },
    }));
    return createAll({ ...order, rows });
  };
