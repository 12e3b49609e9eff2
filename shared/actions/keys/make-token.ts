import { Failure } from '#domain/error.ts';
import { isOwner, isTaskId, type Owner, type TaskId } from '#domain/ids.ts';
import { browserTokenText, type BrowserToken } from '#domain/keys/browser-token.ts';
import type { KeyKind } from '#domain/keys/key-form.ts';
import type { Reach } from '#domain/keys/reach.ts';
import { inOrder, missingScope, type Scope } from '#domain/keys/scopes.ts';
import { signingKey, type SigningKey } from '#domain/keys/signing-keys.ts';
import type { AuditLine } from '#domain/operators/audit.ts';
import { isoTime, type Clock, type Digest, type Random } from '#domain/ports.ts';

interface TokenDependencies {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'hex128'>;
  readonly digest: Pick<Digest, 'hmac256'>;
  readonly kind: KeyKind;
  /** The secrets of the deployment as they are now. */
  readonly signingKeys: (now: number) => Promise<readonly SigningKey[]>;
  readonly hasTask: (owner: Owner, id: TaskId) => Promise<boolean>;
  /** Tells of a token that opens the things of another owner, before it is handed out. */
  readonly tell: (line: AuditLine) => Promise<void>;
}

/** Who makes a token: nothing that it opens is closed to its maker, and it does not outlive the maker's credential. */
export interface TokenMaker {
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  /** ISO time. */
  readonly expiresAt?: string;
}

/** What a token is to open. */
export type TokenOrder = (
  | { readonly task: string }
  | { readonly prompt: string }
  | { readonly owner: string }
  | { readonly upload: true }
) & {
  readonly scopes: readonly Scope[];
  readonly ttlSeconds: number;
};

/** A token that was just made. */
export interface MadeToken {
  readonly token: string;
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  readonly reach: Reach;
  /** ISO time. */
  readonly expiresAt: string;
}

const lacks = (scope: Scope, why: string): Failure =>
  new Failure('forbidden', why, { extra: { requiredScope: scope } });

/** Whose things the token opens. Throws `forbidden` where it could do what its maker cannot. */
function ownerFor(order: TokenOrder, maker: TokenMaker): Owner {
  const missing = missingScope(order.scopes, maker.scopes);
  if (missing !== undefined)
    throw lacks(missing, `A token can only have scopes that its maker has; ${missing} is none`);
  if (!('owner' in order) || order.owner === maker.owner) return maker.owner;
  if (maker.scopes.includes('operator') && isOwner(order.owner)) return order.owner;
  throw lacks('operator', 'Tokens for another owner are for operators');
}

/** The end of a token, in epoch seconds. */
function endOf({ ttlSeconds }: TokenOrder, { expiresAt }: TokenMaker, now: number): number {
  const end = now + ttlSeconds * 1000;
  return Math.floor((expiresAt === undefined ? end : Math.min(end, Date.parse(expiresAt))) / 1000);
}

/**
 * Makes a token that a page may hold. Throws `forbidden` for what its maker may not do itself, and `not_found` for a task that
 * is not there, or another's.
 */
export const makeToken = ({ clock, random, digest, kind, signingKeys, hasTask, tell }: TokenDependencies) => {
  const reachOf = async (order: TokenOrder, owner: Owner): Promise<Reach> => {
    if ('prompt' in order) return { type: 'prompt', id: order.prompt };
    if ('upload' in order) return { type: 'upload', id: random.hex128() };
    if ('owner' in order) return { type: 'owner' };
    const { task } = order;
    if (isTaskId(task) && (await hasTask(owner, task))) return { type: 'task', id: task };
    throw new Failure('not_found', 'There is no such task');
  };

  return async (maker: TokenMaker, order: TokenOrder): Promise<MadeToken> => {
    const now = clock.now();
    const owner = ownerFor(order, maker);
    const token: BrowserToken = {
      owner,
      scopes: inOrder(order.scopes),
      reach: await reachOf(order, owner),
      expiresAt: endOf(order, maker, now),
    };
    const key = signingKey(await signingKeys(now), now);
    if (key === undefined)
      throw new Failure('busy', 'There is no secret to sign with', { retryAfterSeconds: 1 });
    const expiresAt = isoTime(token.expiresAt * 1000);
    // Nothing is stored of a token: the line is all that will ever be known of it.
    if (owner !== maker.owner)
      await tell({
        at: isoTime(now),
        actor: maker.owner,
        action: 'token-made',
        owner,
        after: { scopes: token.scopes.join(','), expiresAt },
      });
    return { ...token, token: browserTokenText(token, key, { kind, digest }), expiresAt };
  };
};
