import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Needs, ProviderNeeds } from '#actions/needs.ts';
import type { ArchiveNeeds } from '#actions/archive-output.ts';
import { dialectOf } from '#providers/catalog.ts';
import { kieClient } from '#providers/kie/client.ts';
import { openRemote, RemoteFileError } from '#providers/remote-file.ts';
import { dynamoTable, documentClient } from '#storage/dynamo-table.ts';
import { keyStore, type KeyStore } from '#storage/key-store.ts';
import { mediaStore, type MediaStore } from '#storage/media-store.ts';
import type { Table } from '#storage/table-port.ts';
import { taskStore } from '#storage/task-store.ts';
import { stepFunctions } from '#storage/workflow.ts';
import { cloudLog, nodeDigest, systemClock, systemRandom } from './system-ports.ts';

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Everything that the functions read from their environment, in one place. */
const settings = z.object({
  TASK_TABLE: z.string().min(1),
  MEDIA_BUCKET: z.string().min(1),
  WORKFLOW_ARN: z.string().min(1),
  KIE_SECRET_ARN: z.string().min(1),
  KIE_BASE_URL: z.url().default('https://api.kie.ai'),
  /** Empty: no callback can reach us, and the workflow only polls. */
  PUBLIC_URL: z
    .string()
    .default('')
    .transform((url) => (url === '' ? undefined : withoutSlash(url))),
  MEDIA_BASE_URL: z.url().transform(withoutSlash),
  ALLOW_RETIRED_MODELS: z
    .string()
    .default('')
    .transform((text) => text === 'true'),
  /** Hosts that results may be fetched from; `*.` in front stands for any subdomain. */
  RESULT_HOSTS: z.string().default('').pipe(list),
  /** Origins that the laptop's own simulator serves files from. No deployed template sets it. */
  LOCAL_SOURCES: z.string().default('').pipe(list),
});
type Settings = z.output<typeof settings>;

/** Reads the settings that a door needs; everything missing or wrong is named in one message. */
export function readSettings<Name extends keyof Settings>(...names: readonly Name[]): Pick<Settings, Name> {
  const wanted = Object.fromEntries(names.map((name) => [name, settings.shape[name]]));
  const parsed = z.object(wanted).safeParse(process.env);
  if (parsed.success) return parsed.data as unknown as Pick<Settings, Name>;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete. ${faults.join('; ')}`);
}

/** The one table. */
export const connectTable = (): Table =>
  dynamoTable(documentClient(new DynamoDBClient({})), readSettings('TASK_TABLE').TASK_TABLE);

/** API keys, for the endpoint wrapper. */
export const connectKeys = (table: Table): KeyStore => keyStore(table);

/** What every action about tasks leans on. */
export const connectTasks = (table: Table): Needs => ({
  tasks: taskStore(table, systemRandom.hex128),
  workflow: stepFunctions(new SFNClient({}), readSettings('WORKFLOW_ARN').WORKFLOW_ARN),
  clock: systemClock,
  random: systemRandom,
  digest: nodeDigest,
  log: cloudLog,
});

const kieSecret = z.object({ apiKey: z.string(), webhookKeys: z.array(z.string()).default([]) });
const SECRET_AGE_SECONDS = 300;

/** Kie's API key and webhook keys, remembered for five minutes. */
export async function readKieSecret(): Promise<z.output<typeof kieSecret>> {
  const { KIE_SECRET_ARN } = readSettings('KIE_SECRET_ARN');
  return kieSecret.parse(await getSecret(KIE_SECRET_ARN, { maxAge: SECRET_AGE_SECONDS, transform: 'json' }));
}

/** The clients of all services, one sender by service name. */
export function connectProviders(): ProviderNeeds {
  const { KIE_BASE_URL } = readSettings('KIE_BASE_URL');
  const kie = kieClient({ baseUrl: KIE_BASE_URL, apiKey: async () => (await readKieSecret()).apiKey });
  return {
    dialectOf,
    send: (service, call, timeoutMs) => {
      if (service !== 'KIE') throw new Error(`No client for the service ${service}`);
      return kie.send(call, { timeoutMs });
    },
  };
}

/** The media bucket. */
export const connectMedia = (): MediaStore =>
  mediaStore(new S3Client({}), readSettings('MEDIA_BUCKET').MEDIA_BUCKET);

/** Kie takes 20 creates per 10 s and account (its Getting Started page); two seconds more absorb a slot used late. */
export const createGate = { creates: 20, windowMs: 12_000 };

/** Where Kie's results lie (seen in recordings of 2026) and where its uploads do. */
const KIE_RESULT_HOSTS = ['*.aiquickdraw.com', '*.redpandaai.co'];
const MOST_OUTPUT_BYTES = 2 * 1024 ** 3;
const IDLE_MS = 30_000;
/** Leaves the function, which may run for 15 minutes, time to write down what happened. */
const TOTAL_MS = 12 * 60_000;

/** What copies a provider's files into the bucket. */
export function connectArchive(): Pick<ArchiveNeeds, 'media' | 'openSource' | 'sourceProblem'> {
  const { RESULT_HOSTS, LOCAL_SOURCES } = readSettings('RESULT_HOSTS', 'LOCAL_SOURCES');
  const allow = RESULT_HOSTS.length === 0 ? KIE_RESULT_HOSTS : RESULT_HOSTS;
  return {
    media: connectMedia(),
    openSource: (url) =>
      openRemote(url, {
        allow,
        localOrigins: LOCAL_SOURCES,
        maxBytes: MOST_OUTPUT_BYTES,
        idleTimeoutMs: IDLE_MS,
        totalTimeoutMs: TOTAL_MS,
      }),
    sourceProblem: (error) => ({
      final:
        error instanceof RemoteFileError && (error.kind === 'refused-address' || error.kind === 'too-large'),
      reason: error instanceof Error ? error.message : String(error),
    }),
  };
}
