import type { ProviderDependencies } from '#actions/dependencies.ts';
import { dialectNamed } from '#providers/dialects.ts';
import { kieClient } from '#providers/kie/client.ts';
import { creditCall, isHealthy } from '#providers/kie/credit.ts';
import { readKieSecret } from './kie-secret.ts';
import { readSettings } from './settings.ts';

const PROBE_MS = 10_000;

/** The clients of all services, one sender by service name. */
export function connectProviders(): ProviderDependencies {
  const { KIE_BASE_URL } = readSettings('KIE_BASE_URL');
  const kie = kieClient({ baseUrl: KIE_BASE_URL, apiKey: async () => (await readKieSecret()).apiKey });
  return {
    dialectOf: dialectNamed,
    probe: async (service) => {
      if (service !== 'KIE') return false;
      return isHealthy(await kie.send(creditCall, { timeoutMs: PROBE_MS }));
    },
    send: (service, call, limits) => {
      if (service !== 'KIE') throw new Error(`No client for the service ${service}`);
      return kie.send(call, limits);
    },
  };
}

/** Kie takes 20 creates per 10 s and account (its Getting Started page); two seconds more absorb a slot used late. */
export const createGate = { creates: 20, windowMs: 12_000 };
