import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { isGood, OVERLAP_SECONDS, overlapEnd, successorEnd, type ApiKey } from '#domain/keys/api-key.ts';
import { missingScope, type Scope } from '#domain/keys/scopes.ts';
import { isTokenOwner } from '#domain/keys/token-owner.ts';
import { COMMAND_LINE, DEPLOYMENT } from '#domain/operators/audit.ts';
import { isoTime, type Clock } from '#domain/ports.ts';
import type { KeyPosition } from '#storage/keys/key-lists.ts';
import { idOf, type NewKey } from '#storage/keys/key-rows.ts';
import type { KeyStore } from '#storage/keys/key-store.ts';
import type { AuditWriter } from '#storage/operators/audit-store.ts';
import { keyMadeLine, keyRevokedLine, keyRotatedLine, type KeyAct } from './key-lines.ts';
import type { MintedKey } from './make-key.ts';

interface KeyDependencies {
  readonly keys: KeyStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly mint: () => MintedKey;
  /** Makes the line that tells of a change, which is written in its transaction. */
  readonly audit: AuditWriter;
}

/** Who asks for something about keys. */
export interface KeyHolder {
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  /** The id of the key that asks, or another name for it. */
  readonly by: string;
}

/** A key that has just been made, with its text, this once. */
export interface MadeKey {
  readonly key: string;
  readonly made: ApiKey;
}

export interface KeyOrder {
  /** Absent: the holder's own. */
  readonly owner?: Owner;
  readonly name?: string;
  readonly scopes: readonly Scope[];
  /** ISO time. */
  readonly expiresAt?: string;
  readonly reason?: string;
}

export interface RotationOrder {
  readonly id: string;
  readonly reason?: string;
  readonly overlapSeconds?: number;
  readonly expiresAt?: string;
}

const lacks = (scope: Scope, why: string): Failure =>
  new Failure('forbidden', why, { extra: { requiredScope: scope } });

const actOf = (holder: KeyHolder, now: number, reason: string | undefined): KeyAct => ({
  at: isoTime(now),
  by: holder.owner,
  ...(reason === undefined ? {} : { reason }),
});

const isOperator = ({ scopes }: KeyHolder): boolean => scopes.includes('operator');

/** Throws `forbidden` where a key would get a scope that its maker lacks. */
function mayGive(scopes: readonly Scope[], holder: KeyHolder): void {
  const missing = missingScope(scopes, holder.scopes);
  if (missing !== undefined)
    throw lacks(missing, `A key can only make keys with scopes that it has; ${missing} is none`);
}

/** Whose keys are meant. Throws `forbidden` where only an operator may ask for them. */
function ownerFor(holder: KeyHolder, owner: Owner | undefined): Owner {
  if (owner === undefined || owner === holder.owner || isOperator(holder)) return owner ?? holder.owner;
  throw lacks('operator', 'Keys of another owner are for operators');
}

/**
 * Throws `validation_failed` for an owner that comes from tokens: no token and no key ever stand for the same one. Nor does a
 * key stand for whom the audit names where no key is used.
 */
function mayHaveKeys(owner: Owner): void {
  if (owner === COMMAND_LINE || owner === DEPLOYMENT) {
    const errors = [{ path: '/owner', message: 'is a name that the audit uses itself' }];
    throw new Failure('validation_failed', 'This owner can have no API keys', { errors });
  }
  if (!isTokenOwner(owner)) return;
  const errors = [{ path: '/owner', message: 'comes from tokens, and has no keys' }];
  throw new Failure('validation_failed', 'Whoever signs in with tokens has no API keys', { errors });
}

/** `expiresAt` in epoch milliseconds. Throws `validation_failed` where it has passed. */
function futureOf(expiresAt: string | undefined, now: number): { expiresAt?: number } {
  if (expiresAt === undefined) return {};
  const time = Date.parse(expiresAt);
  if (time > now) return { expiresAt: time };
  const errors = [{ path: '/expiresAt', message: 'has passed already' }];
  throw new Failure('validation_failed', 'The key would have ended before it was made', { errors });
}

/** What is told of a key that is about to be made. */
const keyToBe = ({ hash, owner, scopes, name, expiresAt }: NewKey & Pick<KeyOrder, 'scopes'>) => ({
  id: idOf(hash),
  owner,
  scopes,
  ...(name === undefined ? {} : { name }),
  ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
});

