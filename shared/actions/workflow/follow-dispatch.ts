import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import { beginDispatch, type DispatchDependencies } from './begin-dispatch.ts';

/** An execution that gave out places, and has failed, has run out of time, or was ended from outside. */
export interface EndedDispatch extends ProviderAccount {
  readonly execution: string;
}

/**
 * Has another execution give out places, at once rather than when the lease has run out. One that died before it had looked
 * is left to whoever joins next and to the sweeper: what always fails is begun once a minute, and not once a second.
 */
export const followDispatch = (dependencies: DispatchDependencies) => {
  const begin = beginDispatch(dependencies);
  return async ({ execution, ...account }: EndedDispatch): Promise<void> => {
    dependencies.log.warn('who gave out places is gone', { provider: account.service, execution });
    await begin(account, { replaces: execution, leastLooks: 1 });
  };
};
