import { isOwner, type Owner } from '../ids.ts';
import { claimOf, type Job } from './job.ts';

/** One account at a provider: limits of calls are held for each. */
export interface ProviderAccount {
  readonly service: string;
  readonly account: string;
}

/** Whether an account takes new calls. What it has taken is brought to its end in any case. */
export type AccountDuty = 'open' | 'draining' | 'shut';

/** One of our accounts at a service, as operators have set it. */
export interface KnownAccount extends ProviderAccount {
  readonly state: AccountDuty;
  /** Where its secret lies; absent for the first one, whose secret comes with the deployment. */
  readonly secretArn?: string;
  /** Why it is in its state, in the words of whoever has put it there. */
  readonly reason?: string;
  /** Since when it is in its state (ISO); absent where nobody has ever changed it. */
  readonly since?: string;
}

/** What accounts can be called: it is part of the names of rows and secrets. */
export const accountForm = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;
export const isAccountName = (text: string): boolean => accountForm.test(text);

/** The account that a service is called with where it has no other. */
export const DEFAULT_ACCOUNT = 'default';

/** An account of a service by its name; the first where none is said. */
export const accountNamed = (service: string, account = DEFAULT_ACCOUNT): ProviderAccount => ({
  service,
  account,
});

/** What the name of an owner's own account begins with; none that operators make can be called so. */
export const OWN = 'own.';

/** The account at a service that an owner has brought, for his own tasks and nobody else's: one at most. */
export const ownAccount = (service: string, owner: Owner): ProviderAccount => ({
  service,
  account: `${OWN}${owner}`,
});

/** Whose own an account is; undefined for those that are everybody's. */
export function ownerOf({ account }: Pick<ProviderAccount, 'account'>): Owner | undefined {
  const name = account.startsWith(OWN) ? account.slice(OWN.length) : '';
  return isOwner(name) ? name : undefined;
}

export const defaultAccount = (service: string): ProviderAccount => accountNamed(service);

/** The account that the call of a job was made with: whatever is asked or told about it, is so with this one. */
export const accountOf = (service: string, job: Job | undefined): ProviderAccount =>
  accountNamed(service, job && claimOf(job)?.account);

/** Numbers of the jobs whose calls were made with an account of the owner's own. */
export const ownJobs = (jobs: readonly Job[]): readonly number[] =>
  jobs.flatMap((job) => {
    const account = claimOf(job)?.account;
    return account === undefined || ownerOf({ account }) === undefined ? [] : [job.n];
  });

/** Those that take new calls. */
export const openOf = (accounts: readonly KnownAccount[]): readonly ProviderAccount[] =>
  accounts.flatMap(({ service, account, state }) => (state === 'open' ? [{ service, account }] : []));
