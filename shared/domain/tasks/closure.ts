import type { FailCode } from '../error.ts';
import type { MilliCredits } from '../money/money.ts';

/**
 * Why nothing is sent to a service for a while. `key`: it refuses our key · `credit`: our account there could not pay for a
 * call of this price, so calls that cost as much, or more, wait.
 */
export type Closure = { readonly type: 'key' } | { readonly type: 'credit'; readonly price: MilliCredits };

/** What a job waits for that is held by a closure, for its timeline. */
export const closureReasons: Readonly<Record<Closure['type'], string>> = {
  key: 'the provider refuses our key',
  credit: 'the account at the provider has too few credits',
};

/** What an account at a service came to say of itself: that our key is good, and what is left where that is told. */
export interface AccountState {
  readonly balance?: MilliCredits;
}

/**
 * True where an account in this state ends the closure. A service that does not tell its balance is tried again: it refuses
 * one more call where it is still empty.
 */
export const isEndedBy = (closure: Closure, { balance }: AccountState): boolean =>
  closure.type === 'key' || balance === undefined || balance >= closure.price;

/** The price of one job of a task by its estimate. Where nothing is known of it, it is the least there is. */
export const priceOfOneJob = ({
  estimate,
  jobs,
}: {
  readonly estimate: MilliCredits;
  readonly jobs: number;
}) => Math.max(1, Math.ceil(estimate / Math.max(1, jobs)));

const ofTheAccount: Readonly<Partial<Record<FailCode, string>>> = {
  provider_auth:
    'The provider refuses the key of this service, not yours: whoever runs the service has to put that in order',
  insufficient_provider_credit:
    'The account of this service at the provider has too few credits; your own budget is another matter',
};

/** What a provider said with a refusal, for the owner of the task: a refusal of our account must not read as one of theirs. */
export function refusalInOurWords(code: FailCode, said: string): string {
  const words = ofTheAccount[code];
  return words === undefined ? said : `${words}. The provider said: ${said}`;
}
