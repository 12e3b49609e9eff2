import type { LogEntry } from '@darkroom/local-cloud/log';
import type { WorldOptions } from '../test/stack/stack-parts.ts';
import { World } from '../test/stack/test-stack.ts';
import { functionNamed, memoryByFunction } from './assembly.ts';
import { assumed, estimatedMs } from './durations.ts';
import { watchTables, type Charge, type TableWatch } from './table-watch.ts';
import { median } from './text-table.ts';
import type { Usage } from './usage.ts';

/** Everything that was counted while one task ran from its creation to its end. */
export interface Measured {
  readonly usage: Usage;
  readonly invocations: Readonly<Record<string, number>>;
  readonly creates: number;
  readonly queries: number;
  readonly downloads: number;
  readonly outputs: number;
  readonly charges: readonly Charge[];
  /**
   * Requests to AWS that a create waits for; the look-up of its key is not among them, nor the lease of places below the
   * limits of its owner, which one request of many waits for.
   */
  readonly roundTripsOfCreate: number;
}

/** The functions that work on tasks. What a caller reads, and what a schedule does for all tasks together, is not a task's. */
const workers = [
  'create-task',
  'submit-generation',
  'provider-callback',
  'query-generation',
  'finalize-task',
  'make-thumbnails',
];
/** Requests to Step Functions, by function: they cannot be told apart in the meter. */
const statesCalls: Readonly<Record<string, number>> = { 'create-task': 1, 'provider-callback': 1 };
/**
 * Requests to S3 that stand one behind the other, by function: thumbnails read the original, then write all sizes side by side,
 * and Finalize waits for them behind its own upload.
 */
const storeCalls: Readonly<Record<string, number>> = { 'finalize-task': 3, 'make-thumbnails': 2 };

/** A world with a watch on its tables and on how long its functions take. */
export class BenchWorld {
  readonly world: World;
  readonly #watch: TableWatch;
  readonly #entries: LogEntry[];

  private constructor(world: World, watch: TableWatch, entries: LogEntry[]) {
    this.world = world;
    this.#watch = watch;
    this.#entries = entries;
  }

  static async open(options: WorldOptions, budget: boolean): Promise<BenchWorld> {
    const watch = await watchTables();
    const entries: LogEntry[] = [];
    const cloud = { dynamodbUrl: watch.url, log: (entry: LogEntry) => void entries.push(entry) };
    const world = await World.open({ asDeployed: true, webhookKey: 'whk_bench', ...options, cloud });
    if (budget) await setBudget(world);
    return new BenchWorld(world, watch, entries);
  }

  async close(): Promise<void> {
    await this.world.close();
    await this.#watch.stop();
  }

  /** Forgets what has been counted. */
  begin(): void {
    this.world.cloud.meter.reset();
    this.#watch.take();
    this.#entries.length = 0;
  }

  /** Runs one task, and counts. */
  async measure(order: unknown): Promise<Measured> {
    const { world } = this;
    this.begin();
    const asked = world.kie.requests.length;
    const task = await world.run(order);
    await world.settle();
    if (task.status !== 'SUCCESS') throw new Error(`The task ended ${task.status}: ${task.failMsg ?? ''}`);
    const requests = world.kie.requests.slice(asked);
    const downloads = requests.filter(({ path }) => path.startsWith('/f/')).length;
    const creates = requests.filter(({ method }) => method === 'POST').length;
    const provider = { creates, queries: requests.length - downloads - creates, downloads };
    const videos = task.assets.filter(({ type }) => type === 'video').length;
    return this.#count({ ...provider, videos, images: task.assets.length - videos });
  }

