import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import type { Table } from '#storage/table/table-port.ts';
import { startCloud, type Cloud, type CloudOptions } from '@darkroom/local-cloud';
import type { Knobs } from '@darkroom/kie-simulator/knobs';
import { startKie, type Kie } from '@darkroom/kie-simulator';
import { renderer } from '@darkroom/kie-simulator/media/renderer';
import { ManualClock } from '@darkroom/local-cloud/manual-clock';
import { ownThreads, sharedThread } from '@darkroom/local-cloud/threads';
import { codeDir, testAssembly } from './assemblies.ts';
import { findsNothing, type LeaveOut } from './idle-ticks.ts';
import { defaultMediaStore, type MediaStoreName } from '../media-store-name.ts';
import { openStore, secretNamed, type MediaStore } from './media-stores.ts';

export interface WorldOptions {
  readonly knobs?: Partial<Knobs>;
  /** When given, the simulator signs with it and the functions check it. */
  readonly webhookKey?: string;
  /** False: no callback URL is configured, so that the workflow polls. */
  readonly callbacks?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly credits?: number;
  /** A different key than the simulator knows makes every call a 401. */
  readonly apiKey?: string;
  /**
   * The bundles that are deployed, made before, and a thread for each instance: for whoever ends instances in the middle of
   * their work, or measures. Otherwise all functions run in one thread, and share their libraries.
   */
  readonly asDeployed?: boolean;
  /** Where media are kept; the default of the Vitest project when left out. */
  readonly store?: MediaStoreName;
  /** An assembly with services of the test's own beside the usual ones, and their secrets by construct. */
  readonly services?: {
    readonly assembly: string;
    readonly secrets: Readonly<Record<string, unknown>>;
  };
  /** One that is configured otherwise, with bundles that share libraries. */
  readonly assembly?: string;
  /** For whoever watches the cloud itself, or makes it smaller. */
  readonly cloud?: Pick<CloudOptions, 'log' | 'dynamodbUrl' | 'mostInstances'>;
}

/** Enough that any two invocations meet, and few: each costs as much as fifty requests before its first. */
const MOST_INSTANCES = 4;

export const KIE_KEY = 'sim-kie-key-0001';

/** Below the ports that systems hand to outgoing connections, so that none of those takes it before we listen. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((done) => void probe.close(done));
    return port;
  }
}

/** What a stack stands on. It stays while the cloud and the provider are stopped and opened again. */
export interface Site {
  readonly options: WorldOptions;
  readonly clock: ManualClock;
  readonly dataDir: string;
  readonly ports: { readonly api: number; readonly kie: number };
  readonly store: MediaStore;
}

export async function openSite(options: WorldOptions): Promise<Site> {
  const clock = new ManualClock();
  const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-world-'));
  const ports = { api: await freePort(), kie: await freePort() };
  const store = await openStore(options.store ?? defaultMediaStore(), dataDir, clock);
  return { options, clock, dataDir, ports, store };
}

/** Small pictures and films of few frames: drawing them, and what shows them, costs more than all else that a task does. */
const quickMedia = { imageEdge: 320, framesPerSecond: 2 } as const;

/** One for all stacks of a process: the thread that draws takes longer to start than a picture to be drawn. */
const drawing = renderer();

/** The simulated Kie.ai, always at the same address. */
export function openKie({ options, clock, dataDir, ports }: Site): Promise<Kie> {
  return startKie({
    port: ports.kie,
    clock,
    dataDir: join(dataDir, 'kie'),
    apiKeys: [KIE_KEY],
    credits: options.credits ?? 1_000_000,
    knobs: { ...quickMedia, ...options.knobs },
    seed: 7,
    renderer: drawing,
    ...(options.webhookKey === undefined ? {} : { hmacKey: options.webhookKey }),
  });
}

/** One for all stacks of a test file: what is loaded in it stays loaded. */
const thread = sharedThread();

function assemblyOf({ options: { asDeployed, services, assembly }, store }: Site): string {
  if (assembly !== undefined) return assembly;
  if (services !== undefined) return services.assembly;
  return asDeployed === true ? testAssembly : store.assembly;
}

/** The cloud with our functions in it, always at the same address. */
export async function openCloud(site: Site, kieUrl: string, deployed?: string): Promise<Cloud> {
  const { options, clock, dataDir, ports, store } = site;
  let leavesOut: LeaveOut | undefined;
  const url = `http://127.0.0.1:${ports.api}`;
  const secret = {
    apiKey: options.apiKey ?? KIE_KEY,
    webhookKeys: options.webhookKey === undefined ? [] : [options.webhookKey],
  };
  const assembly = deployed ?? assemblyOf(site);
  const secrets = { Kie: secret, ...options.services?.secrets };
  const secretValues = Object.entries(secrets).map(([construct, value]) => [
    secretNamed(assembly, construct),
    JSON.stringify(value),
  ]);
  const cloud = await startCloud({
    assembly,
    dataDir: join(dataDir, 'cloud'),
    clock,
    codeDir,
    ports: { api: ports.api },
    environment: {
      KIE_BASE_URL: kieUrl,
      KIE_UPLOAD_URL: kieUrl,
      PUBLIC_URL: options.callbacks === false ? '' : url,
      MEDIA_BASE_URL: `${url}/media`,
      LOCAL_SOURCES: kieUrl,
      LOCAL_RECEIVERS: 'loopback',
      ALLOW_RETIRED_MODELS: 'true',
      ...store.environment,
      ...options.environment,
    },
    secretValues: { ...(Object.fromEntries(secretValues) as Record<string, string>), ...store.secrets },
    mostInstances: MOST_INSTANCES,
    threads: options.asDeployed === true ? ownThreads : thread,
    leavesOut: async (schedule, time) => (await leavesOut?.(schedule, time)) ?? false,
    ...options.cloud,
  });
  // A table that is made to fail hears the functions only, and of other services nothing is known here.
  if (options.cloud?.dynamodbUrl === undefined && options.services === undefined)
    leavesOut = findsNothing(cloud);
  return cloud;
}

/** The table of a cloud. */
export function tableOf({ dynamodbUrl, credentials, outputs }: Cloud): Table {
  const client = new DynamoDBClient({ endpoint: dynamodbUrl, region: credentials.region, credentials });
  return dynamoTable(documentClient(client), outputs['TaskTable'] ?? '');
}

/** A client of the deployment's own bucket, whatever store media are kept in. */
export const ownMediaOf = ({ clock }: Pick<Site, 'clock'>, cloud: Cloud): ReturnType<typeof mediaOf> =>
  mediaOf({ clock, store: {} }, cloud);

/** A client of the store that media are kept in, on the site's own time, and their bucket. */
export function mediaOf(
  { clock, store: { external } }: Pick<Site, 'clock'> & { readonly store: Pick<MediaStore, 'external'> },
  { s3Url, credentials, outputs }: Cloud,
): { client: S3Client; bucket: string } {
  const place =
    external === undefined
      ? { endpoint: s3Url, region: credentials.region, credentials }
      : { endpoint: external.server.url, region: 'auto', credentials: external.keys };
  const client = new S3Client({
    ...place,
    forcePathStyle: true,
    systemClockOffset: clock.now() - Date.now(),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { client, bucket: external?.bucket ?? outputs['MediaBucket'] ?? '' };
}
