import type { Owner } from '#domain/ids.ts';

/** Who is asking. */
export interface Caller {
  readonly owner: Owner;
  readonly operator: boolean;
  /** Turns an idempotency key into an unguessable task id. */
  readonly idSecret: string;
}

/** A caller whose key is an operator's. */
export interface Operator extends Caller {
  readonly operator: true;
}
