import { describe, expect, it } from 'vitest';
import { chooseAccount, payableElsewhere } from '#actions/workflow/choose-account.ts';
import { seeToGates } from '#actions/workflow/see-to-gates.ts';
import { closeTask } from '#domain/tasks/task-end.ts';
import type { Owner } from '#domain/ids.ts';
import {
  defaultAccount,
  ownAccount,
  ownerOf,
  ownJobs,
  type AccountDuty,
} from '#domain/tasks/provider-account.ts';
import { settledBetween } from '#storage/money/ledger-sums.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { accountKey, readAccounts, rememberedAccounts } from '#storage/tasks/account-rows.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { gateKey } from '#storage/tasks/gate-row.ts';
import { ownAccountNotes } from '#storage/tasks/own-account-notes.ts';
import { waitingList } from '#storage/tasks/waiting-list.ts';
import * as samples from '../domain/samples.ts';
import { shortestWait } from '../../../functions/compose/connect-shortest-wait.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const { owner, taskId } = samples;
const KIE = defaultAccount('KIE');
const OWN = ownAccount('KIE', owner);
const BEN = 'ben' as Owner;
const rule = { creates: 1, windowMs: 10_250 };
const quiet = (): undefined => undefined;

/** Accounts at a service, some of which owners have brought. */
function theAccounts() {
  const table = memoryTable(new MemoryTable());
  const world = { now: samples.after(10), probed: [] as string[], begun: [] as string[] };
  const clock = { now: () => world.now, sleep: async () => undefined };
  const gate = admissionGate(table, () => rule);
  const dependencies = {
    ...rememberedAccounts(table, clock),
    tasks: { load: async () => undefined },
    ruleOf: () => rule,
    random: { fraction: () => 0, hex128: () => '', secret256: () => '' },
    notes: ownAccountNotes(table),
    services: ['KIE'],
    log: { info: quiet, warn: quiet, count: quiet, measure: quiet },
    ...{ gate, clock },
  };
  const snapshotOf = (whose: Owner) => {
    const snapshot = samples.sampleSnapshot([]);
    return { ...snapshot, task: { ...snapshot.task, owner: whose } };
  };
  const ask = { owner, priority: 'normal', price: 1, now: world.now } as const;
  return {
    ...{ table, world, gate, dependencies, ask },
    set: async (state: AccountDuty, whose: Owner = owner) => {
      const key = accountKey('KIE', ownAccount('KIE', whose).account);
      await table.write({ type: 'put', row: { ...key, state, owner: whose } });
      world.now += 30_000;
    },
    choose: (whose: Owner = owner) => chooseAccount(dependencies)(snapshotOf(whose)),
    isPayableElsewhere: (account = OWN) => payableElsewhere(dependencies)(snapshotOf(owner), account),
    join: () =>
      waitingList(table).join(OWN, {
        ...{ priority: 'normal', owner, taskId, n: 1, createdAt: samples.at(0), due: world.now, price: 1 },
        ...{ taskToken: 'token', tokenUntil: world.now + 600_000, lookMs: 1, run: 1 },
      }),
    sweep: () =>
      seeToGates({
        ...dependencies,
        beginDispatch: async ({ account }) => void world.begun.push(account),
        probe: async ({ account }) => {
          world.probed.push(account);
          return { type: 'accepted' };
        },
      })(() => true),
  };
}

describe('an account that an owner has brought', () => {
  it('takes his tasks and nobody else’s, and is none of everybody’s', async () => {
    const { choose, set, table } = theAccounts();
    await set('open');
    expect([await choose(), await choose(BEN)]).toEqual([OWN, KIE]);
    expect(await readAccounts(table, 'KIE')).toMatchObject([{ account: 'default' }]);
    await set('open', BEN);
    expect([await choose(), await choose(BEN)]).toEqual([OWN, ownAccount('KIE', BEN)]);
  });

  it.each(['draining', 'shut'] as const)('that is %s leaves his tasks to everybody’s', async (state) => {
    const { choose, set } = theAccounts();
    await set('open');
    await set(state);
    expect(await choose()).toEqual(KIE);
  });

  it('that is empty, or whose key is refused, sends nothing elsewhere', async () => {
    const { choose, set, gate, isPayableElsewhere } = theAccounts();
    await set('open');
    await gate.shut(OWN, { type: 'credit', price: 1 });
    await gate.shut(OWN, { type: 'key' });
    expect([await choose(), await isPayableElsewhere()]).toEqual([OWN, false]);
  });

  it('is where he would wait, and nobody else', async () => {
    const { table, set, world, ask } = theAccounts();
    await set('open');
    const used = Array.from({ length: 20 }, (_, lane) => [`lane${lane}`, world.now]);
    await table.write({
      type: 'add',
      key: gateKey(OWN),
      set: Object.fromEntries(used) as Record<string, number>,
    });
    const wait = async (whose: Owner) => shortestWait(table)('KIE', { ...ask, owner: whose, now: world.now });
    expect([(await wait(owner)) > 0, await wait(BEN)]).toEqual([true, 0]);
  });
});

describe('the accounts that owners have brought', () => {
  it('are seen to by the sweeper while somebody waits there, and no longer', async () => {
    const { set, join, sweep, world, table, dependencies } = theAccounts();
    await set('open');
    await sweep();
    await join();
    await table.write({
      type: 'add',
      key: gateKey(OWN),
      set: { leaseUntil: 1 },
    });
    await sweep();
    expect(world.begun).toEqual([OWN.account]);
    await table.write({
      type: 'add',
      key: gateKey(OWN),
      set: { leaseUntil: 0 },
    });
    await sweep();
    expect(await dependencies.notes.noted('KIE')).toEqual([OWN]);
    world.now += 600_001;
    await sweep();
    expect(await dependencies.notes.noted('KIE')).toEqual([]);
  });

  it('are probed once a task was kept out, and open again', async () => {
    const { set, gate, sweep, world, ask } = theAccounts();
    await set('open');
    await gate.shut(OWN, { type: 'key' });
    await sweep();
    expect(world.probed).toEqual([]);
    expect(await gate.take(OWN, ask)).toEqual({ type: 'shut', why: 'key' });
    await sweep();
    expect([world.probed, (await gate.state(OWN)).closures]).toEqual([[OWN.account], []]);
  });

  it('name their owner, which no account of operators does', () => {
    expect([ownerOf(OWN), ownerOf(KIE), ownerOf({ account: 'own' }), ownerOf({ account: 'own.' })]).toEqual([
      owner,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

it('what an owner has paid to the provider himself is in his ledger, and not in what our accounts have paid', async () => {
  const table = memoryTable(new MemoryTable());
  const claimed = { ...samples.claimed, claim: { ...samples.claim, account: OWN.account } };
  const job = samples.jobAfter(claimed, samples.accepted);
  const task = samples.sampleTask();
  const occasion = { at: samples.at(60), actor: 'workflow' } as const;
  const ends = [{ type: 'succeeded', credits: 4000 }] as const;
  const closing = { occasion, attempt: 1, ends, outputs: [], own: ownJobs([job]) };
  const closed = closeTask(task, closing);
  const writes = await ledgerStore(table).settleWrites(closed, task, samples.at(60));
  await table.transact([...writes]);
  const lines = await table.partition(`ledger#${owner}`, '2');
  expect(lines).toMatchObject([{ type: 'settle', amount: 4000, own: 1 }]);
  const period = { from: samples.at(0), to: samples.at(3600) };
  expect(await settledBetween(table, owner, period)).toBe(0);
});
