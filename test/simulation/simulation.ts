import { withLimits } from '#domain/money/budget.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import { fromCredits } from '#domain/money/money.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { isoTime, type Log } from '#domain/ports.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { UploadClient, type UploadApi } from './upload-client.ts';
import { Client, ownerOf } from './client.ts';
import { callback, steps } from './entry-points.ts';
import { EventHeap } from './event-heap.ts';
import { noFaults } from './fault.ts';
import { clientApi } from './client-api.ts';
import type { Invocation, Stall } from './invocation.ts';
import { Machine } from './machine/machine.ts';
import { MemoryMedia } from './media.ts';
import { MemoryTable, memoryTable } from './memory-table.ts';
import { Operator, type OperatorAccess } from './operator.ts';
import { portsFor } from './ports.ts';
import { CallbackSender } from './callback-sender.ts';
import { Provider } from './provider.ts';
import { Chance } from './random.ts';
import { openAtProvider, openAtThirdParty } from './remote-files.ts';
import { Runtime, type Outcome } from './runtime.ts';
import { Schedule } from './schedule.ts';
import { Secrets } from './secrets.ts';
import { noAccounts, reconcile, type Accounts } from './reconciliation.ts';
import { Sinks } from './sinks.ts';
import type { Environment } from './environment.ts';
import { storeAnasUpload, UPLOAD_LIFE } from './uploads.ts';
import { Watch } from './watch.ts';
import type { SimulationOptions } from './simulation-options.ts';

export interface Report {
  readonly accounts: Accounts;
  readonly problems: readonly string[];
  /** What is lost or stuck, one line each. */
  readonly explanations: readonly string[];
}

const START = Date.parse('2026-01-05T09:00:00.000Z');
/** Covers both late checks (after 6 and 24 hours), with a day to spare. */
const HORIZON_MS = 50 * 3600_000;
/** … and walks through the bucket, a week apart. */
const WALKS_HORIZON_MS = 24 * 24 * 3600_000;
/** A function that is handed events is called again so long after it has failed. */
const REPEATS_MS = [60_000, 120_000];
/** A simulation that needs more events than this counts as never coming to rest. */
const MOST_STEPS = 20_000;
const MOST_STEPS_A_TASK = 5000;
const LONGEST_API_SECONDS = 29;
const PUBLIC_URL = 'https://api.example.test';

const functionOf: Readonly<Record<string, string>> = {
  '${SubmitFunction}': 'submit-generation',
  '${QueryFunction}': 'query-generation',
  '${FinalizeFunction}': 'finalize-task',
};

const silence = (): void => undefined;
const silent: Log = { info: silence, warn: silence, count: silence, measure: silence };

/** One run of Darkroom from one seed: clients, network, provider, functions and AWS services, all on one virtual clock. */
export class Simulation {
  readonly #heap = new EventHeap(START);
  readonly #table = new MemoryTable();
  readonly #media = new MemoryMedia(() => this.#heap.now);
  readonly #options: SimulationOptions;
  readonly #runtime: Runtime;
  readonly #chance: Chance;
  readonly #secrets: Secrets;
  readonly #machine: Machine;
  readonly #provider: Provider;
  readonly #callbackSender: CallbackSender;
  readonly #schedule: Schedule;
  readonly #watch: Watch;
  readonly #environment: Environment;
  /** Only in a thorough run: checking every log line, row and view doubles the running time. */
  readonly #sinks: Sinks | undefined;

