import { describe, expect, it } from 'vitest';
import { lookUpFigures } from '#actions/workflow/look-up-figures.ts';
import { providerCallback } from '#actions/workflow/provider-callback.ts';
import { submitGeneration } from '#actions/workflow/submit-generation.ts';
import { decideItem } from '#actions/operators/decide-item.ts';
import { accountNamed, accountOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { questionsOf } from '#domain/tasks/questions.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { accountKey } from '#storage/tasks/account-rows.ts';
import * as samples from '../domain/samples.ts';
import { answered, aTask, lost, SECOND } from './account-task.ts';

const { owner, taskId } = samples;

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
