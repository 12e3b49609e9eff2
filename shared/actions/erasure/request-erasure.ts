import { newErasure, type Erasure } from '#domain/erasure/erasure.ts';
import { Failure } from '#domain/error.ts';
import { isErasureId, type ErasureId, type Owner } from '#domain/ids.ts';
import { isoTime, type Clock, type Digest } from '#domain/ports.ts';
import type { AuditWriter } from '#storage/operators/audit-store.ts';
import type { ErasureStore } from '#storage/erasure/erasure-store.ts';

export interface ErasureOrder {
  readonly owner: Owner;
  /** Only we know it: it makes the token one that we have handed out to this very owner. */
  readonly idSecret: string;
  readonly confirmationToken: string | undefined;
  /** Why, for the audit. */
  readonly reason?: string;
}

interface RequestDependencies {
  readonly erasures: ErasureStore;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly audit: AuditWriter;
}

/** A token is good for ten minutes: long enough to read what it confirms, too short to lie about. */
const TOKEN_LIFE_MS = 10 * 60_000;

const asId = (hex: string): ErasureId => {
  const id = hex.slice(0, 32);
  if (!isErasureId(id)) throw new Error('A digest is not the id of an erasure');
  return id;
};

/**
 * Begins the removal of everything of an owner. Without a good token nothing happens but that one is handed out, with
 * `confirmation_required`. A token begins one erasure, however often it is sent.
 */
export const requestErasure = ({ erasures, clock, digest, audit }: RequestDependencies) => {
  const tokenOf = ({ owner, idSecret }: ErasureOrder, until: number): string =>
    `${until}.${digest.hmac256(idSecret, `erase ${owner} ${until}`)}`;

  const isGood = (order: ErasureOrder, token: string, now: number): boolean => {
    const until = Number(/^(\d{13})\.[0-9a-f]{64}$/.exec(token)?.[1] ?? 0);
    return until > now && digest.same(token, tokenOf(order, until));
  };

  return async (order: ErasureOrder): Promise<Erasure> => {
    const { owner, confirmationToken: token, reason } = order;
    const now = clock.now();
    if (token === undefined || !isGood(order, token, now)) {
      const until = now + TOKEN_LIFE_MS;
      const detail =
        token === undefined
          ? 'All your tasks, files and uploads will be removed for good; send this again with the token'
          : 'The token is none of yours, or too old; send this again with this one';
      throw new Failure('confirmation_required', detail, {
        extra: { confirmationToken: tokenOf(order, until), expiresAt: isoTime(until) },
      });
    }
    const erasure = newErasure(asId(digest.sha256(token)), owner, now);
    const { id, at } = erasure;
    const line = { at, actor: owner, action: 'erasure-requested', owner, subject: id } as const;
    const told = audit(reason === undefined ? line : { ...line, reason });
    if (await erasures.create(erasure, [told])) return erasure;
    return (await erasures.find(owner, erasure.id)) ?? erasure;
  };
};

/** Reads the receipt of an erasure. Throws `not_found`, also for another owner's. */
export const readErasure =
  ({ erasures }: Pick<RequestDependencies, 'erasures'>) =>
  async (owner: Owner, id: string): Promise<Erasure> => {
    const erasure = isErasureId(id) ? await erasures.find(owner, id) : undefined;
    if (erasure === undefined) throw new Failure('not_found', 'There is no such erasure');
    return erasure;
  };
