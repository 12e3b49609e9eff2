import type { Job } from './job.ts';

/** One account at a provider: limits of calls are held for each. */
export interface ProviderAccount {
  readonly service: string;
  readonly account: string;
}

/** The account that a service is called with where it has no other. */
export const DEFAULT_ACCOUNT = 'default';

/** The account that the call of a job was made with: whatever is asked or told about it, is so with this one. */
export const accountOf = (service: string, job: Job): ProviderAccount => ({
  service,
  account: ('claim' in job ? job.claim?.account : undefined) ?? DEFAULT_ACCOUNT,
});

export const defaultAccount = (service: string): ProviderAccount => ({ service, account: DEFAULT_ACCOUNT });
