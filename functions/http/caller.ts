import type { Owner } from '#domain/ids.ts';
import type { ApiKey } from '#domain/keys/api-key.ts';
import type { Scope } from '#domain/keys/scopes.ts';

/** Who is asking. */
export interface Caller {
  readonly owner: Owner;
  /** The API key of the request; absent where it came with a token. */
  readonly key?: Pick<ApiKey, 'id' | 'name' | 'createdAt' | 'expiresAt'>;
  readonly scopes: readonly Scope[];
  /** Turns an idempotency key into an unguessable task id; absent where nothing that was read says it. */
  readonly idSecret?: string;
}

/** A caller who may use the routes for operators. */
export type Operator = Caller;
