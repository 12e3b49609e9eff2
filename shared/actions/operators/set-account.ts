import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import { DEPLOYMENT, type AuditLine } from '#domain/operators/audit.ts';
import { isoTime } from '#domain/ports.ts';
import {
  accountNamed,
  DEFAULT_ACCOUNT,
  openOf,
  ownerOf,
  type AccountDuty,
  type KnownAccount,
  type ProviderAccount,
} from '#domain/tasks/provider-account.ts';
import type { AuditWriter } from '#storage/operators/audit-store.ts';
import type { AccountChanges, ChangedAccount } from '#storage/tasks/account-changes.ts';
import type { SecretWriter } from '#storage/tasks/account-secrets.ts';
import { secretState, type ReadAccountsDependencies } from './read-accounts.ts';

/** What an operator wants of an account, or an owner of his own; what is left out stays as it is. */
export interface AccountOrder extends ProviderAccount {
  readonly state?: AccountDuty;
  /** Why, for the audit and for whoever reads what state it is in. */
  readonly reason?: string;
  /** Members of its secret. */
  readonly secret?: Readonly<Record<string, unknown>>;
  /** Where its secret lies, where whoever asks has made it. */
  readonly secretArn?: string;
  /** Whose key it is done with. */
  readonly by: Owner;
}

export interface SetAccountDependencies extends ReadAccountsDependencies {
  readonly changes: AccountChanges;
  readonly secrets: SecretWriter;
  /** What a new secret of a service holds before it is filled. */
  readonly freshSecret: (service: string) => Readonly<Record<string, unknown>>;
  readonly audit: AuditWriter;
}

type Facts = NonNullable<AuditLine['after']>;

/** What the audit says of an account. */
export const factsOf = ({ state, reason }: KnownAccount): Facts => ({
  state,
  ...(reason === undefined ? {} : { reason }),
});

/** What an account is called in what is said of it. */
export const calledOf = (one: ProviderAccount): string =>
  ownerOf(one) === undefined ? one.account : 'your own account';

export const unknownOf = (one: ProviderAccount): string =>
  ownerOf(one) === undefined
    ? `${one.service} has no account ${one.account}`
    : `You have brought no account at ${one.service}`;

export const subjectOf = ({ service, account }: ProviderAccount): string => `${service}/${account}`;

/** Whose things it is done to. */
export const whoseIs = (one: ProviderAccount): Owner => ownerOf(one) ?? DEPLOYMENT;

/** An account in the state that is wanted. The words of a state go with it. */
function turned(known: KnownAccount | undefined, order: AccountOrder, at: string): KnownAccount {
  const before: KnownAccount = known ?? { ...accountNamed(order.service, order.account), state: 'open' };
  const { state = before.state, reason } = order;
  const { reason: words, since, ...rest } = before;
  const isTurned = known === undefined || state !== before.state;
  const why = reason ?? (isTurned ? undefined : words);
  const from = isTurned || since === undefined ? at : since;
  return { ...rest, state, since: from, ...(why === undefined ? {} : { reason: why }) };
}

const isSame = (one: KnownAccount | undefined, other: KnownAccount): boolean =>
  one !== undefined &&
  one.state === other.state &&
  one.reason === other.reason &&
  one.secretArn === other.secretArn;

const conflict = (detail: string): Failure => new Failure('conflict', detail);

/** Writes the value of a secret where it is another one; gives where it lies, and whether it was written. */
const writingSecret = ({
  secrets,
  readSecret,
  freshSecret,
  isSecret,
  changes,
  audit,
  clock,
}: SetAccountDependencies) => {
  return async (order: AccountOrder, known: KnownAccount | undefined) => {
    const { service, by, reason } = order;
    const read = await readSecret(known?.secretArn ?? secrets.nameOf(order));
    const isOld = read.type === 'read' && isSecret(service, read.value);
    const old = { ...freshSecret(service), ...(isOld ? (read.value as object) : {}) };
    const value = { ...old, ...order.secret };
    if (!isSecret(service, value))
      throw conflict(`The secret of ${calledOf(order)} is not there, or cannot be read: send its apiKey`);
    if (isOld && JSON.stringify(old) === JSON.stringify(value)) return { arn: read.arn, isNew: false };
    const at = isoTime(clock.now());
    const why = reason === undefined ? {} : { reason };
    // Before the key itself: whoever dies behind it has not changed a key of which nobody knows.
    const line = { at, actor: by, action: 'account-secret-setting', owner: whoseIs(order), ...why } as const;
    await changes.tell(audit({ ...line, subject: subjectOf(order) }));
    return { arn: await secrets.write(order, value), isNew: true };
  };
};

