import { describe, expect, it } from 'vitest';
import { queueRoom } from '#actions/tasks/queue-room.ts';
import { chooseAccount } from '#actions/workflow/choose-account.ts';
import { withStanding } from '#actions/tasks/read-standing.ts';
import { isElsewhere } from '#domain/tasks/submission.ts';
import { newJob, type SendWait } from '#domain/tasks/job.ts';
import {
  accountNamed,
  defaultAccount,
  type AccountDuty,
  type ProviderAccount,
} from '#domain/tasks/provider-account.ts';
import type { Owner } from '#domain/ids.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { accountChanges } from '#storage/tasks/account-changes.ts';
import { accountKey, readAccounts, readOwnAccount, rememberedAccounts } from '#storage/tasks/account-rows.ts';
import { gateKey, shuttingWrite } from '#storage/tasks/gate-row.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import { waitingList } from '#storage/tasks/waiting-list.ts';
import * as samples from '../domain/samples.ts';
import { shortestWait } from '../../../functions/compose/connect-shortest-wait.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const { owner, taskId } = samples;
const rule = { creates: 1, windowMs: 10_250 };
const KIE = defaultAccount('KIE');
const SECOND = accountNamed('KIE', 'second');
const task = samples.sampleTask();

/** Accounts in a table of their own, and what chooses among them. `fraction` says at which is looked first. */
function someAccounts() {
  const table = memoryTable(new MemoryTable());
  const world = { now: samples.after(10), fraction: 0 };
  const clock = { now: () => world.now, sleep: async () => undefined };
  const gate = gateViewer(table, () => rule);
  const ruleOf = () => rule;
  const accountsOf = (service: string) => readAccounts(table, service);
  const random = { fraction: () => world.fraction, hex128: () => '', secret256: () => '' };
  /** The film that the task goes on from. */
  const film = {
    ...samples.jobAfter(
      { ...samples.claimed, claim: { ...samples.claim, account: 'second' } },
      samples.accepted,
    ),
  };
  const tasks = { load: async () => samples.sampleSnapshot([film]) };
  const ownAccountOf = (service: string, whose: Owner) => readOwnAccount(table, service, whose);
  const dependencies = { tasks, accountsOf, ownAccountOf, gate, ruleOf, clock, random };
  const choose = chooseAccount(dependencies);
  const wait = (account: string | undefined, type: SendWait['type'] = 'turn'): SendWait =>
    type === 'turn'
      ? { type, until: samples.at(20), due: samples.at(20), ticket: 1, ...(account ? { account } : {}) }
      : { type, until: samples.at(20) };
  return {
    ...{ table, world, clock, gate, ruleOf, accountsOf, wait, dependencies },
    choose: (wants?: SendWait, from?: Readonly<Record<string, unknown>>) => {
      const jobs = wants === undefined ? [] : [{ ...newJob(1), state: 'queued', wait: wants } as const];
      const snapshot: TaskSnapshot = samples.sampleSnapshot(jobs, {
        task: from === undefined ? task : { ...task, parentTaskId: taskId },
      });
      return choose({ ...snapshot, request: { ...snapshot.request, input: { ...from } } });
    },
    set: (account: string, state: AccountDuty | 'resting') =>
      table.write({ type: 'put', row: { ...accountKey('KIE', account), state } }),
    use: (account = KIE) =>
      table.write({ type: 'add', key: gateKey(account), set: { lane0: world.now, at0: world.now } }),
    shut: (account = KIE) => table.write(shuttingWrite(gateKey(account), { type: 'key' })),
    join: (account = KIE, n = 1) =>
      waitingList(table).join(account, {
        ...{ priority: 'normal', owner, taskId, n, createdAt: task.createdAt, due: world.now, price: 1 },
        ...{ taskToken: 'token', tokenUntil: world.now + 600_000, lookMs: 1, run: 1 },
      }),
  };
}

describe('the account that a task is sent with', () => {
  it('is the first where there is no other, without a look at its gate', async () => {
    const { choose, use } = someAccounts();
    await use();
    expect(await choose()).toEqual(KIE);
  });

  it('is one with a place that is idle', async () => {
    const { choose, set, use } = someAccounts();
    await set('second', 'open');
    expect(await choose()).toEqual(KIE);
    await use();
    expect(await choose()).toEqual(SECOND);
  });

  it('is another one each time where many are idle', async () => {
    const { choose, set, world } = someAccounts();
    await set('second', 'open');
    world.fraction = 0.6;
    expect(await choose()).toEqual(SECOND);
  });

  it('is the one where it has its turn first, where it has to wait', async () => {
    const { choose, set, use, join } = someAccounts();
    await set('second', 'open');
    for (const account of [KIE, SECOND]) await use(account);
    for (const n of [1, 2]) await join(KIE, n);
    await join(SECOND);
    expect(await choose()).toEqual(SECOND);
  });

  it.each(['draining', 'shut', 'resting'] as const)('is none that is %s', async (state) => {
    const { choose, set, use } = someAccounts();
    await set('second', state);
    await use();
    expect(await choose()).toEqual(KIE);
  });

  it('is none where none takes calls', async () => {
    const { choose, set } = someAccounts();
    await set('default', 'draining');
    expect(await choose()).toBeUndefined();
  });

  it('is none whose key is refused, while another one is there', async () => {
    const { choose, set, use, shut } = someAccounts();
    await set('second', 'open');
    await shut();
    await use(SECOND);
    expect(await choose()).toEqual(SECOND);
    await shut(SECOND);
    expect(await choose()).toEqual(KIE);
  });

  it('is the one that made what it goes on from, whatever else is open', async () => {
    const { choose, set } = someAccounts();
    await set('second', 'draining');
    expect(await choose(undefined, { taskId: samples.externalId })).toEqual(SECOND);
    expect(await choose(undefined, { prompt: 'the same once more' })).toEqual(KIE);
  });

  it('is the one where it waits, and the first where a place was given in advance', async () => {
    const { choose, set, use, wait, world } = someAccounts();
    await set('second', 'open');
    expect(await choose(wait('second'))).toEqual(SECOND);
    await use();
    expect(await choose(wait(undefined))).toEqual(KIE);
    world.fraction = 0.6;
    expect(await choose(wait(undefined, 'slot'))).toEqual(KIE);
    expect(await choose(wait(undefined, 'backoff'))).toEqual(SECOND);
  });
});

