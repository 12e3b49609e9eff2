import { createHash, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { TaskView } from '#domain/task-view.ts';
import { isOwner } from '#domain/ids.ts';
import { documentClient, dynamoTable } from '#storage/dynamo-table.ts';
import { keyStore } from '#storage/key-store.ts';
import type { Table } from '#storage/table-port.ts';
import { startCloud, type Cloud, type CloudOptions } from '../local/cloud/cloud.ts';
import type { Knobs } from '../local/kie/knobs.ts';
import { startKie, type Kie } from '../local/kie/server.ts';
import { ManualClock } from './manual-clock.ts';
import { openStore, secretNamed, usual, type Store, type StoreName } from './stores.ts';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

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
  /** Where media are kept; S3 when left out. */
  readonly store?: StoreName;
  /** For whoever watches the cloud itself, or makes it smaller. */
  readonly cloud?: Pick<CloudOptions, 'log' | 'dynamodbUrl' | 'mostInstances'>;
}

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

/** The whole stack on this machine: real bundles, real engines, a simulated Kie.ai, and a clock that only `advance` moves. */
export class World {
  readonly clock: ManualClock;
  readonly dataDir: string;
  readonly #options: WorldOptions;
  readonly #apiPort: number;
  readonly #kiePort: number;
  readonly store: Store;
  cloud: Cloud;
  kie: Kie;
  readonly keys = new Map<string, string>();

  private constructor(parts: {
    clock: ManualClock;
    dataDir: string;
    options: WorldOptions;
    ports: { api: number; kie: number };
    store: Store;
    cloud: Cloud;
    kie: Kie;
  }) {
    this.clock = parts.clock;
    this.dataDir = parts.dataDir;
    this.#options = parts.options;
    this.#apiPort = parts.ports.api;
    this.#kiePort = parts.ports.kie;
    this.store = parts.store;
    this.cloud = parts.cloud;
    this.kie = parts.kie;
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const clock = new ManualClock();
    const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-world-'));
    const ports = { api: await freePort(), kie: await freePort() };
    const kie = await World.#kie(options, clock, dataDir, ports.kie);
    const store = await openStore(options.store ?? usual.store, dataDir, clock);
    const cloud = await World.#cloud({ options, clock, dataDir, store }, ports.api, kie.url);
    const world = new World({ clock, dataDir, options, ports, store, cloud, kie });
    await world.newKey('ana');
    return world;
  }

