import type { Log } from '#domain/ports.ts';
import { viewEvents } from '#domain/task-events.ts';
import { viewTask } from '#domain/task-view.ts';
import { fromCredits } from '#domain/money.ts';
import { ledgerStore } from '#storage/ledger-store.ts';
import { withLimits } from '#domain/budget.ts';
import { isOwner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { findModel } from '#providers/catalog.ts';
import { signCallback } from '#providers/kie/callback.ts';
import type { OperatorItem } from '#domain/operator-item.ts';
import type { WholeTask } from '#domain/task.ts';
import { Client, type Front } from './client.ts';
import { callback, steps } from './doors.ts';
import { EventHeap, type Timer } from './event-heap.ts';
import { noFaults, type Injector } from './fault.ts';
import type { Definition } from './machine-definition.ts';
import { Machine } from './machine.ts';
import { MemoryMedia, OpenFile } from './media.ts';
import { MemoryTable, memoryTable } from './memory-table.ts';
import type { Order } from './order.ts';
import { Operator, type Desk } from './operator.ts';
import { portsFor } from './ports.ts';
import type { Character } from './provider-behaviour.ts';
import { Provider } from './provider.ts';
import { Chance } from './random.ts';
import { Runtime, ServiceFault, type Invocation, type Outcome, type Trace } from './runtime.ts';
import { noAccounts, settleAccounts, type Accounts } from './settling-of-accounts.ts';
import type { Site } from './site.ts';
import { Watch } from './watch.ts';

/** What the simulation takes from the infrastructure: the state machine as it is deployed, and how long functions may run. */
export interface Facts {
  readonly definition: Definition;
  /** Seconds, by door. */
  readonly timeouts: Readonly<Record<string, number>>;
  readonly gate: { readonly creates: number; readonly windowMs: number };
}

export interface WorldOptions {
  readonly facts: Facts;
  readonly seed: number;
  readonly orders: readonly Order[];
  readonly character: (chance: Chance) => Character;
  readonly injector?: (chance: Chance) => Injector;
  /** False: no callback can reach us. */
  readonly callbacks?: boolean;
  readonly budgets?: Readonly<Record<string, { monthly: number; daily?: number }>>;
  /** Callbacks that nobody sent: from strangers, or too early and full of lies. */
  readonly forgeries?: boolean;
  /** Callbacks of the provider's own that name the wrong job. */
  readonly mixUps?: boolean;
  /** What a person does about calls whose fate is unknown. */
  readonly operator?: 'adopt' | 'resubmit' | 'write-off';
  /** Looks at everything after every event, and into everything that is logged or shown. */
  readonly thorough?: boolean;
  readonly trace?: Trace | undefined;
}

export interface Report {
  readonly accounts: Accounts;
  readonly problems: readonly string[];
  /** What is lost or stuck, one line each. */
  readonly explanations: readonly string[];
  readonly points: number;
  readonly steps: number;
  readonly transitions: number;
}

const START = Date.parse('2026-01-05T09:00:00.000Z');
/** Two late looks fit into it, with a day to spare. */
const HORIZON_MS = 50 * 3600_000;
const MINUTE_MS = 60_000;
const LONGEST_API_SECONDS = 29;
const CANARY = 'canary';
const WEBHOOK_KEY = `${CANARY}-webhook-key`;
const PUBLIC_URL = 'https://api.example.test';
const MIX_UP_AFTER_MS = 12_000;
const FILES_BACK_AFTER_MS = 5 * MINUTE_MS;

const doorOf: Readonly<Record<string, string>> = {
  '${SubmitFunction}': 'submit-generation',
  '${QueryFunction}': 'query-generation',
  '${FinalizeFunction}': 'finalize-task',
};

/** One seed's worth of Darkroom: clients, network, provider, functions and their cloud, all on one clock. */
export class World {
  readonly heap = new EventHeap(START);
  readonly watch: Watch;
  readonly provider: Provider;
  readonly machine: Machine;
  readonly table = new MemoryTable();
  readonly #options: WorldOptions;
  readonly #runtime: Runtime;
  readonly #chance: Chance;
  readonly #media = new MemoryMedia();
  readonly #site: Site;
  readonly #operator: Operator | undefined;
  #secrets = 0;
  #tick: Timer | undefined;
  #tickAt = Infinity;

  constructor(options: WorldOptions) {
    this.#options = options;
    const { seed, facts, trace } = options;
    this.#chance = new Chance(seed, 1);
    const injector = options.injector?.(new Chance(seed, 2)) ?? noFaults;
    this.#runtime = new Runtime({ heap: this.heap, chance: new Chance(seed, 3), injector, trace });
    this.machine = new Machine({
      definition: facts.definition,
      runtime: this.#runtime,
      chance: new Chance(seed, 4),
      newToken: () => this.#newSecret('token'),
      call: (name, payload, done) => this.#step(doorOf[name] ?? name, payload, done),
    });
    this.provider = new Provider({
      heap: this.heap,
      character: options.character(new Chance(seed, 5)),
      deliver: (url, body, answered) => this.#deliver(url, body, answered),
      priceOf: (model) => fromCredits(model === 'google/imagen4-fast' ? 3.5 : 7),
      mostCreates: facts.gate.creates,
      apiKey: `${CANARY}-api-key`,
    });
    this.watch = new Watch({
      now: () => this.heap.now,
      table: this.table,
      media: this.#media,
      provider: this.provider,
      machine: this.machine,
    });
    this.#site = this.#makeSite();
    this.table.onChange = (before, after) => {
      this.watch.changed(before, after);
      if (typeof after?.['dueAt'] === 'string') this.#armTick(Date.parse(after['dueAt']));
      if (before === undefined && after?.pk === 'items')
        this.#operator?.raised(after as unknown as OperatorItem);
      if (after?.['shut'] === 1) this.#armTick(this.heap.now + MINUTE_MS);
    };
    this.provider.onCreate = (call) => this.watch.created(call);
    this.#operator =
      options.operator === undefined ? undefined : new Operator(this.#desk(), options.operator);
  }

  #desk(): Desk {
    return {
      portsFor: (invocation) => portsFor(invocation, this.#site),
      invoke: (work, done) => this.#runtime.invoke(work, done),
      after: (milliseconds, run) => void this.heap.after(milliseconds, run),
      jobOf: ({ taskId, job }) => this.watch.taken.get(`${taskId}/${job}`)?.[0],
    };
  }

  #makeSite(): Site {
    return {
      heap: this.heap,
      chance: this.#chance,
      table: this.table,
      media: this.#media,
      machine: this.machine,
      provider: this.provider,
      log: this.#log(),
      apiKey: `${CANARY}-api-key`,
      gateRule: this.#options.facts.gate,
      publicUrl: this.#options.callbacks === false ? undefined : PUBLIC_URL,
      newSecret: () => this.#newSecret('secret'),
      openFile: (url) => this.#openFile(url),
      onWake: (action, token) => this.watch.woken(action, token),
    };
  }

  /** 43 characters, as a secret in a callback address has. */
  #newSecret(kind: string): string {
    this.#secrets += 1;
    return `${CANARY}-${kind}-${this.#secrets}-${this.#chance.hex(24)}`.padEnd(43, '0').slice(0, 43);
  }

  #log(): Log {
    if (this.#options.thorough !== true)
      return { info: () => undefined, warn: () => undefined, count: () => undefined };
    const line = (message: string, fields?: Readonly<Record<string, unknown>>): void => {
      const text = JSON.stringify([message, fields]);
      this.#runtime.note(() => `log ${text}`);
      this.#sink('log', text);
    };
    return { info: line, warn: line, count: (metric) => this.#sink('metric', metric) };
  }

  /** Nothing that is secret may ever come by here. */
  #sink(name: string, text: string): void {
    if (text.includes(CANARY)) this.watch.problem(`a secret is in the ${name}: ${text.slice(0, 300)}`);
  }

  #openFile(url: string) {
    const [id = ''] = url.split('/').slice(-2);
    const job = this.provider.jobs.get(id);
    if (job === undefined) throw new ServiceFault('HTTP 404');
    const { files } = job.behaviour;
    const isBack = this.heap.now > job.endsAt + FILES_BACK_AFTER_MS;
    if (files === 'gone' || (files === 'at-first' && !isBack)) throw new ServiceFault('HTTP 404');
    const body = new OpenFile({ content: url, type: files === 'odd' ? undefined : 'image/png' });
    return { contentLength: url.length, body };
  }

  #seconds(action: string): number {
    return this.#options.facts.timeouts[action] ?? LONGEST_API_SECONDS;
  }

  #step(action: string, payload: unknown, done: (outcome: Outcome<unknown>) => void): void {
    const step = steps[action];
    if (step === undefined) throw new Error(`There is no step ${action}`);
    const order: unknown = JSON.parse(JSON.stringify(payload));
    const about = (payload as { taskId?: string }).taskId ?? '';
    const body = (invocation: Invocation): Promise<unknown> => step(portsFor(invocation, this.#site), order);
    this.#runtime.invoke({ action, about, seconds: this.#seconds(action), body }, done);
  }

  #deliver(url: string, body: string, answered: (status: number) => void): void {
    const timestamp = String(Math.floor(this.heap.now / 1000));
    const { taskId } = (JSON.parse(body) as { data: { taskId: string } }).data;
    const headers = {
      'x-webhook-timestamp': timestamp,
      'x-webhook-signature': signCallback(taskId, timestamp, WEBHOOK_KEY),
    };
    this.#knock('kie-callback', { url, body, headers }, answered);
  }

  #knock(
    action: string,
    inbound: { url: string; body: string; headers: Record<string, string> },
    answered: (status: number) => void,
  ): void {
    const body = (invocation: Invocation): Promise<number> =>
      callback(inbound, [WEBHOOK_KEY])(portsFor(invocation, this.#site), invocation);
    const about = inbound.url.split('/').at(-2) ?? '';
    this.#runtime.invoke({ action, about, seconds: this.#seconds(action), body }, (outcome) =>
      answered(outcome.type === 'returned' ? outcome.value : 500),
    );
  }

  /** The provider mixes two jobs up: it reports one at the address of another. */
  #mixUp(url: string): void {
    const other = [...this.provider.jobs.values()].find(
      ({ callbackUrl }) => callbackUrl !== undefined && callbackUrl !== url,
    );
    if (other === undefined) return;
    this.#deliver(url, JSON.stringify({ code: 200, data: { taskId: other.id } }), () => undefined);
  }

  /** A callback with the right address and a true signature that says what is not so, and others that are nobody's. */
  #forge(url: string, id: string): void {
    const lie = JSON.stringify({
      code: 200,
      data: {
        taskId: id,
        state: 'success',
        resultJson: '{"resultUrls":["https://evil.example/x.png"]}',
        creditsConsumed: 0,
      },
    });
    this.#deliver(url, lie, () => undefined);
    this.#deliver(url.replace(/[^.]+$/, 'x'.repeat(43)), lie, (status) => {
      if (status === 200) this.watch.problem('a callback with a wrong secret was accepted');
    });
    const stranger = { 'x-webhook-timestamp': '1767603600', 'x-webhook-signature': `${'A'.repeat(43)}=` };
    this.#knock(
      'kie-callback',
      { url, body: lie.replace(id, 'f'.repeat(32)), headers: stranger },
      (status) => {
        if (status === 200) this.watch.problem('a callback with a false signature was accepted');
      },
    );
  }

  /** The schedule: a tick every minute, as long as something is due. */
  #armTick(dueAt: number): void {
    const at = Math.ceil(Math.max(dueAt, this.heap.now + 1) / MINUTE_MS) * MINUTE_MS;
    if (at >= this.#tickAt) return;
    this.#tick?.cancel();
    this.#tickAt = at;
    this.#tick = this.heap.after(at - this.heap.now, () => {
      this.#tickAt = Infinity;
      const due = this.#nextDue();
      // A tick that would find nothing is not simulated: most of them do, in a real day as in this one.
      if (due <= this.heap.now) this.#step('sweep-tasks', {}, () => undefined);
      if (due < Infinity) this.#armTick(due);
    });
  }

  /** When there is something for the sweeper to do: a task to look at, or a provider to try again. */
  #nextDue(): number {
    const shut = this.table.get({ pk: 'gate#KIE', sk: 'gate' })?.['shut'] === 1;
    const entries = [0, 1, 2, 3].flatMap((shard) =>
      this.table.index({ index: 'due', partition: `task#${shard}`, limit: 1 }),
    );
    return Math.min(shut ? this.heap.now : Infinity, ...entries.map(({ sort }) => Date.parse(sort)));
  }

  #front(): Front {
    return {
      chance: new Chance(this.#options.seed, 6),
      after: (milliseconds, run) => void this.heap.after(milliseconds, run),
      request: (action, about, run, done) => {
        const seconds = this.#seconds(action);
        this.#runtime.invoke({ action, about, seconds, body: (own) => run(portsFor(own, this.#site)) }, done);
      },
      asked: ({ prompt }) => void this.watch.asked.set(prompt, (this.watch.asked.get(prompt) ?? 0) + 1),
      acknowledged: ({ task }) => {
        this.watch.promised.add(task.id);
        if (this.table.get({ pk: `task#${task.owner}#${task.id}`, sk: 'task' }) === undefined) {
          this.watch.problem(`task ${task.id} was promised and does not exist`);
        }
      },
      seen: (whole) => this.#show(whole),
      removed: (id) => this.#removed(id),
      complain: (problem) => this.watch.problem(problem),
    };
  }

  #show(whole: WholeTask): void {
    if (this.#options.thorough !== true) return;
    this.#sink('task view', JSON.stringify(viewTask(whole, 'https://media.example.test')));
    this.#sink('timeline', JSON.stringify(viewEvents(whole)));
  }

  #removed(id: string): void {
    this.watch.removed.add(id);
    const rows = this.table.partitions('task#').filter((pk) => pk.endsWith(id));
    if (rows.length > 0) this.watch.problem(`task ${id} was removed, and is still there`);
    for (const key of this.#media.objects.keys()) {
      if (key.includes(id)) this.watch.problem(`task ${id} was removed, and left ${key}`);
    }
  }

  async #setBudgets(): Promise<void> {
    const ledger = ledgerStore(memoryTable(this.table));
    for (const [owner, { monthly, daily }] of Object.entries(this.#options.budgets ?? {})) {
      if (!isOwner(owner)) continue;
      await ledger.amend(owner, (budget) => withLimits(budget, { monthly, daily }, isoTime(START)));
    }
  }

  /** Lets everything happen, and holds the books against each other at the end. */
  async run(): Promise<Report> {
    if (findModel('IMAGEN4') === undefined) throw new Error('The catalogue has changed');
    await this.#setBudgets();
    const front = this.#front();
    for (const order of this.#options.orders) new Client(front, order).start();
    this.#disturb();
    const thorough = this.#options.thorough === true;
    await this.heap.run(START + HORIZON_MS, () => {
      if (thorough) this.watch.atRest();
      return this.watch.problems.length === 0;
    });
    const { problems } = this.watch;
    const explanations: string[] = [];
    const books = {
      now: () => this.heap.now,
      table: this.table,
      media: this.#media,
      provider: this.provider,
      machine: this.machine,
      watch: this.watch,
      explain: (what: string) => explanations.push(what),
    };
    if (problems.length === 0) this.watch.atRest();
    const accounts = problems.length === 0 ? settleAccounts(books) : noAccounts();
    return {
      accounts,
      problems,
      explanations,
      points: this.#runtime.points,
      steps: this.heap.steps,
      transitions: this.machine.transitions,
    };
  }

  /** Strangers, and a provider that mixes things up, come by some time after a call. */
  #disturb(): void {
    const { onCreate } = this.provider;
    const { forgeries, mixUps } = this.#options;
    if (forgeries !== true && mixUps !== true) return;
    this.provider.onCreate = (call) => {
      onCreate?.(call);
      const { callbackUrl, job } = call;
      if (callbackUrl === undefined || job === undefined) return;
      if (forgeries === true) {
        this.heap.after(this.#chance.between(500, 15_000), () => this.#forge(callbackUrl, job.id));
      }
      if (mixUps === true) this.heap.after(MIX_UP_AFTER_MS, () => this.#mixUp(callbackUrl));
    };
  }
}
