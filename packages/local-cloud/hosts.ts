import { join } from 'node:path';
import { createActivity, type Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import { tableCall, type TableCall } from './dynamodb/call.ts';
import { startEngine } from './dynamodb/engine.ts';
import { startProxy } from './dynamodb/proxy.ts';
import { startSweeper, type Sweeper } from './dynamodb/time-to-live.ts';
import { deliverTo } from './delivery.ts';
import { createEventBuses, type EventBuses } from './events/bus.ts';
import { startEvents } from './events/server.ts';
import { isOpenTo } from './gateway/permission.ts';
import { startGateway, type Gateway, type TooLarge } from './gateway/server.ts';
import { startSockets, type SocketOptions, type Sockets } from './gateway/sockets.ts';
import { createAccess, type Access } from './iam/access.ts';
import { credentials } from './identity.ts';
import { openCodeStore, type CodeStore } from './lambda/code.ts';
import { startInvokeEndpoint } from './lambda/endpoint.ts';
import { Functions } from './lambda/functions.ts';
import type { Threads } from './lambda/threads.ts';
import { openLogFiles, type LogEntry } from './log.ts';
import { startMachines } from './machines.ts';
import { createMeter, type MeterWriter } from './meter.ts';
import { onPort } from './on-port.ts';
import { startS3, type S3Server } from './s3/server.ts';
import { startSecrets } from './secrets/server.ts';
import { openSecretStore, type SecretStore } from './secrets/store.ts';
import type { StatesServer } from './states/server.ts';
import { startUnhosted } from './unhosted.ts';

/** What the servers of the cloud are started with. */
export interface HostOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ports: Ports;
  readonly environment: Readonly<Record<string, string>>;
  readonly dynamodbUrl: string | undefined;
  readonly mostInstances: number;
  readonly codeDir: string | undefined;
  readonly threads: Threads;
  readonly log: (entry: LogEntry) => void;
  readonly tooLarge?: TooLarge | undefined;
}

/** Ports that are wanted; free ones are taken for the rest. */
export interface Ports {
  readonly api?: number;
  readonly sockets?: number;
  readonly s3?: number;
  readonly dynamodb?: number;
  readonly states?: number;
  readonly secrets?: number;
}

/** All servers of the cloud, running and still without a deployment. */
export interface Hosts {
  readonly activity: Activity;
  readonly access: Access;
  readonly meter: MeterWriter;
  readonly gateway: Gateway;
  readonly sockets: Sockets;
  readonly buses: EventBuses;
  readonly functions: Functions;
  readonly code: CodeStore;
  readonly s3: S3Server;
  readonly states: StatesServer;
  readonly secrets: SecretStore;
  readonly tables: TableCall;
  readonly sweeper: Sweeper;
  readonly urls: { readonly dynamodb: string; readonly secrets: string };
  stop(): Promise<void>;
}

