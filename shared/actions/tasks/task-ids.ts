import { withoutSignatures } from '#domain/files/input-ref.ts';
import { withoutFillers } from '#domain/fillers.ts';
import { KEY_PART_LENGTH } from '#domain/files/key-part.ts';
import { isTaskId, type TaskId } from '#domain/ids.ts';
import type { Dependencies } from '../dependencies.ts';
import { canonicalJson, type CreateTask } from './new-task.ts';

function asId(text: string): TaskId {
  const id = text.slice(0, 32);
  if (!isTaskId(id)) throw new Error('A digest is not a task id');
  return id;
}

/** A retry asks for what its parent asked for, and is another order all the same. */
const askedIn = ({ body, parent }: CreateTask): Readonly<Record<string, unknown>> =>
  parent === undefined ? body : { ...body, parent: parent.id };

/** What is asked, where fillers say nothing: clients send them now and then. */
const meantBy = (order: CreateTask): unknown => ({
  ...askedIn(order),
  providerParams: withoutFillers(order.body.providerParams),
});

/** What tasks are called, and how a repeated request is known. */
export const taskIds = ({ digest, random }: Pick<Dependencies, 'digest' | 'random'>) => {
  const hash = (asked: unknown): string => digest.sha256(canonicalJson(withoutSignatures(asked)));
  return {
    /** An id that nobody can guess. */
    fresh: (): TaskId => asId(random.hex128()),

    /** The nth id of an idempotency key: the next one counts only once the task under the one before has outlived the key. */
    keyed: (order: CreateTask, generation: number): TaskId =>
      asId(digest.hmac256(order.idSecret, canonicalJson([order.owner, order.idempotencyKey, generation]))),

    /** What nobody can guess of where a task's files lie, also whoever knows its id. */
    keyPart: ({ idSecret }: CreateTask, id: TaskId): string =>
      digest.hmac256(idSecret, `files of ${id}`).slice(0, KEY_PART_LENGTH),

    /** What is asked, as hex SHA-256; undefined without an idempotency key. */
    hashOf: (order: CreateTask): string | undefined =>
      order.idempotencyKey === undefined ? undefined : hash(meantBy(order)),

    /** True for the hash of what an order asks; versions before 2026-11-29 counted fillers in. */
    isHashOf: (order: CreateTask, requestHash: string | undefined): boolean =>
      requestHash === hash(meantBy(order)) || requestHash === hash(askedIn(order)),
  };
};
