import { fromCredits } from '#domain/money/money.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { spoilRow } from './engine/spoil.ts';
import type { UploadApi } from './users/upload-client.ts';
import { startUsers } from './users/start-users.ts';
import { drainAt, prepare } from './scenarios/prepare.ts';
import { callback } from './engine/entry-points.ts';
import { audienceOf, type Audience } from './engine/audience.ts';
import { walkBesideEmptyTable } from './engine/empty-table.ts';
import { HORIZON_MS, mostStepsFor, START, WALKS_HORIZON_MS } from './engine/limits.ts';
import { EventHeap } from './engine/event-heap.ts';
import { noFaults } from './engine/fault.ts';
import { clientApi } from './users/client-api.ts';
import { FunctionCalls } from './engine/function-calls.ts';
import type { Invocation } from './engine/invocation.ts';
import { machinesOf, type Machines } from './machine/machines.ts';
import { MemoryMedia } from './ports/media.ts';
import { versionsOf } from './ports/later-version.ts';
import { MemoryTable } from './ports/memory-table.ts';
import { Operator, type OperatorAccess } from './users/operator.ts';
import { failWhileOut } from './engine/outage.ts';
import { accountIn, ourKeyFrom, type OurAccount } from './engine/our-account.ts';
import { portsFor } from './ports/ports.ts';
import { CallbackSender } from './provider/callback-sender.ts';
import { honestProvider, type Provider } from './provider/provider.ts';
import { Chance } from './engine/random.ts';
import { openAtProvider, openAtThirdParty } from './ports/remote-files.ts';
import { Runtime } from './engine/runtime.ts';
import { Schedule } from './engine/schedule.ts';
import { Secrets } from './ports/secrets.ts';
import { noAccounts, reconcile, type Report } from './rules/reconciliation.ts';
import { showTasks, silent, Sinks } from './ports/sinks.ts';
import type { Environment } from './engine/environment.ts';
import { checkRemovals } from './rules/upload-rules.ts';
import { UPLOAD_LIFE } from './engine/uploads.ts';
import { Watch } from './rules/watch.ts';
import type { SimulationOptions } from './scenarios/simulation-options.ts';

const PUBLIC_URL = 'https://api.example.test';

/** One run of Darkroom from one seed: clients, network, provider, functions and AWS services, all on one virtual clock. */
export class Simulation {
  readonly #heap = new EventHeap(START);
  readonly #table = new MemoryTable();
  readonly #media = new MemoryMedia(() => this.#heap.now);
  readonly #options: SimulationOptions;
  readonly #runtime: Runtime;
  readonly #chance: Chance;
  readonly #secrets: Secrets;
  readonly #account: OurAccount;
  readonly #functions: FunctionCalls;
  readonly #machines: Machines;
  readonly #provider: Provider;
  readonly #callbackSender: CallbackSender;
  readonly #schedule: Schedule;
  readonly #watch: Watch;
  readonly #audience: Audience;
  readonly #environment: Environment;
  /** Only in a thorough run: checking every log line, row and view doubles the running time. */
  readonly #sinks: Sinks | undefined;

  constructor(options: SimulationOptions) {
    this.#options = options;
    const { seed, facts, trace } = options;
    const [heap, table] = [this.#heap, this.#table];
    this.#audience = audienceOf(options, heap);
    this.#chance = new Chance(seed, 1);
    this.#secrets = new Secrets(this.#chance);
    const injector = options.injector?.(new Chance(seed, 2), () => this.#watched()) ?? noFaults;
    this.#runtime = new Runtime({ heap, chance: new Chance(seed, 3), injector, trace, isCalm: options.calm });
    this.#functions = new FunctionCalls({
      heap,
      runtime: this.#runtime,
      options,
      portsFor: (own) => portsFor(own, this.#environment),
    });
    const parts = { facts, seed, runtime: this.#runtime, secrets: this.#secrets };
    this.#machines = machinesOf({ ...parts, functions: this.#functions });
    this.#account = accountIn(options.outage, this.#secrets, () => heap.now - START);
    this.#callbackSender = this.#makeCallbackSender();
    this.#provider = this.#makeProvider();
    this.#schedule = new Schedule({
      heap,
      table,
      call: (action, done) => this.#functions.call(action, {}, ({ type }) => done(type === 'returned')),
    });
    const [isBesideEarlier, { windowMs }] = [options.earlier === true, facts.gate];
    this.#watch = new Watch(this.#watched(), { windowMs, isBesideEarlier, audience: this.#audience });
    this.#sinks = options.thorough === true ? this.#makeSinks() : undefined;
    this.#environment = this.#makeEnvironment();
    this.#connect();
  }

  #watched() {
    const [table, media, provider] = [this.#table, this.#media, this.#provider];
    const hasFaults = (): boolean => this.#runtime.faults > 0;
    return { now: () => this.#heap.now, hasFaults, table, media, provider, ...this.#machines };
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
        const seconds = this.#functions.seconds('provider-callback');
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
    return (this.#options.another?.provider ?? honestProvider)({
      heap: this.#heap,
      character: this.#options.character(new Chance(this.#options.seed, 5)),
      deliver: (url, body, answered) => this.#callbackSender.deliver(url, body, answered),
      // A little less than we estimate, so that it shows which of the two is settled.
      priceOf: (model) => fromCredits(model === 'google/imagen4-fast' ? 3.5 : 7),
      mostCreates: this.#options.facts.gate.creates,
      account: this.#account,
      mostQuestions: this.#options.mostQuestions ?? Infinity,
    });
  }

