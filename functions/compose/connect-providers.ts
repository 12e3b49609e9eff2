import type { ProviderDependencies } from '#actions/dependencies.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import { dialectNamed } from '#providers/dialects.ts';
import { probeAccount } from '#providers/account.ts';
import type { SecretArnOf } from './connect-accounts.ts';
import { connectAdapters } from './connect-adapters.ts';
import { systemClock } from './system-ports.ts';

/** For those who call services with the first account only. */
const firstOnly: SecretArnOf = async () => undefined;

/**
 * What calls the services: a client for each account, made for the call, for all that it holds is how its secret is read.
 * `arnOf` says where the secrets of accounts lie that are not the first.
 */
export function connectProviders(arnOf = firstOnly): ProviderDependencies {
  const spoken = new Map(connectAdapters().map((one) => [one.service.name, one]));
  const callerOf = ({ service, account }: ProviderAccount) => {
    const known = spoken.get(service);
    if (known === undefined) throw new Error(`No client for the service ${service}`);
    const { adapter, origins, secretOf } = known;
    const { read: secret, renew: renewSecret } = secretOf(account, arnOf);
    return { client: adapter.connect({ origins, secret }), probe: adapter.probe, renewSecret };
  };
  return {
    dialectOf: dialectNamed,
    probe: (account) => probeAccount({ ...callerOf(account), now: systemClock.now }),
    renewKey: (account, usedAt) => callerOf(account).renewSecret(usedAt),
    send: (account, call, limits) => callerOf(account).client.send(call, limits),
  };
}