  static #kie(options: WorldOptions, clock: ManualClock, dataDir: string, port: number): Promise<Kie> {
    return startKie({
      port,
      clock,
      dataDir: join(dataDir, 'kie'),
      apiKeys: [KIE_KEY],
      credits: options.credits ?? 1_000_000,
      knobs: options.knobs ?? {},
      seed: 7,
      ...(options.webhookKey === undefined ? {} : { hmacKey: options.webhookKey }),
    });
  }

  static #cloud(
    {
      options,
      clock,
      dataDir,
      store,
    }: { options: WorldOptions; clock: ManualClock; dataDir: string; store: Store },
    port: number,
    kieUrl: string,
  ): Promise<Cloud> {
    const url = `http://127.0.0.1:${port}`;
    const secret = {
      apiKey: options.apiKey ?? KIE_KEY,
      webhookKeys: options.webhookKey === undefined ? [] : [options.webhookKey],
    };
    return startCloud({
      assembly: store.assembly,
      dataDir: join(dataDir, 'cloud'),
      clock,
      ports: { api: port },
      environment: {
        KIE_BASE_URL: kieUrl,
        KIE_UPLOAD_URL: kieUrl,
        PUBLIC_URL: options.callbacks === false ? '' : url,
        MEDIA_BASE_URL: `${url}/media`,
        LOCAL_SOURCES: kieUrl,
        ALLOW_RETIRED_MODELS: 'true',
        ...store.environment,
        ...options.environment,
      },
      secretValues: { [secretNamed(store.assembly, 'Kie')]: JSON.stringify(secret), ...store.secrets },
      ...options.cloud,
    });
  }

  /** The table behind the functions, for looking at what is stored. */
  get table(): Table {
    const { dynamodbUrl, credentials, outputs } = this.cloud;
    const client = new DynamoDBClient({ endpoint: dynamodbUrl, region: credentials.region, credentials });
    return dynamoTable(documentClient(client), outputs['TaskTable'] ?? '');
  }

  /** A client of the store that media are kept in, on the world's own time, and their bucket. */
  get media(): { client: S3Client; bucket: string } {
    const { s3Url, credentials, outputs } = this.cloud;
    const { elsewhere } = this.store;
    const place =
      elsewhere === undefined
        ? { endpoint: s3Url, region: credentials.region, credentials }
        : { endpoint: elsewhere.server.url, region: 'auto', credentials: elsewhere.keys };
    const client = new S3Client({
      ...place,
      forcePathStyle: true,
      systemClockOffset: this.clock.now() - Date.now(),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    return { client, bucket: elsewhere?.bucket ?? outputs['MediaBucket'] ?? '' };
  }

  /** Makes an API key for an owner; requests use the first one unless told otherwise. */
  async newKey(owner: string, settings: { operator?: boolean } = {}): Promise<string> {
    if (!isOwner(owner)) throw new Error(`${owner} is no owner`);
    const key = `dk_${owner}_${String(this.keys.size)}_0123456789012345678901234567890123`;
    const hash = createHash('sha256').update(key).digest('hex');
    await keyStore(this.table).create({
      owner,
      operator: settings.operator ?? false,
      hash,
      now: this.clock.now(),
    });
    this.keys.set(owner, key);
    return key;
  }

  async request<Body = unknown>(
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string>; as?: string | null; raw?: string } = {},
  ): Promise<Answer<Body>> {
    const key = init.as === null ? undefined : this.keys.get(init.as ?? 'ana');
    const body = init.raw ?? (init.body === undefined ? undefined : JSON.stringify(init.body));
    const response = await fetch(`${this.cloud.apiUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: (json ? JSON.parse(text) : text) as Body,
    };
  }

  get<Body = unknown>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.request<Body>('GET', path, { headers });
  }

  /** Creates a task with these providerParams and gives the answer. */
  create(providerParams: unknown, more: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
    return this.request<TaskView>('POST', '/api/v1/generation/tasks', {
      body: { providerParams, ...more },
      headers,
    });
  }

  async task(id: string): Promise<TaskView> {
    const { body } = await this.get<TaskView>(`/api/v1/generation/tasks/${id}`);
    return body;
  }

  /** Everything that is under way comes to rest: no request, invocation, state or delivery is in flight. */
  async settle(): Promise<void> {
    let calm = 0;
    while (calm < 2) {
      await this.cloud.idle();
      await this.kie.idle();
      await new Promise((done) => void setImmediate(done));
      calm += 1;
    }
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms, () => this.settle());
  }

  /** Lets time pass, timer by timer, until the task has ended; fails after `limitMs` of virtual time. */
  async untilEnded(id: string, limitMs = 3 * 3600_000): Promise<TaskView> {
    return this.until(id, (task) => task.status !== 'PENDING', limitMs);
  }

  async until(id: string, reached: (task: TaskView) => boolean, limitMs = 3 * 3600_000): Promise<TaskView> {
    const limit = this.clock.now() + limitMs;
    for (;;) {
      await this.settle();
      const task = await this.task(id);
      if (reached(task)) return task;
      const next = this.clock.next();
      if (next === undefined || next > limit) {
        throw new Error(
          `Task ${id} is still ${task.status}/${task.stage} at ${new Date(this.clock.now()).toISOString()}`,
        );
      }
      await this.clock.advance(Math.max(0, next - this.clock.now()), () => this.settle());
    }
  }

  /** Creates and lets time pass until the end. */
  async run(providerParams: unknown, more: Record<string, unknown> = {}): Promise<TaskView> {
    const { status, body } = await this.create(providerParams, more);
    if (status !== 202) throw new Error(`Create answered ${status}: ${JSON.stringify(body)}`);
    return this.untilEnded(body.id);
  }

  /** State transitions and Lambda calls since the meter was reset; reading a task does not count as work for it. */
  counts(): { transitions: number; invocations: number } {
    const { transitions, invocations } = this.cloud.meter.counts();
    const work = Object.entries(invocations).filter(([name]) => !/ReadTasks/i.test(name));
    return { transitions, invocations: work.reduce((sum, [, count]) => sum + count, 0) };
  }

  /** Fires what is due within so long, without waiting for rest: for requests that wait themselves. */
  async kickClock(ms: number): Promise<void> {
    await this.clock.advance(ms);
  }

  /** Stops the cloud, as a laptop that is closed, and starts it again on the same data. */
  async restartCloud(): Promise<void> {
    await this.cloud.stop();
    await this.openCloudAgain();
  }

  /** Opens a cloud that has been stopped. */
  async openCloudAgain(): Promise<void> {
    const { clock, dataDir, store } = this;
    const surroundings = { options: this.#options, clock, dataDir, store };
    this.cloud = await World.#cloud(surroundings, this.#apiPort, this.kie.url);
  }

  /** Lets time pass while the cloud is off: no schedule ticks. */
  async sleep(ms: number): Promise<void> {
    await this.cloud.stop();
    await this.clock.advance(ms, () => this.kie.idle());
    await this.openCloudAgain();
  }

  async restartKie(): Promise<void> {
    await this.kie.stop();
    this.kie = await World.#kie(this.#options, this.clock, this.dataDir, this.#kiePort);
  }

  async close(): Promise<void> {
    await this.cloud.stop();
    await this.kie.stop();
    await this.store.elsewhere?.server.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