/** Makes a key, for the holder's own owner unless an operator asks. */
export const createKey =
  ({ keys, clock, mint, audit }: KeyDependencies) =>
  async (holder: KeyHolder, { owner, name, scopes, expiresAt, reason }: KeyOrder): Promise<MadeKey> => {
    const now = clock.now();
    const whose = ownerFor(holder, owner);
    mayGive(scopes, holder);
    mayHaveKeys(whose);
    const { key, hash } = mint();
    const next: NewKey & Pick<KeyOrder, 'scopes'> = {
      owner: whose,
      scopes,
      ...(name === undefined ? {} : { name }),
      createdBy: holder.by,
      ...futureOf(expiresAt, now),
      hash,
      now,
    };
    const line = keyMadeLine(actOf(holder, now, reason), keyToBe(next));
    return { key, made: await keys.create(next, [audit(line)]) };
  };

/** The keys of an owner, a page at a time. */
export const listKeys =
  ({ keys }: Pick<KeyDependencies, 'keys'>) =>
  (holder: KeyHolder, asked: { owner?: Owner; limit: number; after?: KeyPosition }) =>
    keys.page({ ...asked, owner: ownerFor(holder, asked.owner) });

type FoundKey = NonNullable<Awaited<ReturnType<KeyStore['withId']>>>;

/** The key with this whole id. Throws `not_found`, also for another owner's, except to operators. */
async function keyFor(keys: KeyStore, holder: KeyHolder, id: string): Promise<FoundKey> {
  const key = await keys.withId(id);
  if (key === undefined || (key.owner !== holder.owner && !isOperator(holder)))
    throw new Failure('not_found', 'There is no such key');
  return key;
}

/** Takes a key out of use. To do so again changes nothing. */
export const revokeKey =
  ({ keys, clock, audit }: Omit<KeyDependencies, 'mint'>) =>
  async (holder: KeyHolder, id: string, reason?: string): Promise<void> => {
    const key = await keyFor(keys, holder, id);
    const now = clock.now();
    await keys.revoke(id, now, [audit(keyRevokedLine(actOf(holder, now, reason), key))]);
  };

function mayRotate(key: ApiKey, holder: KeyHolder, now: number): void {
  mayGive(key.scopes, holder);
  if (!isGood(key, now)) throw new Failure('conflict', 'The key has ended; make another one');
  if (key.replacedBy !== undefined)
    throw new Failure('conflict', `The key was rotated already: ${key.replacedBy} has taken its place`);
}

/** The key that takes the place of another: it may do the same, and lives as long as that was to live. */
function successorOf(old: FoundKey, now: number, expiresAt: string | undefined) {
  const usual = successorEnd(old, now);
  return {
    owner: old.owner,
    scopes: old.scopes,
    ...(old.name === undefined ? {} : { name: old.name }),
    ...(usual === undefined ? {} : { expiresAt: usual }),
    ...futureOf(expiresAt, now),
    now,
  };
}

/** Makes a key that may do the same; the one before stays good for an overlap. Throws `conflict` where it has ended. */
export const rotateKey =
  ({ keys, clock, mint, audit }: KeyDependencies) =>
  async (
    holder: KeyHolder,
    { id, overlapSeconds = OVERLAP_SECONDS, expiresAt, reason }: RotationOrder,
  ): Promise<MadeKey> => {
    const now = clock.now();
    const old = await keyFor(keys, holder, id);
    mayRotate(old, holder, now);
    const successor = successorOf(old, now, expiresAt);
    const { key, hash } = mint();
    const endsAt = overlapEnd(old, now, overlapSeconds);
    const line = keyRotatedLine(actOf(holder, now, reason), old, {
      replacedBy: idOf(hash),
      expiresAt: isoTime(endsAt),
    });
    const next = { ...successor, createdBy: holder.by, hash };
    const made = await keys.replace({ old, next, endsAt }, [audit(line)]);
    if (made === undefined)
      throw new Failure('conflict', 'The key was rotated or revoked at the same moment');
    if (overlapSeconds === 0) await keys.revoke(id, now);
    return { key, made };
  };

/** Ends all tokens for browsers, of every owner. */
export const endTokens =
  ({ keys, clock, audit }: Omit<KeyDependencies, 'mint'>) =>
  (holder: KeyHolder, reason?: string): Promise<void> => {
    const { by, ...act } = actOf(holder, clock.now(), reason);
    return keys.endTokens([audit({ ...act, actor: by, action: 'tokens-ended', owner: DEPLOYMENT })]);
  };
