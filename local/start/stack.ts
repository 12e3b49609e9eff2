import { createDarkroom } from '@darkroom/client';
import { startCloud } from '@darkroom/local-cloud';
import type { Cloud } from '@darkroom/local-cloud';
import { recentCalls } from './ahead.ts';
import { secretId } from './assembly.ts';
import type { First } from './banner.ts';
import { buildAssembly } from './build.ts';
import type { Build } from './build.ts';
import type { Cleanups } from './cleanups.ts';
import { isFirstRun, makeFirstFiles } from './first-run.ts';
import { checkDynamodb } from './dynamodb.ts';
import { withKeys } from './keys.ts';
import { openLog, withoutTokens } from './log.ts';
import type { Issuer } from './issuer.ts';
import { ownerKey } from './owner-key.ts';
import { LAPTOP_AUDIENCE, ownIssuer } from './own-issuer.ts';
import { choosePorts } from './ports.ts';
import type { Ports } from './ports.ts';
import { connectProvider } from './provider.ts';
import type { Provider } from './provider.ts';
import type { Settings } from './settings.ts';
import { tooLarge } from './too-large.ts';
import { removeStackFile, writeStackFile } from './stack-file.ts';
import type { StackFacts } from './stack-file.ts';
import type { Step } from './steps.ts';
import { calledIn, faultOf, terminalLine } from './terminal-log.ts';

interface Boot {
  readonly settings: Settings;
  readonly step: Step;
  readonly cleanups: Cleanups;
  readonly signal: AbortSignal;
}

export interface Stack {
  readonly cloud: Cloud;
  readonly facts: StackFacts;
  readonly provider: Provider;
  readonly build: Build;
  /** The newest error that a function ended with, by name and message. */
  readonly lastFault: () => string | undefined;
  /** The construct ids of the functions that were called, the newest first. */
  readonly lastCalled: () => readonly string[];
}

/** Builds and starts everything, down to the file that says so; what was started is put away by `cleanups`. */
export async function startStack({ settings, step, cleanups, signal }: Boot): Promise<Stack> {
  const { dataDir } = settings;
  if (settings.dynamodbUrl !== undefined) await checkDynamodb(settings.dynamodbUrl);
  const ports = await choosePorts(dataDir, settings.port);
  const build = await step('Synthesising the code', async (voice) => {
    const made = await buildAssembly(settings, signal);
    voice.title(made.reused ? 'Code: as synthesised before' : 'Code: synthesised');
    return made;
  });
  const provider = await step('Connecting the provider', async (voice) => {
    const connected = await connectProvider(settings.provider, { dataDir, port: ports.kie });
    cleanups.add(() => connected.stop());
    voice.title(connected.title);
    return connected;
  });
  signal.throwIfAborted();
  const issuer = settings.signIn === undefined ? await ownIssuer(dataDir, ports.issuer) : undefined;
  cleanups.add(async () => issuer?.stop());
  const { cloud, lastFault, lastCalled } = await step('Starting the local cloud', async (voice) => {
    const started = await hostCloud({ settings, build, provider, ports, cleanups, issuer });
    voice.title(`Local cloud at ${started.cloud.apiUrl}`);
    return started;
  });
  signal.throwIfAborted();
  const facts = await step('Looking for the API key', async (voice) => {
    const found = await gatherFacts(cloud, provider, dataDir);
    voice.title('API key: ready');
    return issuer === undefined ? found : { ...found, issuerUrl: issuer.url };
  });
  cleanups.add(() => removeStackFile(dataDir));
  writeStackFile(facts);
  return { cloud, facts, provider, build, lastFault, lastCalled };
}

interface Hosting extends Pick<Boot, 'settings' | 'cleanups'> {
  readonly build: Build;
  readonly provider: Provider;
  readonly ports: Ports;
  /** The laptop's own, where no other is named. */
  readonly issuer: Issuer | undefined;
}