describe('a list that a job has left', () => {
  const queued = (wait: SendWait) => ({ ...newJob(1), state: 'queued', wait }) as const;
  const { wait } = someAccounts();

  it('gives it no turn', () => {
    expect(isElsewhere(queued(wait('second')), KIE)).toBe(true);
    expect(isElsewhere(queued(wait(undefined)), SECOND)).toBe(true);
    const claim = { ...samples.claim, account: 'second' };
    expect(isElsewhere(samples.jobAfter({ ...samples.claimed, claim }), KIE)).toBe(true);
  });

  it('is none where it waits there, or has not yet been written down', () => {
    expect(isElsewhere(queued(wait('second')), SECOND)).toBe(false);
    expect(isElsewhere(queued(wait(undefined)), KIE)).toBe(false);
    expect(isElsewhere(newJob(1), SECOND)).toBe(false);
    expect(isElsewhere(samples.jobAfter(samples.claimed), KIE)).toBe(false);
  });
});

describe('what is told of a queue where there are several accounts', () => {
  it('is how it stands at the account where a task waits', async () => {
    const { gate, ruleOf, clock, set, join, wait } = someAccounts();
    await set('second', 'open');
    for (const n of [1, 2, 3]) await join(KIE, n);
    await join(SECOND);
    const jobs = [{ ...newJob(1), state: 'queued', wait: wait('second') } as const];
    const shown = await withStanding({ gate, ruleOf, clock })(samples.sampleSnapshot(jobs, { task }));
    expect(shown.queued).toMatchObject({ position: 1 });
  });

  it('is how long it is where it is shortest', async () => {
    const { table, world, set, join } = someAccounts();
    for (const n of [1, 2, 3]) await join(KIE, n);
    const waiting = { owner, priority: 'normal', now: world.now } as const;
    expect(await shortestWait(table)('KIE', waiting)).toBeGreaterThan(0);
    await set('second', 'open');
    expect(await shortestWait(table)('KIE', waiting)).toBe(0);
  });

  it('is how long it is at the others while the first takes no calls', async () => {
    const { table, clock, gate, join } = someAccounts();
    const changes = accountChanges(table);
    const turn = (account: ProviderAccount, state: AccountDuty) =>
      changes.amend(account, {
        at: samples.at(0),
        decide: (known = { ...account, state }) => ({ ...known, state }),
        told: () => [],
      });
    await turn(SECOND, 'open');
    for (const n of [1, 2, 3]) await join(SECOND, n);
    const room = () =>
      queueRoom({
        ...{ gate, clock, mostSeconds: 1 },
        shortestWait: shortestWait(table),
        limitsOf: async () => ({}),
      })({ owner, service: 'KIE', priority: 'normal' });
    await expect(room()).resolves.toBeUndefined();
    await turn(KIE, 'draining');
    await expect(room()).rejects.toMatchObject({ code: 'queue_full' });
    await turn(KIE, 'open');
    await expect(room()).resolves.toBeUndefined();
  });

  it('is remembered for half a minute', async () => {
    const { table, clock, world, set } = someAccounts();
    const known = rememberedAccounts(table, clock).accountsOf;
    const names = async () => (await known('KIE')).map(({ account }) => account);
    expect(await names()).toEqual(['default']);
    await set('second', 'open');
    expect(await names()).toEqual(['default']);
    world.now += 30_000;
    expect(await names()).toEqual(['default', 'second']);
  });

  it('is looked at anew where none seems to take calls', async () => {
    const { table, clock, set, dependencies } = someAccounts();
    const known = rememberedAccounts(table, clock);
    const choose = () => chooseAccount({ ...dependencies, ...known })(samples.sampleSnapshot([]));
    await set('default', 'shut');
    expect(await choose()).toBeUndefined();
    await set('default', 'open');
    expect(await choose()).toEqual(KIE);
    expect((await known.accountsOf('KIE'))[0]?.state).toBe('open');
  });
});
