import { systemClock, type Clock } from './clock.ts';
import { deploy } from './deploy.ts';
import { readDeployment, type Deployment } from './deployment.ts';
import type { SentEvent } from './events/bus.ts';
import type { TooLarge } from './gateway/server.ts';
import { startHosts, type Hosts, type Ports } from './hosts.ts';
import { credentials, type Credentials } from './identity.ts';
import type { LogEntry } from './log.ts';
import type { Meter } from './meter.ts';
import { startSchedules, type LeaveOut } from './schedules.ts';
import type { InvokeResult } from './lambda/functions.ts';
import { ownThreads, type Threads } from './lambda/threads.ts';

/** How a local cloud is started. */
export interface CloudOptions {
  /** The folder of a synthesized cloud assembly (`cdk.out`). */
  readonly assembly: string;
  /** All state lives here and survives a restart. */
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly ports?: Ports;
  /** Laid over every function's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** By a secret's name or logical id: replaces its value. */
  readonly secretValues?: Readonly<Record<string, string>>;
  /** Uses this DynamoDB engine instead of starting one. */
  readonly dynamodbUrl?: string;
  /** Instances of one function at a time; further events wait in line. */
  readonly mostInstances?: number;
  /**
   * The folder in which copies of the functions' code, and what was compiled of it, are kept. Clouds may share one: then
   * nothing in it is forgotten. In `dataDir` when left out.
   */
  readonly codeDir?: string;
  /** What instances run in: a thread each when left out. */
  readonly threads?: Threads;
  readonly log?: (entry: LogEntry) => void;
  /**
   * Words the 413 for a request that does not fit into a call of Lambda, by its id, in a form of the host's own. AWS has
   * `{"message":"Request Entity Too Large"}`, which is answered where this is absent.
   */
  readonly tooLarge?: TooLarge;
  /** Leaves ticks of schedules out, where the host knows that they would find nothing: for tests that let days pass. */
  readonly leavesOut?: LeaveOut;
}

/** A cloud assembly, hosted on this machine. */
export interface Cloud {
  readonly apiUrl: string;
  /** Where WebSocket APIs are served, each stage below its name: `ws://…`. */
  readonly socketUrl: string;
  readonly s3Url: string;
  readonly dynamodbUrl: string;
  readonly statesUrl: string;
  readonly secretsUrl: string;
  /** The outputs of all stacks, by logical id. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  /** What the template has and a laptop does without, and why. */
  readonly acknowledged: Deployment['acknowledged'];
  readonly meter: Meter;
  /** Resolves when no request and no message is served, no function runs and no state is executed. */
  idle(): Promise<void>;
  /** Takes up new code and definitions; data and running executions stay. When it fails, functions, routes and
   * schedules are as they were. */
  reload(assembly: string): Promise<void>;
  /** One tick of a schedule by hand. */
  runSchedule(name: string): Promise<void>;
  /** The last thousand events of all buses, the oldest first. */
  events(): readonly SentEvent[];
  /** Invokes a function by its name or logical id. */
  invoke(name: string, payload: unknown): Promise<InvokeResult>;
  /** Ends instances in the middle of whatever they do, as Lambda may; says how many. */
  endInstances(name?: string): Promise<number>;
  /** Ends everything and leaves nothing running. */
  stop(): Promise<void>;
}

const MOST_INSTANCES = 10;

/** Hosts a cloud assembly; whatever it holds that is not hosted is named in one failure, and nothing is started. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  // Read once for its problems, before anything runs; the address of the API is not known yet.
  readDeployment(options.assembly, { apiUrl: 'http://127.0.0.1', socketUrl: 'ws://127.0.0.1' });
  const clock = options.clock ?? systemClock();
  const log = options.log ?? (() => undefined);
  const secretValues = options.secretValues ?? {};
  const hosts = await startHosts({
    dataDir: options.dataDir,
    clock,
    ports: options.ports ?? {},
    environment: options.environment ?? {},
    dynamodbUrl: options.dynamodbUrl,
    mostInstances: options.mostInstances ?? MOST_INSTANCES,
    codeDir: options.codeDir,
    threads: options.threads ?? ownThreads,
    log,
    tooLarge: options.tooLarge,
  });
  const schedules = startSchedules(hosts, { clock, log, leavesOut: options.leavesOut });
  const stop = async (): Promise<void> => {
    schedules.stop();
    await hosts.stop();
  };
  const take = async (assembly: string): Promise<Deployment> => {
    const addresses = { apiUrl: hosts.gateway.url, socketUrl: hosts.sockets.url };
    const deployment = readDeployment(assembly, addresses);
    await deploy(deployment, { hosts, schedules, secretValues });
    return deployment;
  };
  try {
    const first = await take(options.assembly);
    await hosts.states.resume();
    return cloudOf(hosts, schedules, { first, take, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Life {
  readonly first: Deployment;
  readonly take: (assembly: string) => Promise<Deployment>;
  readonly stop: () => Promise<void>;
}

function cloudOf(
  hosts: Hosts,
  schedules: ReturnType<typeof startSchedules>,
  { first, take, stop }: Life,
): Cloud {
  let current = first;
  let reloading: Promise<unknown> = Promise.resolve();
  let stopped: Promise<void> | undefined;
  return {
    apiUrl: hosts.gateway.url,
    socketUrl: hosts.sockets.url,
    s3Url: hosts.s3.url,
    dynamodbUrl: hosts.urls.dynamodb,
    statesUrl: hosts.states.url,
    secretsUrl: hosts.urls.secrets,
    credentials,
    meter: hosts.meter,
    get outputs() {
      return current.outputs;
    },
    get acknowledged() {
      return current.acknowledged;
    },
    idle: () => idle(hosts),
    reload: (assembly) => {
      const turn = reloading.then(async () => {
        current = await take(assembly);
      });
      reloading = turn.catch(() => undefined);
      return turn;
    },
    runSchedule: (name) => schedules.run(name),
    events: () => hosts.buses.recent(),
    invoke: (name, payload) => hosts.functions.invoke(name, payload),
    endInstances: (name) => hosts.functions.endInstances(name),
    stop: () => (stopped ??= stop()),
  };
}

async function idle({ activity, s3, states }: Hosts): Promise<void> {
  for (;;) {
    const begun = activity.begun;
    await activity.idle();
    await s3.idle();
    await states.idle();
    // What has just ended may be about to start something else.
    await new Promise((resolve) => setImmediate(resolve));
    if (activity.begun === begun) return;
  }
}