/**
 * Adds an account at a provider, or changes one. Its secret is written before the row that has it used, so that whoever dies
 * in between leaves a secret that nobody uses yet, or a new value of one that is in use; repeating the order brings it to
 * its end. What is set as it is leaves no line. Gives the account, and what else is to be said.
 */
export const setAccount = (dependencies: SetAccountDependencies) => {
  const { accountsOf, changes, audit, clock } = dependencies;
  const write = writingSecret(dependencies);
  const stateOf = secretState(dependencies);

  const check = (order: AccountOrder, known: KnownAccount | undefined): void => {
    const isFirst = order.account === DEFAULT_ACCOUNT;
    const hasSecret = order.secret !== undefined || order.secretArn !== undefined;
    if (isFirst && hasSecret)
      throw conflict('The secret of the first account is the deployment’s own: it is set in Secrets Manager');
    if (!isFirst && known === undefined && !hasSecret)
      throw conflict(`${unknownOf(order)}; send its apiKey, and it is added`);
  };

  const told =
    (order: AccountOrder, isSecretNew: boolean, known: KnownAccount | undefined) =>
    // The first account is open before it has a row.
    ({ before = known, next, rev }: ChangedAccount) => {
      const line = {
        at: isoTime(clock.now()),
        actor: order.by,
        action: 'account-set',
        owner: whoseIs(order),
        subject: subjectOf(order),
        ...(before === undefined ? {} : { before: factsOf(before) }),
        after: {
          ...factsOf(next),
          ...(isSecretNew ? { secret: 'written' } : {}),
          ...(order.secretArn === undefined ? {} : { secretArn: order.secretArn }),
        },
        ...(order.reason === undefined ? {} : { reason: order.reason }),
      } as const;
      return [audit(line, rev)];
    };

  return async (order: AccountOrder): Promise<KnownAccount> => {
    const known = (await accountsOf(order.service)).find(({ account }) => account === order.account);
    check(order, known);
    const at = isoTime(clock.now());
    const secret = order.secret === undefined ? undefined : await write(order, known);
    const secretArn = secret?.arn ?? order.secretArn;
    const withSecret = (account: KnownAccount): KnownAccount =>
      secretArn === undefined ? account : { ...account, secretArn };
    const wanted = withSecret(turned(known, order, at));
    const isFirst = order.account === DEFAULT_ACCOUNT;
    const isOpening = wanted.state === 'open' && known?.state !== 'open' && !isFirst;
    if ((isOpening || order.secretArn !== undefined) && (await stateOf(wanted)) !== 'readable')
      throw conflict(`The secret of ${calledOf(order)} cannot be read, or has another form`);
    let set = wanted;
    const decide = (stored: KnownAccount | undefined): KnownAccount | undefined => {
      const before = isFirst ? (stored ?? known) : stored;
      if (before === undefined && secretArn === undefined)
        throw conflict(`Somebody else has removed ${calledOf(order)} meanwhile`);
      set = withSecret(turned(before, order, at));
      return before !== undefined && secret?.isNew !== true && isSame(before, set) ? undefined : set;
    };
    await changes.amend(order, {
      at,
      decide,
      told: told(order, secret?.isNew === true, isFirst ? known : undefined),
    });
    return set;
  };
};

/** What is to be said where nobody's calls are taken any more. */
export const warningOf = (service: string, accounts: readonly KnownAccount[]): string | undefined =>
  openOf(accounts).length > 0
    ? undefined
    : `No account of ${service} takes calls now: tasks are held until one is open, or their deadline is over`;
