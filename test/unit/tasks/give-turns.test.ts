import { describe, expect, it } from 'vitest';
import { beginDispatch } from '#actions/workflow/begin-dispatch.ts';
import { followDispatch } from '#actions/workflow/follow-dispatch.ts';
import { giveTurns } from '#actions/workflow/give-turns.ts';
import { DISPATCH_LATE_MS, MOST_LOOKS } from '#domain/tasks/limits.ts';
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import { equally } from '#domain/tasks/turns.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { gateKey, ledUntil } from '#storage/tasks/gate-row.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { turnLeases } from '#storage/tasks/turn-lease.ts';
import { waitingList, type WaitingJob } from '#storage/tasks/waiting-list.ts';
import { owner, taskId } from '../domain/samples.ts';
import { nodeDigest, systemRandom } from '../../../functions/compose/system-ports.ts';
import { firstAccount } from '../../first-account.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const KIE = defaultAccount('KIE');
const rule = { creates: 2, windowMs: 10_250 };
const NOON = Date.parse('2026-01-01T12:00:00Z');

const waitingJob: WaitingJob = {
  ...{ priority: 'normal', owner, taskId, n: 1, createdAt: new Date(NOON).toISOString(), due: NOON },
  ...{ price: 4000, taskToken: 'token', tokenUntil: NOON + 600_000, lookMs: 70_000, run: 1 },
};

/** What gives out turns, over a table and a clock of its own. `meanwhile` is done before the lines are read for the so many-th time. */
function aDispatcher(mostLooks = MOST_LOOKS) {
  const memory = memoryTable(new MemoryTable());
  const world = {
    now: NOON,
    slept: [] as number[],
    started: [] as string[],
    woken: [] as string[],
    startFails: false,
    reads: 0,
    meanwhile: {} as Readonly<Record<number, () => Promise<unknown>>>,
  };
  const table = {
    ...memory,
    partition: async (pk: string, prefix?: string) => {
      if (prefix === 'line#') await world.meanwhile[(world.reads += 1)]?.();
      return memory.partition(pk, prefix);
    },
  };
  const quiet = () => undefined;
  const never = async (): Promise<never> => {
    throw new Error('nobody is to be woken');
  };
  const dispatching = {
    leases: turnLeases(table),
    dispatch: {
      start: async (name: string) => {
        if (world.startFails) throw new Error('throttled');
        world.started.push(name);
      },
    },
    clock: { now: () => world.now, sleep: async (ms: number) => void world.slept.push(ms) },
    log: { info: quiet, warn: quiet, count: quiet, measure: quiet },
  };
  const waiting = waitingList(memory);
  const look = giveTurns({
    ...dispatching,
    tasks: taskStore({ table, nonce: systemRandom.hex128, backoff: async () => undefined }),
    ledger: ledgerStore(table),
    items: itemStore(table),
    workflow: {
      ...{ start: never, state: never, stop: never, interrupt: never },
      succeed: async (token) => {
        world.woken.push(token);
        return 'woken';
      },
    },
    random: systemRandom,
    digest: nodeDigest,
    gate: gateViewer(table, () => rule),
    waiting: waitingList(table),
    ...firstAccount,
    ruleOf: () => rule,
    weightsOf: async () => equally,
    submit: never,
    mostLooks,
  });
  const begin = beginDispatch(dispatching);
  const follow = followDispatch(dispatching);
  const use = (at: number) =>
    memory.write({
      type: 'add',
      key: gateKey(KIE),
      set: { lane0: at, at0: at, lane1: at, at1: at },
    });
  return {
    world,
    begin: () => begin(KIE),
    dies: (execution = world.started.at(-1) ?? '') => follow({ ...KIE, execution }),
    look: (holder = world.started.at(-1) ?? '') => look({ ...KIE, holder }),
    join: (n = 1) => waiting.join(KIE, { ...waitingJob, n, taskToken: `token ${n}` }),
    lines: () => waiting.lines(KIE),
    use,
    ledUntil: async () => ledUntil(await memory.get(gateKey(KIE))),
  };
}

