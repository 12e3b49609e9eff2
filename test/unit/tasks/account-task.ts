import { queryGeneration } from '#actions/workflow/query-generation.ts';
import { submitGeneration } from '#actions/workflow/submit-generation.ts';
import type { ProviderDependencies, SubmitDependencies } from '#actions/dependencies.ts';
import { readCallbackAddress } from '#domain/tasks/callback-address.ts';
import { IN_FLIGHT_SECONDS, SUBMIT_CALL_SECONDS } from '#domain/tasks/limits.ts';
import { accountNamed, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Reply } from '#providers/call.ts';
import { dialectNamed } from '#providers/dialects.ts';
import type { ProbeResult } from '#providers/service.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { readAccounts, readOwnAccount } from '#storage/tasks/account-rows.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { gateKey } from '#storage/tasks/gate-row.ts';
import { questionTurns } from '#storage/tasks/question-turns.ts';
import type { Table } from '#storage/table/table-port.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import * as samples from '../domain/samples.ts';
import { nodeDigest, systemRandom } from '../../../functions/compose/system-ports.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

export const SECOND = accountNamed('KIE', 'second');
const { owner, taskId } = samples;

export const answered = (code: number, data?: unknown): Reply => ({
  type: 'answered',
  status: 200,
  text: JSON.stringify({ code, msg: 'said', data }),
});
export const accepted = answered(200, { taskId: samples.externalId });
export const lost: Reply = { type: 'broken', reason: 'ECONNRESET' };

/** What happens at the provider, and what was done with which account. */
function theProvider(table: Table) {
  const used: string[] = [];
  return {
    table,
    used,
    reply: accepted,
    probed: { type: 'accepted' } as ProbeResult,
    isRenewed: false,
    secret: '',
    now: samples.after(10),
  };
}
type World = ReturnType<typeof theProvider>;

/** How a provider is spoken to of which everything is known. */
function spoken(world: World): ProviderDependencies {
  const use = (what: string, { account }: ProviderAccount): void =>
    void world.used.push(`${what} ${account}`);
  return {
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
  };
}

const rule = { creates: 20, windowMs: 10_250 };
const quiet = (): undefined => undefined;

/** One task, whose turn it is at the second account. `used` tells what was done with which account. */
export async function aTask() {
  const table = memoryTable(new MemoryTable());
  const world = theProvider(table);
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
    ...spoken(world),
    gate: admissionGate(table, () => rule),
    accountsOf: (service) => readAccounts(table, service),
    ownAccountOf: (service, owner) => readOwnAccount(table, service, owner),
    ruleOf: () => rule,
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
