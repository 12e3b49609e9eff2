import { describe, expect, it } from 'vitest';
import { lookUpFigures } from '#actions/workflow/look-up-figures.ts';
import { providerCallback } from '#actions/workflow/provider-callback.ts';
import { queryGeneration } from '#actions/workflow/query-generation.ts';
import { submitGeneration } from '#actions/workflow/submit-generation.ts';
import { decideItem } from '#actions/operators/decide-item.ts';
import type { SubmitDependencies } from '#actions/dependencies.ts';
import { readCallbackAddress } from '#domain/tasks/callback-address.ts';
import { IN_FLIGHT_SECONDS, SUBMIT_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { accountNamed, accountOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { questionsOf } from '#domain/tasks/questions.ts';
import type { Reply } from '#providers/call.ts';
import { dialectNamed } from '#providers/dialects.ts';
import type { ProbeResult } from '#providers/service.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { accountKey, readAccounts } from '#storage/tasks/account-rows.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { gateKey } from '#storage/tasks/gate-row.ts';
import { questionTurns } from '#storage/tasks/question-turns.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import * as samples from '../domain/samples.ts';
import { nodeDigest, systemRandom } from '../../../functions/compose/system-ports.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const SECOND = accountNamed('KIE', 'second');
const { owner, taskId } = samples;

const answered = (code: number, data?: unknown): Reply => ({
  type: 'answered',
  status: 200,
  text: JSON.stringify({ code, msg: 'said', data }),
});
const accepted = answered(200, { taskId: samples.externalId });
const lost: Reply = { type: 'broken', reason: 'ECONNRESET' };

/** One task, whose turn it is at the second account. `used` tells what was done with which account. */
async function aTask() {
  const table = memoryTable(new MemoryTable());
  const used: string[] = [];
  const world = {
    table,
    used,
    reply: accepted,
    probed: { type: 'accepted' } as ProbeResult,
    isRenewed: false,
    secret: '',
    now: samples.after(10),
  };
  const use = (what: string, { account }: ProviderAccount): void => void used.push(`${what} ${account}`);
  const quiet = () => undefined;
  const dependencies: SubmitDependencies = {
    tasks: taskStore({ table, nonce: systemRandom.hex128, backoff: async () => undefined }),
    ledger: ledgerStore(table),
    items: itemStore(table),
    workflow: {
      start: async () => undefined,
      stop: async () => undefined,
      state: async () => 'running',
      succeed: async () => 'woken',
      interrupt: async () => 'woken',
    },
    clock: { now: () => world.now, sleep: async () => undefined },
    random: systemRandom,
    digest: nodeDigest,
    log: { info: quiet, warn: quiet, count: quiet, measure: quiet },
    dialectOf: dialectNamed,
    send: async (account, call, { isTimely }) => {
      use(call.method, account);
      isTimely?.();
      const { callBackUrl = '' } = (call.body ?? {}) as { callBackUrl?: string };
      world.secret = readCallbackAddress(callBackUrl)?.token.secret ?? world.secret;
      return world.reply;
    },
    probe: async (account) => {
      use('probe', account);
      return world.probed;
    },
    renewKey: async (account) => {
      use('renew', account);
      return world.isRenewed;
    },
    gate: admissionGate(table, () => ({ creates: 20, windowMs: 10_250 })),
    accountsOf: (service) => readAccounts(table, service),
    ruleOf: () => ({ creates: 20, windowMs: 10_250 }),
    publicUrl: 'https://darkroom.example',
    callSecondsOf: () => SUBMIT_CALL_SECONDS,
    inFlightSeconds: IN_FLIGHT_SECONDS,
    answerMedia: async () => Promise.reject(new Error('nothing comes with an answer')),
  };
  const task = samples.sampleTask({ dialect: 'kie-jobs' });
  await dependencies.tasks.create(task, { providerParams: {}, input: { prompt: 'a boat' } });
  const job = async () => (await dependencies.tasks.load(owner, taskId))?.jobs[0];
  const order = { taskId, owner, run: 1, token: 'token', queues: true, account: SECOND.account };
  const turns = [{ n: 1, lane: 0, slotAt: samples.at(10) }];
  return {
    world,
    dependencies,
    job,
    submit: () => submitGeneration(dependencies)({ ...order, turns }),
    query: () =>
      queryGeneration({
        ...dependencies,
        turns: questionTurns(table, () => ({ questions: 10, windowMs: 1400 })),
      })({ taskId, owner, run: 1, polls: 0 }),
    gateOf: (account: ProviderAccount) => table.get(gateKey(account)),
  };
}

describe('a call whose turn it is at an account', () => {
  it('is made with it, and its claim says so', async () => {
    const { world, submit, job } = await aTask();
    await submit();
    expect(world.used).toEqual(['POST second']);
    expect(await job()).toMatchObject({ state: 'submitted', claim: { account: 'second' } });
  });

  it('shuts that one alone where its key is refused', async () => {
    const { world, submit, gateOf } = await aTask();
    Object.assign(world, { reply: answered(401), probed: { type: 'refused' } });
    await submit();
    expect(world.used).toEqual(['POST second', 'renew second', 'probe second']);
    expect(await gateOf(SECOND)).toMatchObject({ shut: 1 });
    expect(await gateOf(accountNamed('KIE'))).toBeUndefined();
  });

  it('gives its place back to that one alone once it has left', async () => {
    const { world, dependencies, submit, gateOf } = await aTask();
    const asker = { owner, priority: 'normal', price: 4000, now: world.now } as const;
    await dependencies.gate.take(SECOND, asker);
    await dependencies.gate.take(accountNamed('KIE'), asker);
    const before = await gateOf(accountNamed('KIE'));
    await submit();
    expect(await gateOf(SECOND)).toMatchObject({ lane0: world.now });
    expect(await gateOf(accountNamed('KIE'))).toEqual(before);
  });

  it('has its inputs prepared for it, and waits where it is shut, not where another one is', async () => {
    const { world, dependencies, gateOf } = await aTask();
    const prepared: ProviderAccount[] = [];
    const submit = submitGeneration({
      ...dependencies,
      prepare: async (_snapshot, account) => {
        prepared.push(account);
        return { type: 'failed', code: 'provider_auth', message: 'no copy was taken' };
      },
    });
    Object.assign(world, { probed: { type: 'refused' } });
    await submit({ taskId, owner, run: 1, token: 'token', account: 'second' });
    expect(prepared).toEqual([SECOND]);
    expect(world.used).toEqual(['probe second']);
    expect(await gateOf(SECOND)).toMatchObject({ shut: 1 });
    expect(await gateOf(accountNamed('KIE'))).toBeUndefined();
  });
});

it('a call waits where no account takes any', async () => {
  const { world, dependencies, job } = await aTask();
  await world.table.write({ type: 'put', row: { ...accountKey('KIE', 'default'), state: 'draining' } });
  await submitGeneration(dependencies)({ taskId, owner, run: 1, token: 'token', queues: true });
  expect(world.used).toEqual([]);
  expect(await job()).toMatchObject({ state: 'queued', wait: { type: 'backoff' } });
});

describe('what is asked or told about a job', () => {
  it('is asked with the account of its call, whose key is read anew where it is refused', async () => {
    const { world, submit, query } = await aTask();
    await submit();
    world.used.length = 0;
    Object.assign(world, { reply: answered(401), isRenewed: true });
    await query();
    expect(world.used).toEqual(['GET second', 'renew second', 'GET second']);
  });

  it('waits for its turn among the questions of that account', async () => {
    const { world, submit, query } = await aTask();
    await submit();
    await query();
    expect(await world.table.get({ pk: 'questions#KIE#second', sk: 'next' })).toBeDefined();
    expect(await world.table.get({ pk: 'questions#KIE', sk: 'next' })).toBeUndefined();
  });

  it('is checked with the secret of that account where the provider calls back, and adopted with it', async () => {
    const { world, dependencies, job, submit, query } = await aTask();
    world.reply = lost;
    await submit();
    expect((await job())?.state).toBe('unknown');
    const checked: ProviderAccount[] = [];
    const call = {
      ...{ service: 'KIE', taskId, token: `1.${owner}.${world.secret}` },
      check: async (account: ProviderAccount) => {
        checked.push(account);
        return { externalId: samples.externalId, signature: 'genuine' } as const;
      },
    };
    expect(await providerCallback(dependencies)(call)).toBe('accepted');
    const noTask = { ...call, taskId: 'f'.repeat(32), token: `1.${owner}.${'x'.repeat(43)}` };
    await providerCallback(dependencies)(noTask);
    expect(checked).toEqual([SECOND, accountNamed('KIE')]);
    world.used.length = 0;
    const param = JSON.stringify({ model: 'google/imagen4-fast', input: { prompt: 'a boat' } });
    world.reply = answered(200, { taskId: samples.externalId, state: 'waiting', param });
    await query();
    expect(new Set(world.used)).toEqual(new Set(['GET second']));
    const adopted = await job();
    expect([adopted?.state, accountOf('KIE', adopted)]).toEqual(['reported', SECOND]);
  });

  it('is looked up with it by an operator who adopts the job', async () => {
    const { world, dependencies, job, submit } = await aTask();
    world.reply = lost;
    await submit();
    const createdAt = samples.at(60);
    const about = { taskId, owner, job: 1, createdAt };
    await dependencies.items.raise({ id: 'item', kind: 'outcome_unknown', status: 'open', ...about });
    world.used.length = 0;
    world.reply = answered(200, { taskId: samples.externalId, state: 'waiting' });
    const decide = decideItem({
      ...dependencies,
      create: async () => Promise.reject(new Error('nothing is made anew')),
      idSecretOf: async () => 'secret',
      audit: auditWriter(365),
    });
    const decision = { type: 'adopt', externalTaskId: samples.externalId } as const;
    await decide({ itemId: 'item', by: owner, reason: 'found', decision });
    expect(world.used).toEqual(['GET second']);
    expect(await job()).toMatchObject({ state: 'reported', claim: { account: 'second' } });
  });

  it('is looked up with it where only the price is missing', async () => {
    const { world, dependencies, submit } = await aTask();
    await submit();
    world.used.length = 0;
    const snapshot = await dependencies.tasks.load(owner, taskId);
    if (snapshot === undefined) throw new Error('The task is gone');
    const task = { ...snapshot.task, settlement: { prices: [4000], final: false, estimated: [1] } };
    await lookUpFigures(dependencies)({ ...snapshot, task });
    expect(world.used).toEqual(['GET second']);
  });
});

describe('the questions about a task', () => {
  it('are counted for each account that its jobs were made with', () => {
    const made = (n: number, account?: string) => ({
      ...samples.jobAfter(
        { ...samples.claimed, claim: { ...samples.claim, ...(account === undefined ? {} : { account }) } },
        samples.accepted,
      ),
      n,
    });
    const jobs = [made(1), made(2, 'second'), made(3, 'second')];
    const snapshot = samples.sampleSnapshot(jobs, { task: samples.sampleTask({ jobs: 4 }) });
    expect(questionsOf(snapshot)).toEqual([
      { account: accountNamed('KIE'), questions: 1 },
      { account: SECOND, questions: 2 },
    ]);
  });
});
