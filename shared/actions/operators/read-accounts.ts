import type { Clock } from '#domain/ports.ts';
import type { Closure } from '#domain/tasks/closure.ts';
import { DEFAULT_ACCOUNT, type KnownAccount } from '#domain/tasks/provider-account.ts';
import type { SecretReading } from '#storage/tasks/account-secrets.ts';
import type { GateView } from '#storage/tasks/gate-view.ts';
import { closuresIn } from '#storage/tasks/gate-row.ts';

/** Whether the secret of an account is of any use: it cannot be read, has another form than the service wants, or is right. */
export type SecretState = 'readable' | 'unreadable' | 'malformed';

/** An account as operators see it. */
export interface ShownAccount extends KnownAccount {
  readonly secret: SecretState;
  /** How many calls wait for their turn with it. */
  readonly waiting: number;
  /** What the provider does not take with it for now. */
  readonly closures: readonly Closure['type'][];
}

export interface ReadAccountsDependencies {
  /** The accounts as they are now, not as a process remembers them. */
  readonly accountsOf: (service: string) => Promise<readonly KnownAccount[]>;
  readonly readSecret: (id: string) => Promise<SecretReading>;
  /** Where the secret of the first account of a service lies. */
  readonly firstSecret: (service: string) => string;
  readonly isSecret: (service: string, value: unknown) => boolean;
  readonly view: (account: KnownAccount, now: number) => Promise<GateView>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Tries whether the secret of an account is there and has the right form. What it says is not kept. */
export const secretState =
  ({ readSecret, firstSecret, isSecret }: Omit<ReadAccountsDependencies, 'accountsOf' | 'view' | 'clock'>) =>
  async ({ service, account, secretArn }: KnownAccount): Promise<SecretState> => {
    const id = account === DEFAULT_ACCOUNT ? firstSecret(service) : secretArn;
    const read = id === undefined ? undefined : await readSecret(id);
    if (read?.type !== 'read') return 'unreadable';
    return isSecret(service, read.value) ? 'readable' : 'malformed';
  };

/** Shows one account with what is known of it elsewhere. */
export const showAccount = (dependencies: ReadAccountsDependencies) => {
  const stateOf = secretState(dependencies);
  const { view, clock } = dependencies;
  return async (account: KnownAccount): Promise<ShownAccount> => {
    const [secret, { row, queue }] = await Promise.all([stateOf(account), view(account, clock.now())]);
    const waiting = queue.lines.reduce((sum, { size }) => sum + size, 0);
    const closures = row === undefined ? [] : closuresIn(row).map(({ type }) => type);
    return { ...account, secret, waiting, closures };
  };
};

/** Every account at a service, the first one first. */
export const readAccountsOf = (dependencies: ReadAccountsDependencies) => {
  const show = showAccount(dependencies);
  return async (service: string): Promise<readonly ShownAccount[]> =>
    Promise.all((await dependencies.accountsOf(service)).map(show));
};
