import type { Context } from './conditions.ts';
import type { Statement } from './document.ts';
import type { Caller } from './principals.ts';

/** The statements of all policies of one role or one resource, sorted by action as they are asked for. */
export class PolicySet {
  readonly #statements: readonly Statement[];
  readonly #byAction = new Map<string, readonly Statement[]>();

  constructor(statements: readonly Statement[]) {
    this.#statements = statements;
  }

  /** Those that say something about an action. */
  about(action: string): readonly Statement[] {
    const known = this.#byAction.get(action);
    if (known !== undefined) return known;
    const found = this.#statements.filter(({ actions }) => actions(action));
    this.#byAction.set(action, found);
    return found;
  }
}

/** One thing that a caller wants to do. */
export interface Asked {
  readonly action: string;
  /** An ARN, or `*` where the action concerns no resource. */
  readonly resource: string;
  readonly context: Context;
}

/** The policies that have a say. */
export interface Policies {
  /** Of the caller; a service has none. */
  readonly identity: PolicySet | undefined;
  /** Of what is acted on, where it has one. */
  readonly resource: PolicySet | undefined;
}

type Verdict = 'allow' | 'deny' | undefined;

function verdictOf(
  set: PolicySet | undefined,
  caller: Caller,
  { action, resource, context }: Asked,
): Verdict {
  let verdict: Verdict;
  for (const { effect, resources, condition, principal } of set?.about(action) ?? []) {
    const named = principal === undefined ? 'named' : principal(caller);
    if (named === undefined || !resources(resource)) continue;
    if (condition !== undefined && !condition(context)) continue;
    if (effect === 'Deny') return 'deny';
    // An account that is allowed leaves it to the policies of whom in it may.
    if (named === 'named') verdict = 'allow';
  }
  return verdict;
}

/**
 * Why a request is refused, in AWS's words, or undefined when it is allowed. Within one account: an explicit Deny wins, an
 * Allow of either side suffices, and what nobody allows is denied. The account itself may do everything.
 */
export function reasonOfDenial(caller: Caller, policies: Policies, asked: Asked): string | undefined {
  if (caller.kind === 'account') return undefined;
  const identity = verdictOf(policies.identity, caller, asked);
  if (identity === 'deny') return 'with an explicit deny in an identity-based policy';
  const resource = verdictOf(policies.resource, caller, asked);
  if (resource === 'deny') return 'with an explicit deny in a resource-based policy';
  if (identity === 'allow' || resource === 'allow') return undefined;
  const kind = caller.kind === 'service' ? 'resource' : 'identity';
  return `because no ${kind}-based policy allows the ${asked.action} action`;
}
