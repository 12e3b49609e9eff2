import { describe, expect, it } from 'vitest';
import type { LiveDependencies, Posted } from '#actions/live/live-dependencies.ts';
import { pushEvents, type PushOrder } from '#actions/live/push-events.ts';
import { subscribe, type SubscribeOrder } from '#actions/live/subscribe.ts';
import { sweepFeeds } from '#actions/live/sweep-feeds.ts';
import { feedStore } from '#storage/live/feed-store.ts';
import { listenerStore } from '#storage/live/listener-store.ts';
import { watchMarkers } from '#storage/live/watch-markers.ts';
import type { Table } from '#storage/table/table-port.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { deliveryLeases } from '#storage/webhooks/delivery-lease.ts';
import { outbox } from '#storage/webhooks/outbox.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { at, claimed, MINUTE_MS, owner, sampleTask, START } from '../domain/samples.ts';

/** Where a process dies: at which of its calls, and whether that has been carried out by then. */
interface Death {
  readonly call: number;
  readonly when: 'before' | 'after';
}

class Died extends Error {}

/** Counts calls, and dies at one of them: no later one is made. */
class Process {
  calls = 0;
  readonly #death: Death | undefined;

  constructor(death?: Death) {
    this.#death = death;
  }

  async call<T>(make: () => Promise<T>): Promise<T> {
    this.calls += 1;
    const { call = Infinity, when } = this.#death ?? {};
    if (this.calls > call || (this.calls === call && when === 'before')) throw new Died();
    const made = await make();
    if (this.calls >= call) throw new Died();
    return made;
  }

  table(table: Table): Table {
    return {
      get: (key) => this.call(() => table.get(key)),
      many: (keys) => this.call(() => table.many(keys)),
      partition: (pk, prefix) => this.call(() => table.partition(pk, prefix)),
      page: (pk, after, limit) => this.call(() => table.page(pk, after, limit)),
      index: (query) => this.call(() => table.index(query)),
      write: (write) => this.call(() => table.write(write)),
      transact: (writes) => this.call(() => table.transact(writes)),
      update: (write) => this.call(() => table.update(write)),
    };
  }
}

interface Said {
  readonly type: string;
  readonly id?: string;
  readonly resumed?: boolean;
}

/** One client, as the documentation says that it is to behave, and everything behind it. */
class Room {
  readonly #table = memoryTable(new MemoryTable());
  now = START;
  #nonces = 0;
  #connections = 0;
  connection: string | undefined;
  readonly seen = new Set<string>();
  #last: string | undefined;
  isCaughtUp = false;
  looked = 0;
  /** How the next message ends. */
  posts: Posted = 'sent';

