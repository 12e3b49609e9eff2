import type { Owner } from '#domain/ids.ts';
import type { ApiKey } from '#domain/keys/api-key.ts';
import type { Reach } from '#domain/keys/reach.ts';
import type { Scope } from '#domain/keys/scopes.ts';

/** Who is asking. */
export interface Caller {
  readonly owner: Owner;
  /** The API key of the request; absent where it came with a token. */
  readonly key?: Pick<ApiKey, 'id' | 'name' | 'createdAt' | 'expiresAt'>;
  readonly scopes: readonly Scope[];
  /** What a token for browsers opens; absent for keys and for whoever signs in, who reach everything of the owner. */
  readonly reach?: Reach;
  /** When the credential ends, in ISO time, where that is known. */
  readonly expiresAt?: string;
  /** Turns an idempotency key into an unguessable task id; absent where nothing that was read says it. */
  readonly idSecret?: string;
}

/** A caller who may use the routes for operators. */
export type Operator = Caller;