/** Starts every server; when one of them cannot start, those that did are stopped again. */
export async function startHosts(options: HostOptions): Promise<Hosts> {
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    return { ...(await startAll(options, (close) => closing.push(close))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Later = (close: () => Promise<void> | void) => void;
type Common = Pick<Hosts, 'access' | 'activity' | 'meter'> & Pick<HostOptions, 'clock'>;

async function startAll(options: HostOptions, later: Later): Promise<Omit<Hosts, 'stop'>> {
  const { clock } = options;
  const access = createAccess(clock);
  const common: Common = { access, activity: createActivity(), meter: createMeter(), clock };
  const storage = await startStorage(options, common, later);
  const compute = await startCompute(options, { common, storage }, later);
  return {
    ...common,
    ...compute,
    s3: storage.s3,
    secrets: storage.store,
    tables: storage.tables,
    sweeper: storage.sweeper,
    urls: { dynamodb: storage.proxy.url, secrets: storage.endpoint.url },
  };
}

type Storage = Awaited<ReturnType<typeof startStorage>>;

async function startStorage(options: HostOptions, common: Common, later: Later) {
  const { dataDir, clock, ports, log } = options;
  const { meter } = common;
  const onError = (text: string): void => log({ type: 'note', at: clock.now(), text });
  const starting = [startTables(options, onError, later), startBuckets(options, common, later)] as const;
  await Promise.allSettled(starting); // when one fails, the other must be there to be stopped
  const [engineUrl, s3] = await Promise.all(starting);
  const onCount: MeterWriter['dynamodb'] = (count) => meter.dynamodb(count);
  const onWrite = (): void => meter.tableWrite();
  const proxy = await startProxy({ ...common, port: ports.dynamodb, engineUrl, onCount, onWrite });
  later(() => proxy.stop());
  const tables = tableCall(engineUrl);
  const sweeper = startSweeper({ ...common, call: tables, onError });
  later(() => sweeper.stop());
  const store = openSecretStore(join(dataDir, 'secrets'), clock);
  const onRead = (): void => meter.secretRead();
  const endpoint = await startSecrets({ ...common, port: ports.secrets, store, onRead });
  later(() => endpoint.stop());
  return { proxy, tables, sweeper, store, endpoint, s3 };
}

async function startTables(
  { dataDir, dynamodbUrl }: HostOptions,
  onGone: (message: string) => void,
  later: Later,
): Promise<string> {
  if (dynamodbUrl !== undefined) return dynamodbUrl;
  const engine = await startEngine(join(dataDir, 'dynamodb'), onGone);
  later(() => engine.stop());
  return engine.url;
}

async function startBuckets({ dataDir, ports }: HostOptions, { access, clock, meter }: Common, later: Later) {
  const onRequest = (operation: string, bytes: number): void => meter.s3(operation, bytes);
  const s3 = await onPort('S3 endpoint', ports.s3, (port) =>
    startS3({ dataDir: join(dataDir, 's3'), clock, port, credentials, access, onRequest }),
  );
  later(() => s3.stop());
  return s3;
}

interface Foundation {
  readonly common: Common;
  readonly storage: Storage;
}

async function startCompute(options: HostOptions, { common, storage }: Foundation, later: Later) {
  const { dataDir, clock, ports, environment, mostInstances, threads, log } = options;
  const codeDir = options.codeDir ?? dataDir;
  const files = openLogFiles(join(dataDir, 'logs'));
  later(() => files.close());
  const note = (text: string): void => log({ type: 'note', at: clock.now(), text });
  const unhosted = await startUnhosted(note);
  later(() => unhosted.stop());
  // Functions and state machines call each other: the functions learn the other addresses when these are known.
  const endpoints = {
    dynamodb: storage.proxy.url,
    s3: storage.s3.url,
    secrets: storage.endpoint.url,
    unhosted: unhosted.url,
    lambda: '',
    events: '',
    states: '',
  };
  const told = { environment, mostInstances, threads, compileCache: join(codeDir, 'compile-cache') };
  const functions = new Functions({ ...common, ...told, files, log, endpoints });
  later(() => functions.stop());
  const invocations = await startInvokeEndpoint({ ...common, functions });
  later(() => invocations.stop());
  const buses = createEventBuses({
    clock,
    onEvent: ({ bus, event }) => {
      // What AWS tells of itself is told by other entries.
      if (!event.source.startsWith('aws.')) log({ type: 'event', at: clock.now(), bus, event });
    },
    deliver: (target, input, from) => void deliver({ target, input, from }),
  });
  const states = await startMachines({ ...common, dataDir, port: ports.states, buses, functions, log });
  later(() => states.stop());
  const deliver = deliverTo({ ...common, functions, states }, { clock, log });
  const events = await startEvents({ ...common, buses });
  later(() => events.stop());
  endpoints.lambda = invocations.url;
  endpoints.events = events.url;
  endpoints.states = states.url;
  const gates: Pick<SocketOptions, 'invoke' | 'mayInvoke'> = {
    invoke: (arn, payload) => functions.invoke(arn, payload),
    mayInvoke: (api, route) => isOpenTo(api, route, { access: common.access, onDenied: note }),
  };
  const gateway = await startGateway({
    ...common,
    ...gates,
    port: ports.api,
    tooLarge: options.tooLarge,
    onRequest: (entry) => {
      common.meter.apiRequest();
      log(entry);
    },
  });
  later(() => gateway.stop());
  const sockets = await startSockets({ ...common, ...gates, port: ports.sockets, log });
  later(() => sockets.stop());
  const code = await openCodeStore(join(codeDir, 'code'), { isShared: options.codeDir !== undefined });
  return { functions, states, buses, gateway, sockets, code };
}
