import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { S3Client } from '@aws-sdk/client-s3';
import type { TaskView } from '#contract/tasks/answers.ts';
import { isOwner } from '#domain/ids.ts';
import type { NewKey } from '#storage/keys/key-rows.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import type { Row, Table } from '#storage/table/table-port.ts';
import type { Cloud } from '@darkroom/local-cloud';
import type { Kie } from '@darkroom/kie-simulator';
import type { ManualClock } from '@darkroom/local-cloud/manual-clock';
import {
  mediaOf,
  openCloud,
  openKie,
  openSite,
  tableOf,
  type Site,
  type WorldOptions,
} from './stack-parts.ts';
import type { MediaStore } from './media-stores.ts';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/**
 * The whole stack on this machine: the functions bundled (see `asDeployed`), real engines, a simulated Kie.ai, and a clock
 * that only `advance` moves.
 */
export class World {
  readonly clock: ManualClock;
  readonly dataDir: string;
  readonly store: MediaStore;
  readonly #site: Site;
  /** Absent: that of the site. */
  #assembly: string | undefined;
  #table: { readonly cloud: Cloud; readonly table: Table } | undefined;
  cloud: Cloud;
  kie: Kie;
  readonly keys = new Map<string, string>();
  #made = 0;

  private constructor(site: Site, kie: Kie, cloud: Cloud) {
    this.#site = site;
    this.clock = site.clock;
    this.dataDir = site.dataDir;
    this.store = site.store;
    this.kie = kie;
    this.cloud = cloud;
  }

  static async open(options: WorldOptions = {}): Promise<World> {
    const site = await openSite(options);
    const kie = await openKie(site);
    const world = new World(site, kie, await openCloud(site, kie.url));
    await world.newKey('ana');
    return world;
  }

  /** The table behind the functions, for looking at what is stored. */
  get table(): Table {
    const known = this.#table;
    if (known?.cloud === this.cloud) return known.table;
    this.#table = { cloud: this.cloud, table: tableOf(this.cloud) };
    return this.#table.table;
  }

  /** A client of the store that media are kept in, on the world's own time, and their bucket. */
  get media(): { client: S3Client; bucket: string } {
    return mediaOf(this.#site, this.cloud);
  }

  /** Makes an API key for an owner; requests use the first one unless told otherwise. */
  async newKey(
    owner: string,
    settings: Pick<NewKey, 'operator' | 'name' | 'scopes' | 'expiresAt'> = {},
  ): Promise<string> {
    if (!isOwner(owner)) throw new Error(`${owner} is no owner`);
    const key = `dk_${owner}_${String(this.#made)}_0123456789012345678901234567890123`;
    this.#made += 1;
    const hash = createHash('sha256').update(key).digest('hex');
    await keyStore(this.table).create({
      owner,
      ...settings,
      hash,
      now: this.clock.now(),
    });
    this.keys.set(owner, key);
    return key;
  }

  async request<Body = unknown>(
    method: string,
    path: string,
    init: {
      body?: unknown;
      headers?: Record<string, string>;
      as?: string | null;
      raw?: string | Uint8Array<ArrayBuffer>;
    } = {},
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
    const isOver = (task: TaskView): boolean => task.status !== 'PENDING';
    return this.#until(id, { reached: isOver, isOpen: ([task]) => task?.['status'] === 'PENDING' }, limitMs);
  }

  /** Lets time pass, timer by timer, until the task looks so. */
  async until(id: string, reached: (task: TaskView) => boolean, limitMs = 3 * 3600_000): Promise<TaskView> {
    return this.#until(id, { reached, isOpen: () => false }, limitMs);
  }

  /** Rows are read only where something was written, and the task is asked for over HTTP only where its rows have changed, and do not say that it is still open. */
  async #until(
    id: string,
    { reached, isOpen }: { reached: (task: TaskView) => boolean; isOpen: (rows: readonly Row[]) => boolean },
    limitMs: number,
  ): Promise<TaskView> {
    const limit = this.clock.now() + limitMs;
    let seen: string | undefined;
    let looked: number | undefined;
    for (;;) {
      await this.settle();
      const writes = this.cloud.meter.tableWrites;
      const rows = writes === looked ? undefined : await this.#rowsOf(id);
      looked = writes;
      const now = rows === undefined ? seen : JSON.stringify(rows);
      if (rows !== undefined && now !== seen && !isOpen(rows)) {
        const task = await this.task(id);
        if (reached(task)) return task;
      }
      seen = now;
      const next = this.clock.next();
      if (next === undefined || next > limit) {
        const { status, stage } = await this.task(id);
        const time = new Date(this.clock.now()).toISOString();
        throw new Error(`Task ${id} is still ${status}/${stage} at ${time}`);
      }
      await this.clock.advance(Math.max(0, next - this.clock.now()), () => this.settle());
    }
  }

  /** The rows of a task of Ana's, its own first. */
  async #rowsOf(id: string): Promise<readonly Row[]> {
    const rows = await this.table.partition(`task#ana#${id}`);
    return rows.toSorted((left, right) => Number(right.sk === 'task') - Number(left.sk === 'task'));
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
    this.cloud = await openCloud(this.#site, this.kie.url, this.#assembly);
  }

  /** Puts another cloud assembly in the place of the one that runs, over the same data: a deployment, or its rollback. */
  async deploy(assembly: string): Promise<void> {
    this.#assembly = assembly;
    await this.restartCloud();
  }

  /** Lets time pass while the cloud is off: no schedule ticks. */
  async sleep(ms: number): Promise<void> {
    await this.cloud.stop();
    await this.clock.advance(ms, () => this.kie.idle());
    await this.openCloudAgain();
  }

  async restartKie(): Promise<void> {
    await this.kie.stop();
    this.kie = await openKie(this.#site);
  }

  async close(): Promise<void> {
    await this.cloud.stop();
    await this.kie.stop();
    await this.store.external?.server.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