  readonly #nonce = (): string => {
    this.#nonces += 1;
    return this.#nonces.toString(16).padStart(32, '0').split('').toReversed().join('');
  };

  #hears(text: string): void {
    const { type, id } = JSON.parse(text) as Said;
    if (id !== undefined) this.seen.add(id);
    if (type === 'resync') this.looked += 1;
    if (type === 'subscribed') this.isCaughtUp = true;
    if (this.isCaughtUp) this.#last = [...this.seen].sort().at(-1);
  }

  #parts(process: Process): LiveDependencies {
    const table = process.table(this.#table);
    const tasks = taskStore({ table, nonce: this.#nonce, backoff: async () => undefined });
    return {
      feed: feedStore(table),
      listeners: listenerStore(table),
      tasks,
      show: ({ task }) => ({ id: task.id, status: task.status }),
      connections: {
        post: (id, text) =>
          process.call(async () => {
            if (id !== this.connection) return 'gone';
            const posted = this.posts;
            this.posts = 'sent';
            if (posted === 'sent') this.#hears(text);
            return posted;
          }),
        close: (id) =>
          process.call(
            async () => void (this.connection = id === this.connection ? undefined : this.connection),
          ),
      },
      isGood: async () => true,
      clock: { now: () => this.now },
      random: { hex128: this.#nonce },
      log: { info: () => undefined, warn: () => undefined, count: () => undefined, measure: () => undefined },
    };
  }

  /** Connects, and subscribes. */
  async subscribe(process = new Process()): Promise<void> {
    this.#connections += 1;
    this.connection = `c${this.#connections}`;
    this.isCaughtUp = false;
    const order: SubscribeOrder = {
      connection: { id: this.connection, openedAt: this.now },
      subscriber: { owner, scopes: ['tasks:read'], credential: { type: 'issued' } },
      target: { type: 'owner' },
      ...(this.#last === undefined ? {} : { after: this.#last }),
    };
    const table = process.table(this.#table);
    await subscribe({ ...this.#parts(process), markers: watchMarkers(table) })(order);
  }

  async push(order: PushOrder, process = new Process()): Promise<void> {
    const leases = deliveryLeases(process.table(this.#table), this.#nonce);
    await pushEvents({ ...this.#parts(process), leases })(order);
  }

  /** The schedule, after whatever has died: what it holds has ended by then. */
  async sweep(): Promise<void> {
    this.now += 3 * MINUTE_MS;
    const feed = feedStore(this.#table);
    await sweepFeeds({ feed, push: (order) => this.push(order), clock: { now: () => this.now } })();
  }

  /** A task is made, is sent, and ends; nobody is woken. */
  async taskHappens(n: number): Promise<void> {
    const table = this.#table;
    const told = outbox({ table, now: () => this.now, wake: async () => undefined });
    const tasks = taskStore({ table, nonce: this.#nonce, backoff: async () => undefined }, told);
    const task = sampleTask({ id: String(n).repeat(32) as ReturnType<typeof sampleTask>['id'] });
    await tasks.create(task, { providerParams: {}, input: {} });
    await tasks.advanceJob(task, 1, { event: claimed, occasion: { at: at(1), actor: 'workflow' } });
    await tasks.amendTask(task, (seen) => ({ ...seen, status: 'SUCCESS', ending: { at: at(60) } }));
  }

  /** What the client was not told of, though it happened while it, or another of its owner, was connected. */
  async missed(): Promise<string[]> {
    const { items } = await feedStore(this.#table).page(owner, '', 1000);
    return items.filter(({ type, id }) => type !== 'resync' && !this.seen.has(id)).map(({ id }) => id);
  }

  async pending(): Promise<number> {
    const { items } = await feedStore(this.#table).page(owner, '', 1000);
    return items.filter(({ dueAt }) => dueAt !== undefined).length;
  }
}

/** Dies at each call of what is tried, before and after it; says how many calls it makes when it does not die. */
async function atEachCall(attempt: (process: Process, death: string) => Promise<void>): Promise<number> {
  const whole = new Process();
  await attempt(whole, 'nowhere');
  for (let call = 1; call <= whole.calls; call += 1)
    for (const when of ['before', 'after'] as const)
      await attempt(new Process({ call, when }), `${when} call ${call}`);
  return whole.calls;
}

const mayDie = async (work: Promise<void>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
};

describe('whoever dies at any call', () => {
  it('while pushing leaves everything to the schedule: nothing is lost, and nothing stays due', async () => {
    const calls = await atEachCall(async (process, death) => {
      const room = new Room();
      await room.subscribe();
      await room.sweep();
      await room.taskHappens(1);
      await room.taskHappens(2);
      await mayDie(room.push({ owner }, process));
      await room.sweep();
      expect(await room.missed(), death).toEqual([]);
      expect(await room.pending(), death).toBe(0);
    });
    expect(calls).toBeGreaterThan(20);
  });

  it('while a client subscribes again leaves it with what it had: it comes again, and misses nothing', async () => {
    const calls = await atEachCall(async (process, death) => {
      const room = new Room();
      await room.subscribe();
      await room.taskHappens(1);
      await room.push({ owner });
      room.connection = undefined;
      room.now += 10 * MINUTE_MS;
      await room.taskHappens(2);
      await room.sweep();
      await mayDie(room.subscribe(process));
      await room.taskHappens(3);
      await room.push({ owner });
      if (room.isCaughtUp) expect(await room.missed(), death).toEqual([]);
      room.connection = undefined;
      await room.subscribe();
      expect(await room.missed(), death).toEqual([]);
    });
    expect(calls).toBeGreaterThan(8);
  });

  it('while the first of an owner subscribes has him look himself later', async () => {
    await atEachCall(async (process, death) => {
      const room = new Room();
      await mayDie(room.subscribe(process));
      await room.subscribe();
      await room.sweep();
      expect(room.looked, death).toBeGreaterThan(0);
    });
  });
});

describe('a client to whom something could not be said', () => {
  it.each(['failed', 'gone'] as const)('(%s) is told it when it comes again', async (posted) => {
    const room = new Room();
    await room.subscribe();
    await room.taskHappens(1);
    await room.push({ owner });
    await room.taskHappens(2);
    room.posts = posted;
    await room.push({ owner });
    if (posted === 'failed') expect(room.connection).toBeUndefined();
    await room.subscribe();
    await room.sweep();
    expect(await room.missed()).toEqual([]);
  });
});
