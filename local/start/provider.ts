import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startKie } from '@darkroom/kie-simulator';
import type { ProviderChoice } from './settings.ts';

/** The Kie.ai that this stack talks to, simulated or live. */
export interface Provider {
  readonly url: string;
  readonly title: string;
  /** What the functions are told, laid over the template's own environment. */
  environment(apiUrl: string): Record<string, string>;
  /** The value of the provider's secret. */
  readonly secret: string;
  /** The key that the simulator takes; absent for the live service, whose key is nobody else's business. */
  readonly simulatorKey?: string;
  stop(): Promise<void>;
}

/** The only places from which files are fetched over plain http are on this machine: the simulator, or all if that is wanted. */
const loopback = (isWanted: boolean): readonly string[] => (isWanted ? ['loopback'] : []);

/** Starts the simulator, or describes the live service. */
export async function connectProvider(
  choice: ProviderChoice,
  place: { dataDir: string; port: number },
): Promise<Provider> {
  return choice.kind === 'live' ? liveProvider(choice) : simulatedProvider(choice, place);
}

async function simulatedProvider(
  { simulator, takesRetired, localSources }: Extract<ProviderChoice, { kind: 'simulated' }>,
  { dataDir, port }: { dataDir: string; port: number },
): Promise<Provider> {
  const given = simulator.hmacKey ?? simulator.knobs.hmacKey;
  const hmacKey = given || randomBytes(32).toString('base64url');
  const kie = await startKie({
    ...simulator,
    port: simulator.port || port,
    dataDir: join(dataDir, 'kie'),
    knobs: { ...simulator.knobs, hmacKey },
  });
  return {
    url: kie.url,
    title: `Simulated Kie.ai at ${kie.url}; nothing is paid`,
    environment: (apiUrl) => ({
      KIE_BASE_URL: kie.url,
      KIE_UPLOAD_URL: kie.url,
      PUBLIC_URL: apiUrl,
      MEDIA_BASE_URL: `${apiUrl}/media`,
      LOCAL_SOURCES: [new URL(kie.url).origin, ...loopback(localSources)].join(','),
      LOCAL_RECEIVERS: 'loopback',
      ALLOW_RETIRED_MODELS: String(takesRetired),
    }),
    secret: JSON.stringify({ apiKey: kie.apiKey, webhookKeys: [hmacKey] }),
    simulatorKey: kie.apiKey,
    stop: () => kie.stop(),
  };
}

function liveProvider(choice: Extract<ProviderChoice, { kind: 'live' }>): Provider {
  const { apiKey, webhookKeys, baseUrl, uploadUrl, publicUrl, localSources } = choice;
  const how = publicUrl ? `callbacks come to ${publicUrl}` : 'results are asked for, as no PUBLIC_URL is set';
  return {
    url: baseUrl,
    title: `Kie.ai itself at ${baseUrl}; tasks cost credits; ${how}`,
    environment: (apiUrl) => ({
      KIE_BASE_URL: baseUrl,
      KIE_UPLOAD_URL: uploadUrl,
      PUBLIC_URL: publicUrl ?? '',
      MEDIA_BASE_URL: `${apiUrl}/media`,
      LOCAL_SOURCES: loopback(localSources).join(','),
      LOCAL_RECEIVERS: 'loopback',
      ALLOW_RETIRED_MODELS: 'false',
    }),
    secret: JSON.stringify({ apiKey, webhookKeys }),
    stop: async () => undefined,
  };
}
