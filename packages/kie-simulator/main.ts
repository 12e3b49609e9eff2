import { env } from 'node:process';
import { startKie } from './server.ts';
import { settingsFrom } from './settings.ts';

async function main(): Promise<void> {
  const kie = await startKie(settingsFrom(env, process.argv.slice(2)));
  const body = `{"model":"google/imagen4-fast","input":{"prompt":"a lighthouse at dusk"}}`;
  console.log(`Simulated Kie.ai   ${kie.url}`);
  console.log(`Key                ${kie.apiKey}`);
  console.log(`Control            ${kie.url}/__sim/knobs  /__sim/ledger  /__sim/requests  /__sim/faults`);
  console.log(
    `Try                curl -s ${kie.url}/api/v1/jobs/createTask -H 'Authorization: Bearer ${kie.apiKey}' -H 'Content-Type: application/json' -d '${body}'`,
  );

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void kie.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // An orphan would keep its port for ever: when another process has become our parent, the old one is gone.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