  #count(made: {
    creates: number;
    queries: number;
    downloads: number;
    images: number;
    videos: number;
  }): Measured {
    const counts = this.world.cloud.meter.counts();
    const charges = this.#watch
      .take()
      .map((charge) => ({ ...charge, caller: functionNamed(charge.caller) }))
      .filter(
        ({ caller, writeUnits }) => workers.includes(caller) || (caller === 'sweep-tasks' && writeUnits > 0),
      );
    const byFunction = (record: Readonly<Record<string, number>>): Record<string, number> =>
      Object.fromEntries(Object.entries(record).map(([name, amount]) => [functionNamed(name), amount]));
    const ofWorkers = (record: Record<string, number>): number =>
      workers.reduce((sum, worker) => sum + (record[worker] ?? 0), 0);
    const invocations = byFunction(counts.invocations);
    const apiRequests = (invocations['create-task'] ?? 0) + (invocations['provider-callback'] ?? 0);
    const total = (pick: (charge: Charge) => number): number =>
      charges.reduce((sum, charge) => sum + pick(charge), 0);
    const s3 = (pattern: RegExp): number =>
      Object.entries(counts.s3).reduce(
        (sum, [name, { requests }]) => sum + (pattern.test(name) ? requests : 0),
        0,
      );
    const usage: Usage = {
      transitions: counts.transitions,
      writeUnits: total(({ writeUnits }) => writeUnits),
      readUnits: total(({ readUnits }) => readUnits),
      invocations: ofWorkers(invocations),
      gigabyteSeconds: this.#gigabyteSeconds(invocations, charges, made),
      apiRequests,
      s3Puts: s3(/^(?:Put|Post|Copy|List|Create|Complete|UploadPart)/),
      s3Gets: s3(/^(?:Get|Head)/),
      logBytes: ofWorkers(byFunction(counts.logBytes)) + apiRequests * assumed.accessLogBytes,
      traces: assumed.tracesPerTask * assumed.tracedShare,
      secretReads: assumed.secretReadsPerTask,
    };
    const waited = charges.filter(({ caller, items, operation }) => {
      if (caller !== 'create-task' || items.some((item) => item === 'requests/minute')) return false;
      // Read at once with the budget: how many tasks may be open.
      const isRead = operation === 'GetItem' || operation === 'Query';
      return !isRead || items.some((item) => !item.startsWith('limits/'));
    });
    return {
      usage,
      invocations: Object.fromEntries(workers.map((worker) => [worker, invocations[worker] ?? 0])),
      creates: made.creates,
      queries: made.queries,
      downloads: made.downloads,
      outputs: made.images + made.videos,
      charges,
      roundTripsOfCreate: waited.length + 1,
    };
  }

  /** An estimate: see durations.ts. */
  #gigabyteSeconds(
    invocations: Readonly<Record<string, number>>,
    charges: readonly Charge[],
    made: { creates: number; queries: number; images: number; videos: number },
  ): number {
    const memory = memoryByFunction();
    return workers.reduce((sum, worker) => {
      const calls = invocations[worker] ?? 0;
      if (calls === 0) return sum;
      const own = this.#entries.flatMap((entry) =>
        entry.type === 'invocation' && functionNamed(entry.function) === worker ? [entry.ms] : [],
      );
      const finalizing = worker === 'finalize-task';
      // Finalize asks once a job; the rest of the questions are Query's.
      const asked = finalizing ? made.creates : Math.max(0, made.queries - made.creates);
      const provider = worker === 'submit-generation' ? made.creates : asked;
      const waits = {
        dynamodb: charges.filter(({ caller }) => caller === worker).length,
        states: (statesCalls[worker] ?? 0) * calls,
        s3: (storeCalls[worker] ?? 0) * calls,
        provider: finalizing || /submit|query/.test(worker) ? provider : 0,
        images: finalizing ? made.images : 0,
        videos: finalizing ? made.videos : 0,
      };
      return sum + ((memory.get(worker) ?? 0.5) * estimatedMs(median(own) * calls, waits)) / 1000;
    }, 0);
  }
}

async function setBudget(world: World): Promise<void> {
  await world.newKey('operator', { operator: true });
  const body = { monthlyCredits: 100_000, dailyCredits: 50_000 };
  const { status } = await world.request('PUT', '/api/v1/admin/owners/ana/budget', { body, as: 'operator' });
  if (status !== 200) throw new Error(`Setting a budget answered ${String(status)}`);
}