  constructor(options: SimulationOptions) {
    this.#options = options;
    const { seed, facts, trace } = options;
    const heap = this.#heap;
    const table = this.#table;
    this.#chance = new Chance(seed, 1);
    this.#secrets = new Secrets(this.#chance);
    const injector = options.injector?.(new Chance(seed, 2)) ?? noFaults;
    this.#runtime = new Runtime({ heap, chance: new Chance(seed, 3), injector, trace });
    this.#machine = new Machine({
      definition: facts.definition,
      runtime: this.#runtime,
      chance: new Chance(seed, 4),
      newToken: () => this.#secrets.make('token'),
      call: (name, payload, done) => this.#step(functionOf[name] ?? name, payload, done),
    });
    this.#callbackSender = this.#makeCallbackSender();
    this.#provider = this.#makeProvider();
    this.#schedule = new Schedule({
      heap,
      table,
      call: (action, done) => this.#step(action, {}, ({ type }) => done(type === 'returned')),
    });
    this.#watch = new Watch(this.#watched());
    this.#sinks = options.thorough === true ? this.#makeSinks() : undefined;
    this.#environment = this.#makeEnvironment();
    this.#connect();
  }

  #watched() {
    const [table, media, provider, machine] = [this.#table, this.#media, this.#provider, this.#machine];
    return { now: () => this.#heap.now, table, media, provider, machine };
  }

  #makeSinks(): Sinks {
    return new Sinks({
      secrets: this.#secrets,
      problem: (what) => this.#watch.problem(what),
      note: (line) => this.#runtime.note(line),
    });
  }

  #makeCallbackSender(): CallbackSender {
    return new CallbackSender({
      heap: this.#heap,
      chance: this.#chance,
      webhookKey: this.#secrets.webhookKey,
      complain: (problem) => this.#watch.problem(problem),
      isKept: (url) => {
        const [taskId, token] = url.split('/').slice(-2);
        const pk = `task#${token?.split('.')[1]}#${taskId}`;
        return this.#table.get({ pk, sk: 'task' }) !== undefined;
      },
      receive: (inbound, answered) => {
        const seconds = this.#seconds('provider-callback');
        const about = inbound.url.split('/').at(-2) ?? '';
        const body = (own: Invocation): Promise<number> =>
          callback(inbound, [this.#secrets.webhookKey])(portsFor(own, this.#environment), own);
        this.#runtime.invoke({ action: 'provider-callback', about, seconds, body }, (outcome) =>
          answered(outcome.type === 'returned' ? outcome.value : 500),
        );
      },
    });
  }

  #makeProvider(): Provider {
    return new Provider({
      heap: this.#heap,
      character: this.#options.character(new Chance(this.#options.seed, 5)),
      deliver: (url, body, answered) => this.#callbackSender.deliver(url, body, answered),
      // A little less than we estimate, so that it shows which of the two is settled.
      priceOf: (model) => fromCredits(model === 'google/imagen4-fast' ? 3.5 : 7),
      mostCreates: this.#options.facts.gate.creates,
      apiKey: this.#secrets.apiKey,
    });
  }

  #makeEnvironment(): Environment {
    return {
      ...this.#watched(),
      heap: this.#heap,
      chance: this.#chance,
      log: this.#sinks?.log() ?? silent,
      apiKey: this.#secrets.apiKey,
      gateRule: this.#options.facts.gate,
      publicUrl: this.#options.callbacks === false ? undefined : PUBLIC_URL,
      newSecret: () => this.#secrets.make('secret'),
      openFile: openAtProvider(this.#provider, this.#heap),
      openThirdParty: openAtThirdParty,
      uploadLife: this.#options.uploadLife ?? UPLOAD_LIFE,
      isOpaque: this.#options.opaque === true,
      call: (action, payload, done) => this.#step(action, payload, done),
      callLater: (action, payload) => this.#callLater(action, payload),
      onWake: (action, token) => this.#watch.woken(action, token),
    };
  }

  /** Subscribes the checks, the schedules and the operator to changes. */
  #connect(): void {
    const { forgeries, mixUps, operator: how } = this.#options;
    const operator = how === undefined ? undefined : new Operator(this.#operatorAccess(), how);
    this.#table.onChange = (before, after) => {
      this.#watch.changed(before, after);
      if (after !== undefined) this.#sinks?.stored(after);
      this.#schedule.noticed(after);
      const isNew = before === undefined && after?.pk === 'items';
      if (isNew) operator?.raised(after as unknown as OperatorItem);
    };
    this.#media.onRemove = (key) => this.#watch.objectRemoved(key);
    this.#provider.onCreate = (call) => {
      this.#watch.created(call);
      if (forgeries === true) this.#callbackSender.forgeSoon(call);
      if (mixUps === true) this.#callbackSender.mixUpSoon(call, this.#provider);
    };
  }

  #operatorAccess(): OperatorAccess {
    return {
      portsFor: (invocation) => portsFor(invocation, this.#environment),
      invoke: (work, done) => this.#runtime.invoke(work, done),
      after: (milliseconds, run) => void this.#heap.after(milliseconds, run),
      jobOf: ({ taskId, job }) => this.#watch.taken.get(`${taskId}/${job}`)?.[0],
    };
  }

  #seconds(action: string): number {
    return this.#options.facts.timeouts[action] ?? LONGEST_API_SECONDS;
  }

  #step(action: string, payload: unknown, done: (outcome: Outcome<unknown>) => void): void {
    const step = steps[action];
    if (step === undefined) throw new Error(`There is no step ${action}`);
    const order = JSON.parse(JSON.stringify(payload)) as { taskId?: string };
    const body = (own: Invocation): Promise<unknown> => step(portsFor(own, this.#environment), order);
    const work = { action, about: order.taskId ?? action, seconds: this.#seconds(action), body };
    const stall = this.#stallOf(action);
    if (stall === undefined) return this.#runtime.invoke(work, done);
    if (this.#options.straggler?.second !== true) return this.#runtime.invoke({ ...work, stall }, done);
    this.#runtime.invoke(work, done);
    this.#runtime.invoke({ ...work, stall }, () => undefined);
  }

  #stallOf(action: string): Stall | undefined {
    const { straggler } = this.#options;
    if (straggler?.action !== action) return undefined;
    return { operation: straggler.operation, milliseconds: straggler.seconds * 1000 };
  }

  /** As the platform calls a function that is handed events: again after a minute, then after two. */
  #callLater(action: string, payload: unknown, tries = 0): void {
    this.#step(action, payload, ({ type }) => {
      const wait = REPEATS_MS[tries];
      if (type === 'returned' || wait === undefined) return;
      this.#heap.after(wait, () => this.#callLater(action, payload, tries + 1));
    });
  }

  #clientApi(): UploadApi {
    return clientApi({
      heap: this.#heap,
      table: this.#table,
      media: this.#media,
      chance: new Chance(this.#options.seed, 6),
      runtime: this.#runtime,
      watch: this.#watch,
      sinks: this.#sinks,
      seconds: (action) => this.#seconds(action),
      portsFor: (own) => portsFor(own, this.#environment),
    });
  }

  /** Renders every task in its final state, as its owner would see it. */
  async #showAll(): Promise<void> {
    const tasks = taskStore(
      memoryTable(this.#table),
      () => 'nobody',
      () => Promise.resolve(),
    );
    for (const pk of this.#table.partitions('task#')) {
      const [, owner = '', id = ''] = pk.split('#');
      const snapshot = isOwner(owner) && isTaskId(id) ? await tasks.load(owner, id) : undefined;
      if (snapshot !== undefined) this.#sinks?.show(snapshot);
    }
  }

  async #setBudgets(): Promise<void> {
    const ledger = ledgerStore(memoryTable(this.#table));
    for (const [owner, { monthly, daily }] of Object.entries(this.#options.budgets ?? {})) {
      if (!isOwner(owner)) continue;
      await ledger.amend(owner, (budget) => withLimits(budget, { monthly, daily }, { at: isoTime(START) }));
    }
  }

  /** Runs until nothing is scheduled any more, then reconciles the provider's records with ours. */
  async run(): Promise<Report> {
    const { orders, uploadOrders = [], cleanup, ticks = [], thorough } = this.#options;
    await this.#setBudgets();
    await storeAnasUpload(this.#table, this.#media, START);
    const api = this.#clientApi();
    for (const order of orders) new Client(api, order).start();
    for (const order of uploadOrders) new UploadClient(api, ownerOf('ana'), order).start();
    for (const seconds of ticks) this.#schedule.cleanUpAt(seconds * 1000);
    if (cleanup === true) this.#schedule.walkThroughBucket();
    const mostSteps = MOST_STEPS + orders.length * MOST_STEPS_A_TASK;
    const { problems } = this.#watch;
    await this.#heap.run(START + (cleanup === true ? WALKS_HORIZON_MS : HORIZON_MS), () => {
      if (thorough === true) this.#watch.atRest();
      if (this.#heap.steps > mostSteps) this.#watch.problem('the run never ends');
      return problems.length === 0;
    });
    if (problems.length === 0) this.#watch.atRest();
    if (thorough === true) await this.#showAll();
    const explanations: string[] = [];
    const records = {
      ...this.#watched(),
      watch: this.#watch,
      explain: (what: string) => explanations.push(what),
      isCleanedUp: cleanup === true,
      isFaulty: this.#runtime.faults > 0,
    };
    const accounts = problems.length === 0 ? reconcile(records) : noAccounts();
    return { accounts, problems, explanations };
  }
}
