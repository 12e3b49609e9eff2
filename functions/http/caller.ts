import type { Owner } from '#domain/ids.ts';
import type { ApiKey } from '#storage/keys/key-store.ts';

/** Who is asking. */
export interface Caller {
  readonly owner: Owner;
  /** The API key of the request. */
  readonly key: Pick<ApiKey, 'id' | 'name' | 'createdAt'>;
  readonly operator: boolean;
  /** Turns an idempotency key into an unguessable task id. */
  readonly idSecret: string;
}

/** A caller whose key is an operator's. */
export interface Operator extends Caller {
  readonly operator: true;
}
