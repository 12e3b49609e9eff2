import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { isoTime, type Clock } from '#domain/ports.ts';
import { SUBMIT_FUNCTION_SECONDS } from '#domain/tasks/limits.ts';
import { DEFAULT_ACCOUNT, type KnownAccount, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { AuditWriter } from '#storage/operators/audit-store.ts';
import type { AccountChanges } from '#storage/tasks/account-changes.ts';
import { KNOWN_FOR_MS } from '#storage/tasks/account-rows.ts';
import type { SecretWriter } from '#storage/tasks/account-secrets.ts';
import type { AccountWork } from '#storage/tasks/account-work.ts';
import { calledOf, factsOf, subjectOf, unknownOf, whoseIs } from './set-account.ts';

interface RemoveDependencies {
  readonly accountsOf: (service: string) => Promise<readonly KnownAccount[]>;
  readonly changes: AccountChanges;
  readonly secrets: SecretWriter;
  readonly workOf: (account: ProviderAccount) => Promise<AccountWork>;
  readonly audit: AuditWriter;
  readonly clock: Pick<Clock, 'now'>;
}

export interface RemovalOrder extends ProviderAccount {
  readonly by: Owner;
  readonly reason?: string;
}

/**
 * For so long after an account has left its duty a call may still begin with it: a process remembers that it was open, and a
 * visit that has chosen it is at work.
 */
export const LEAVES_AFTER_MS = KNOWN_FOR_MS + SUBMIT_FUNCTION_SECONDS * 1000;

const conflict = (detail: string, retryAfterSeconds?: number): Failure =>
  new Failure('conflict', detail, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Why an account cannot go yet; undefined where nothing is under way with it. */
function inTheWay({ tasks, items, isAll }: AccountWork): string | undefined {
  if (tasks === 0 && items === 0)
    return isAll ? undefined : 'so much is under way that not all of it was looked at';
  const parts = [
    ...(tasks === 0
      ? []
      : [`${isAll ? '' : 'at least '}${counted(tasks, 'task')} under way or still asked after`]),
    ...(items === 0 ? [] : [`${counted(items, 'item')} that an operator has to decide`]),
  ];
  return `it has made calls for ${parts.join(', and ')}`;
}

/**
 * Removes an account that takes no calls any more and with which nothing is under way: its secret first, which can be had
 * back for a week, then its row. Whoever dies in between leaves an account that takes no calls, and repeating the order
 * removes it.
 */
export const removeAccount =
  ({ accountsOf, changes, secrets, workOf, audit, clock }: RemoveDependencies) =>
  async ({ by, reason, ...order }: RemovalOrder): Promise<void> => {
    const known = (await accountsOf(order.service)).find(({ account }) => account === order.account);
    if (known === undefined) throw new Failure('not_found', unknownOf(order));
    const name = calledOf(order);
    if (name === DEFAULT_ACCOUNT)
      throw conflict('The first account is the deployment’s own: it can be drained or shut, and not removed');
    if (known.state === 'open') throw conflict(`${name} takes calls: have it drained first`);
    const now = clock.now();
    const left = Date.parse(known.since ?? isoTime(0)) + LEAVES_AFTER_MS - now;
    if (left > 0) {
      const seconds = Math.ceil(left / 1000);
      throw conflict(`${name} may still be at work: it is ${known.state} for a moment only`, seconds);
    }
    const why = inTheWay(await workOf(order));
    if (why !== undefined) throw conflict(`${name} cannot be removed yet: ${why}`);
    await secrets.remove(order);
    const line = {
      at: isoTime(now),
      actor: by,
      action: 'account-removed',
      owner: whoseIs(order),
      subject: subjectOf(order),
      before: factsOf(known),
      ...(reason === undefined ? {} : { reason }),
    } as const;
    if (!(await changes.remove(known, [audit(line)])))
      throw conflict(`Somebody else has changed ${name} meanwhile`);
  };
