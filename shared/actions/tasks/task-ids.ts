import { withoutSignatures } from '#domain/files/input-ref.ts';
import { isTaskId, type TaskId } from '#domain/ids.ts';
import type { Dependencies } from '../dependencies.ts';
import { canonicalJson, type CreateTask } from './new-task.ts';

function asId(text: string): TaskId {
  const id = text.slice(0, 32);
  if (!isTaskId(id)) throw new Error('A digest is not a task id');
  return id;
}

/** What tasks are called, and how a repeated request is known. */
export const taskIds = ({ digest, random }: Pick<Dependencies, 'digest' | 'random'>) => ({
  /** An id that nobody can guess. */
  fresh: (): TaskId => asId(random.hex128()),

  /** The nth id of an idempotency key: the next one counts only once the task under the one before has outlived the key. */
  keyed: (order: CreateTask, generation: number): TaskId =>
    asId(digest.hmac256(order.idSecret, canonicalJson([order.owner, order.idempotencyKey, generation]))),

  /**
   * What is asked, as hex SHA-256; undefined without an idempotency key. A retry asks for what its parent asked for, and is
   * another order all the same.
   */
  hashOf: ({ idempotencyKey, body, parent }: CreateTask): string | undefined => {
    const asked = parent === undefined ? body : { ...body, parent: parent.id };
    return idempotencyKey === undefined ? undefined : digest.sha256(canonicalJson(withoutSignatures(asked)));
  },
});