describe('an execution that gives out turns', () => {
  it('is begun once, until it is late by forty seconds', async () => {
    const { world, begin } = aDispatcher();
    await Promise.all([begin(), begin(), begin()]);
    expect(new Set(world.started)).toEqual(new Set([`KIE-default-${NOON}`]));
    world.now += DISPATCH_LATE_MS;
    await begin();
    expect(new Set(world.started).size).toBe(1);
    world.now += 1;
    await begin();
    expect(new Set(world.started).size).toBe(2);
  });

  it('is left to others where it could not be started: they begin at once', async () => {
    const { world, begin, ledUntil: until } = aDispatcher();
    world.startFails = true;
    await expect(begin()).resolves.toBeUndefined();
    expect(await until()).toBe(1);
    world.startFails = false;
    await begin();
    expect(world.started).toEqual([`KIE-default-${NOON + 1}`]);
  });

  it('waits for whole seconds until a place is free, and for what is left of one in its look', async () => {
    const { world, begin, look, join, use } = aDispatcher();
    await use(NOON - 1000);
    await join();
    await begin();
    expect(await look()).toEqual({ next: 'wait', seconds: 9 });
    expect(world.slept).toEqual([]);
    await use(NOON - 9600);
    await look();
    expect(world.slept).toEqual([400]);
  });

  it('is over when nobody waits, and another may begin at once', async () => {
    const { begin, look, ledUntil: until } = aDispatcher();
    await begin();
    expect(await look()).toEqual({ next: 'over', seconds: 0 });
    expect(await until()).toBe(0);
  });

  it('goes on where somebody has come between its last look and its end', async () => {
    const { world, begin, look, join, ledUntil: until } = aDispatcher();
    await begin();
    world.meanwhile = { 2: () => join() };
    expect(await look()).toEqual({ next: 'wait', seconds: 1 });
    expect(await until()).toBe(NOON + 1000 + DISPATCH_LATE_MS);
  });

  it('is over where another has the lease', async () => {
    const { world, begin, look, join, use } = aDispatcher();
    await use(NOON - 1000);
    await join();
    await begin();
    world.now += DISPATCH_LATE_MS + 1;
    await begin();
    const [first, second] = world.started;
    expect(await look(first)).toEqual({ next: 'over', seconds: 0 });
    await use(world.now - 1000);
    expect(await look(second)).toEqual({ next: 'wait', seconds: 9 });
  });

  it('hands over to another after so many looks', async () => {
    const { world, begin, look, join, use } = aDispatcher(2);
    await use(NOON - 1000);
    await join();
    await begin();
    const next = [await look(), await look(), await look()].map((one) => one.next);
    expect(next).toEqual(['wait', 'wait', 'over']);
    expect(world.started).toHaveLength(2);
    expect(await look()).toEqual({ next: 'wait', seconds: 9 });
  });

  it('passes by all those whose tasks are gone, be they more than it looks at together, and wakes them', async () => {
    const { world, begin, look, join, lines } = aDispatcher();
    for (let n = 1; n <= 40; n += 1) await join(n);
    await begin();
    expect(await look()).toEqual({ next: 'over', seconds: 0 });
    expect(new Set(world.woken).size).toBe(40);
    expect(await lines()).toEqual([]);
  });

  it('is followed at once where it has died, by one other, and by none once it is over or has been followed', async () => {
    const { world, begin, look, join, use, dies } = aDispatcher();
    await use(NOON - 1000);
    await join();
    await begin();
    await look();
    const [first] = world.started;
    await Promise.all([dies(first), dies(first)]);
    expect(new Set(world.started)).toEqual(new Set([first, `KIE-default-${NOON + 1}`]));
    await dies(first);
    expect(new Set(world.started).size).toBe(2);
  });

  it('is left to the sweeper where it has died before it had looked: what always fails is not begun at once', async () => {
    const { world, begin, dies, ledUntil: until } = aDispatcher();
    await begin();
    await dies();
    expect(world.started).toHaveLength(1);
    expect(await until()).toBe(NOON + DISPATCH_LATE_MS);
  });
});
