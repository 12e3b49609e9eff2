import type { Probe, ProbeResult, ServiceClient } from './service.ts';

const PROBE_MS = 5_000;

interface ProbingParts {
  readonly client: ServiceClient;
  readonly probe: Probe;
  /** Reads the secret past its cache: true where it is another one than a call had that began then (epoch ms). */
  readonly renewSecret: (usedAt: number) => Promise<boolean>;
  readonly now: () => number;
}

/** Makes the free call that needs our key; once more where it was refused and another key is at hand. */
export async function probeAccount({ client, probe, renewSecret, now }: ProbingParts): Promise<ProbeResult> {
  const ask = async (): Promise<ProbeResult> =>
    probe.read(await client.send(probe.call, { timeoutMs: PROBE_MS }));
  const askedAt = now();
  const result = await ask();
  return result.type === 'refused' && (await renewSecret(askedAt)) ? ask() : result;
}
