import type { ProviderDependencies } from '#actions/dependencies.ts';
import { dialectNamed } from '#providers/dialects.ts';
import { probeAccount } from '#providers/account.ts';
import { connectAdapters } from './connect-adapters.ts';
import { systemClock } from './system-ports.ts';

/** What calls the services: one client for each. */
export function connectProviders(): ProviderDependencies {
  const clients = new Map(
    connectAdapters().map(({ service, adapter, connection, renewSecret }) => [
      service.name,
      { client: adapter.connect(connection), probe: adapter.probe, renewSecret },
    ]),
  );
  const clientOf = (service: string) => {
    const known = clients.get(service);
    if (known === undefined) throw new Error(`No client for the service ${service}`);
    return known;
  };
  return {
    dialectOf: dialectNamed,
    probe: (service) => probeAccount({ ...clientOf(service), now: systemClock.now }),
    renewKey: (service, usedAt) => clientOf(service).renewSecret(usedAt),
    send: (service, call, limits) => clientOf(service).client.send(call, limits),
  };
}
