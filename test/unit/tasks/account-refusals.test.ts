import { describe, expect, it } from 'vitest';
import { providerCallback } from '#actions/workflow/provider-callback.ts';
import { submitGeneration } from '#actions/workflow/submit-generation.ts';
import { accountNamed, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { CheckedCallback } from '#providers/service.ts';
import { accountKey } from '#storage/tasks/account-rows.ts';
import { gateKey } from '#storage/tasks/gate-row.ts';
import * as samples from '../domain/samples.ts';
import { accepted, answered, aTask, SECOND } from './account-task.ts';

const { owner, taskId } = samples;

describe('a call that an account has too few credits for', () => {
  const empty = answered(402);

  it('goes to another one: it was refused before anything was begun', async () => {
    const { world, submit, job, gateOf } = await aTask();
    world.reply = empty;
    await submit();
    const released = await job();
    expect(released).toMatchObject({ state: 'queued', wait: { type: 'backoff' }, releases: 1 });
    expect(released?.history.at(-1)).toMatchObject({
      type: 'job-released',
      reason: 'the account at the provider has too few credits; the call is made with another one',
    });
    expect(await gateOf(SECOND)).toHaveProperty('dear');
    expect(await gateOf(accountNamed('KIE'))).toBeUndefined();
  });

  it('is made there at the next visit', async () => {
    const { world, dependencies, submit, job } = await aTask();
    await world.table.write({ type: 'put', row: { ...accountKey('KIE', 'second'), state: 'open' } });
    world.reply = empty;
    await submit();
    Object.assign(world, { reply: accepted, now: world.now + 10 * 60_000 });
    await submitGeneration(dependencies)({ taskId, owner, run: 1, token: 'token', queues: true });
    expect(world.used).toEqual(['POST second', 'POST default']);
    expect(await job()).toMatchObject({ state: 'submitted', attempt: 2 });
  });

  it.each([
    ['draining', { state: 'draining' }, {}],
    ['empty, too', {}, { dear: -1 }],
    ['refused its key', {}, { shut: 1 }],
  ] as const)('fails where the only other one is %s', async (_what, row, gate) => {
    const { world, submit, job } = await aTask();
    await world.table.write({ type: 'put', row: { ...accountKey('KIE', 'default'), state: 'open', ...row } });
    await world.table.write({ type: 'put', row: { ...gateKey(accountNamed('KIE')), ...gate } });
    world.reply = empty;
    await submit();
    expect(await job()).toMatchObject({ state: 'refused', failCode: 'insufficient_provider_credit' });
  });

  it('fails where it goes on from what no other account knows of', async () => {
    const { world, dependencies, job } = await aTask();
    const { tasks } = dependencies;
    const maker = samples.jobAfter(samples.claimed, samples.accepted);
    const submit = submitGeneration({
      ...dependencies,
      tasks: {
        ...tasks,
        load: async () => samples.sampleSnapshot([maker]),
        loadToDrive: async (...asked) => {
          const snapshot = await tasks.loadToDrive(...asked);
          return (
            snapshot && {
              ...snapshot,
              task: { ...snapshot.task, parentTaskId: taskId },
              request: { ...snapshot.request, input: { taskId: samples.externalId } },
            }
          );
        },
      },
    });
    world.reply = empty;
    const turns = [{ n: 1, lane: 0, slotAt: samples.at(10) }];
    await submit({ taskId, owner, run: 1, token: 'token', queues: true, account: 'second', turns });
    expect(await job()).toMatchObject({ state: 'refused', failCode: 'insufficient_provider_credit' });
  });

  it('fails where nobody can say whether there is another one', async () => {
    const { world, dependencies, job } = await aTask();
    world.reply = empty;
    const submit = submitGeneration({
      ...dependencies,
      accountsOf: async () => Promise.reject(new Error('the table is out of reach')),
    });
    const turns = [{ n: 1, lane: 0, slotAt: samples.at(10) }];
    await submit({ taskId, owner, run: 1, token: 'token', queues: true, account: 'second', turns });
    expect(await job()).toMatchObject({ state: 'refused' });
  });
});

it('the timeline and the log name the account of a call, and nothing else of its claim', async () => {
  const { dependencies, job } = await aTask();
  const said: unknown[] = [];
  const log = { ...dependencies.log, info: (text: string, facts?: object) => void said.push([text, facts]) };
  const turns = [{ n: 1, lane: 0, slotAt: samples.at(10) }];
  const order = { taskId, owner, run: 1, token: 'token', queues: true, account: 'second', turns };
  await submitGeneration({ ...dependencies, log })(order);
  expect(said).toContainEqual(['submitted', expect.objectContaining({ account: 'second' })]);
  const claimed = (await job())?.history.find(({ type }) => type === 'job-claimed');
  expect(claimed?.data).toEqual({ job: 1, account: 'second' });
});

describe('a callback for a task that is not there', () => {
  /** It is signed as these accounts would sign it. */
  async function stray(signed: Readonly<Record<string, CheckedCallback['signature'] | 'unreadable'>>) {
    const { world, dependencies } = await aTask();
    for (const account of Object.keys(signed))
      await world.table.write({ type: 'put', row: { ...accountKey('KIE', account), state: 'shut' } });
    const call = {
      ...{ service: 'KIE', taskId: 'f'.repeat(32), token: `1.${owner}.${'x'.repeat(43)}` },
      check: async ({ account }: ProviderAccount): Promise<CheckedCallback> => {
        const signature = signed[account] ?? 'forged';
        if (signature === 'unreadable') throw new Error('The secret cannot be read');
        return { externalId: samples.externalId, signature };
      },
    };
    const outcome = await providerCallback(dependencies)(call).catch(() => 'called again');
    return [outcome, (await dependencies.items.list()).length];
  }

  it('is told to an operator whichever account has signed it', async () => {
    expect(await stray({ default: 'genuine' })).toEqual(['accepted', 1]);
    expect(await stray({ second: 'genuine' })).toEqual(['accepted', 1]);
    expect(await stray({ second: 'unreadable', third: 'genuine' })).toEqual(['accepted', 1]);
  });

  it('is nothing where none has', async () => {
    expect(await stray({ second: 'forged' })).toEqual(['unknown', 0]);
    expect(await stray({ second: 'unsigned' })).toEqual(['unknown', 0]);
    expect(await stray({ second: 'stale' })).toEqual(['unknown', 0]);
  });

  it('is asked for again where the key of one could not be read', async () => {
    expect(await stray({ second: 'unreadable' })).toEqual(['called again', 0]);
  });
});