  #makeEnvironment(): Environment {
    return {
      ...this.#watched(),
      heap: this.#heap,
      chance: this.#chance,
      log: this.#sinks?.log() ?? silent,
      ourKey: ourKeyFrom(this.#account, () => this.#heap.now),
      version: versionsOf(this.#options, new Chance(this.#options.seed, 7)),
      rules: this.#options.facts,
      accounts: this.#options.accounts ?? [],
      publicUrl: this.#options.callbacks === false ? undefined : PUBLIC_URL,
      newSecret: () => this.#secrets.make('secret'),
      openFile: openAtProvider(this.#provider, this.#heap),
      openThirdParty: (url) => openAtThirdParty(url, this.#heap.now - START),
      uploadLife: this.#options.uploadLife ?? UPLOAD_LIFE,
      ...this.#audience,
      failWhileOut: (...calls) => failWhileOut(this.#options.outage, this.#heap.now - START, calls),
      isOpaque: this.#options.opaque === true,
      call: (action, payload, done) => this.#functions.call(action, payload, done),
      callLater: (action, payload) => this.#functions.callLater(action, payload),
      onWake: (action, token) => this.#watch.woken(action, token),
    };
  }

  /** Subscribes the checks, the schedules and the operator to changes. */
  #connect(): void {
    const { forgeries, mixUps, operator: how } = this.#options;
    const operator = how === undefined ? undefined : new Operator(this.#operatorAccess(), how);
    const spoiling = {
      table: this.#table,
      heap: this.#heap,
      startedAt: START,
      spoiled: this.#options.spoiled,
    };
    this.#table.onChange = (before, after) => {
      if (this.#options.another === undefined) this.#watch.changed(before, after);
      if (after !== undefined) this.#sinks?.stored(after);
      this.#schedule.noticed(after);
      if (after !== undefined) spoilRow(spoiling, after);
      const isNew = before === undefined && after?.pk === 'items';
      if (isNew) operator?.raised(after as unknown as OperatorItem);
    };
    this.#media.onRemove = (key) => this.#watch.objectRemoved(key);
    this.#provider.onRefusal = (why) => this.#watch.turnedAway(why);
    this.#provider.onCreate = (call) => {
      this.#watch.created(call);
      this.#options.onCreate?.(call);
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

  #clientApi(): UploadApi {
    return clientApi({
      heap: this.#heap,
      table: this.#table,
      media: this.#media,
      chance: new Chance(this.#options.seed, 6),
      runtime: this.#runtime,
      watch: this.#watch,
      sinks: this.#sinks,
      seconds: (action) => this.#functions.seconds(action),
      portsFor: (own) => portsFor(own, this.#environment),
    });
  }

  /** Runs until nothing is scheduled any more, then reconciles the provider's records with ours. */
  async run(): Promise<Report> {
    const { orders, budgets = {}, accounts = [], drained, cleanup, ticks = [], thorough } = this.#options;
    await prepare(this.#table, this.#media, { ...this.#audience, budgets, accounts });
    if (drained !== undefined) drainAt(this.#heap, this.#table, drained);
    startUsers(this.#clientApi(), this.#options, this.#audience);
    for (const seconds of ticks) this.#schedule.cleanUpAt(seconds * 1000);
    if (cleanup === true) {
      this.#schedule.walkThroughBucket();
      this.#heap.after(HORIZON_MS, () => checkRemovals(this.#table, (what) => this.#watch.problem(what)));
    }
    const [mostSteps, { problems }] = [mostStepsFor(orders.length), this.#watch];
    await this.#heap.run(START + (cleanup === true ? WALKS_HORIZON_MS : HORIZON_MS), () => {
      this.#watch.afterStep(thorough === true);
      if (this.#heap.steps > mostSteps) this.#watch.problem('the run never ends');
      return problems.length === 0 || this.#options.another !== undefined;
    });
    return this.#reckoned();
  }

  /** How it came out, once nothing is scheduled any more. */
  async #reckoned(): Promise<Report> {
    const { cleanup, emptied, another } = this.#options;
    const problems = another?.problemsIn(this.#watched()) ?? this.#watch.problems;
    const explanations: string[] = [];
    if (another !== undefined || problems.length > 0)
      return { accounts: noAccounts(), problems, explanations };
    this.#watch.atEnd();
    const isRemoving = (id: string): boolean => this.#watch.removing.has(id);
    if (this.#sinks !== undefined) await showTasks({ table: this.#table, isRemoving }, this.#sinks);
    const accounts = reconcile({
      ...this.#watched(),
      watch: this.#watch,
      explain: (what: string) => explanations.push(what),
      isCleanedUp: cleanup === true,
      isFaulty: this.#runtime.faults > 0,
    });
    const world = { ...this.#watched(), heap: this.#heap, schedule: this.#schedule, watch: this.#watch };
    if (emptied === true) await walkBesideEmptyTable(world, WALKS_HORIZON_MS);
    return { accounts, problems, explanations };
  }
}