async function hostCloud({
  settings,
  build,
  provider,
  ports,
  cleanups,
  issuer,
}: Hosting): Promise<Pick<Stack, 'cloud' | 'lastFault' | 'lastCalled'>> {
  const log = openLog(settings.dataDir);
  cleanups.add(() => log.close());
  let fault: string | undefined;
  const calls = recentCalls();
  const apiUrl = `http://127.0.0.1:${ports.api}`;
  const cloud = await startCloud({
    assembly: build.assembly,
    dataDir: `${settings.dataDir}/cloud`,
    ports: { api: ports.api, s3: ports.s3 },
    environment: {
      ...provider.environment(apiUrl),
      ...settings.features,
      ...storeEnvironment(settings.store),
      ...(issuer === undefined ? settings.signIn : { JWT_ISSUER: issuer.url, JWT_AUDIENCE: LAPTOP_AUDIENCE }),
      ...(settings.uploadDays === undefined ? {} : { UPLOAD_DAYS: String(settings.uploadDays) }),
    },
    secretValues: {
      [await secretId(build.assembly, 'Kie')]: provider.secret,
      ...(await storeSecrets(build.assembly, settings.store)),
    },
    log: (entry) => {
      log.write(withoutTokens(entry));
      fault = faultOf(entry) ?? fault;
      calls.note(calledIn(entry));
      const line = settings.showLogs ? terminalLine(entry) : undefined;
      if (line !== undefined) process.stderr.write(`${line}\n`);
    },
    tooLarge,
    ...(settings.dynamodbUrl === undefined ? {} : { dynamodbUrl: settings.dynamodbUrl }),
  });
  cleanups.add(() => cloud.stop());
  return { cloud, lastFault: () => fault, lastCalled: () => calls.newestFirst() };
}

/** What the functions are told of a media store that is not this machine's. */
const storeEnvironment = (store: Settings['store']): Record<string, string> =>
  store === undefined
    ? {}
    : {
        MEDIA_ENDPOINT: store.endpoint,
        ...(store.publicUrl === undefined ? {} : { MEDIA_BASE_URL: store.publicUrl }),
      };

const storeSecrets = async (assembly: string, store: Settings['store']): Promise<Record<string, string>> =>
  store === undefined ? {} : { [await secretId(assembly, 'MediaStoreKeys')]: JSON.stringify(store.keys) };

async function gatherFacts(cloud: Cloud, provider: Provider, dataDir: string): Promise<StackFacts> {
  const { apiUrl, s3Url, dynamodbUrl, statesUrl, secretsUrl, credentials } = cloud;
  const tableName = output(cloud, 'TaskTable');
  const place = { tableName, endpoint: dynamodbUrl, region: credentials.region, credentials };
  return {
    apiUrl,
    liveUrl: output(cloud, 'LiveUrl'),
    apiKey: await withKeys(place, (keys) => ownerKey(dataDir, keys, Date.now())),
    kieUrl: provider.url,
    ...(provider.simulatorKey === undefined ? {} : { kieApiKey: provider.simulatorKey }),
    s3Url,
    dynamodbUrl,
    statesUrl,
    secretsUrl,
    secretArns: { KIE: output(cloud, 'KieSecret') },
    mediaUrl: `${apiUrl}/media`,
    dataDir,
    pid: process.pid,
    tableName,
    bucketName: output(cloud, 'MediaBucket'),
    credentials,
  };
}

function output(cloud: Cloud, name: string): string {
  const value = cloud.outputs[name];
  if (value === undefined) throw new Error(`The template has no output called ${name}`);
  return value;
}

/** On a first start with the simulator makes something to look at; that it failed is a remark and no more. */
export async function firstLook(
  { facts, lastFault }: Stack,
  { settings, step, signal }: Omit<Boot, 'cleanups'>,
): Promise<First> {
  const nothing: First = { files: [], remarks: [] };
  if (!settings.makeFirst || !isFirstRun(settings.dataDir)) return nothing;
  if (settings.provider.kind === 'live') {
    return { files: [], remarks: ['No first picture was made: with the live Kie.ai it would cost credits.'] };
  }
  const darkroom = createDarkroom({ url: facts.apiUrl, key: facts.apiKey });
  return step('Making a first picture and a first film', async (voice) => {
    try {
      const files = await makeFirstFiles({
        darkroom,
        dataDir: settings.dataDir,
        tell: (text) => voice.detail(text),
        signal,
      });
      voice.title('First picture and first film: made');
      return { files, remarks: [] };
    } catch (error) {
      if (signal.aborted) throw error;
      voice.title('First picture and first film: not made');
      const reason = error instanceof Error ? error.message : String(error);
      const fault = lastFault();
      const remarks = [`The first picture and film could not be made: ${reason}`];
      return { files: [], remarks: fault === undefined ? remarks : [...remarks, `Behind it: ${fault}`] };
    }
  });
}
