/** One account at a provider: limits of calls are held for each. */
export interface ProviderAccount {
  readonly service: string;
  readonly account: string;
}

/** The account that a service is called with where it has no other. */
export const DEFAULT_ACCOUNT = 'default';

export const defaultAccount = (service: string): ProviderAccount => ({ service, account: DEFAULT_ACCOUNT });
