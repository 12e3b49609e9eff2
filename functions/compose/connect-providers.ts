import type { ProviderDependencies } from '#actions/dependencies.ts';
import { dialectNamed } from '#providers/dialects.ts';
import { connectAdapters } from './connect-adapters.ts';

const PROBE_MS = 10_000;

/** What calls the services: one client for each. */
export function connectProviders(): ProviderDependencies {
  const clients = new Map(
    connectAdapters().map(({ service, adapter, connection }) => [
      service.name,
      { client: adapter.connect(connection), probe: adapter.probe },
    ]),
  );
  const clientOf = (service: string) => {
    const known = clients.get(service);
    if (known === undefined) throw new Error(`No client for the service ${service}`);
    return known;
  };
  return {
    dialectOf: dialectNamed,
    probe: async (service) => {
      const { client, probe } = clientOf(service);
      return probe.isHealthy(await client.send(probe.call, { timeoutMs: PROBE_MS }));
    },
    send: (service, call, limits) => clientOf(service).client.send(call, limits),
  };
}
