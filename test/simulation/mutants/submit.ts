import type { Mutant } from './mutant.ts';

const job = 'shared/domain/tasks/job-events.ts';
const start = 'shared/providers/kie/start.ts';
const send = 'shared/actions/workflow/send-job.ts';
const plain = 'a picture by callback';
const named = 'a call that is refused and taken, as the answer shows';
const unknown = `{ ...job, state: 'unknown', unverifiedIds: unverified([...candidateIds, ...job.unverifiedIds]) }`;

/** Defects on the way of the paid call. */
export const submitMutants: readonly Mutant[] = [
  {
    name: 'a claim may be taken over',
    patches: [
      {
        file: job,
        find: `claimed: (job, { claim, taskToken }) =>
    job.state === 'queued'`,
        replace: `claimed: (job, { claim, taskToken }) =>
    job.state === 'queued' || job.state === 'submitting'`,
      },
    ],
    hint: { scenario: plain, at: 'lambda.invoke@submit' },
  },
  {
    name: 'a claim expires when its call is lost sight of',
    patches: [{ file: job, find: unknown, replace: `{ ...recordOf(job), state: 'queued' }` }],
    hint: { scenario: 'an accepted call without an answer' },
  },
  {
    name: 'a call that breaks off counts as not sent',
    patches: [
      {
        file: start,
        find: `if (reply.type !== 'answered') return ambiguous(untold(reply), heardOf(reply));`,
        replace: `if (reply.type !== 'answered') return { type: 'not-sent', reason: untold(reply) };`,
      },
    ],
    hint: { scenario: plain, at: 'provider.create' },
  },
  {
    name: 'an answer 500 is tried again',
    patches: [
      {
        file: start,
        find: 'ambiguous(`code ${code}: ${message}`, text, body)',
        replace: 'busy(code, 10, message)',
      },
    ],
    hint: { scenario: 'an accepted call without an answer' },
  },
  {
    name: 'a refusal that names a job is tried again',
    patches: [
      {
        file: start,
        find: 'if (seconds !== undefined && ids.length === 0)',
        replace: 'if (seconds !== undefined)',
      },
    ],
    hint: { scenario: named },
  },
  {
    name: 'an id in an answer that says no is forgotten',
    patches: [{ file: job, find: '[...candidateIds, ...job.unverifiedIds]', replace: 'job.unverifiedIds' }],
    hint: { scenario: named },
  },
  {
    name: 'an answer of the gateway is tried again',
    patches: [
      {
        file: start,
        find: 'return ambiguous(`HTTP ${status} without readable JSON`, text);',
        replace: "return busy(status, 10, 'no JSON');",
      },
    ],
    hint: { scenario: 'an accepted call without an answer, and a callback after the end' },
  },
  {
    name: 'an acceptance without an id is tried again',
    patches: [
      {
        file: start,
        find: 'ambiguous(`code ${code} without a usable task id`, text, body)',
        replace: `busy(code, 10, 'no id')`,
      },
    ],
    hint: { scenario: 'an operator who finds a lost call' },
  },
  {
    name: 'the call is made before the claim is won',
    patches: [
      {
        file: send,
        find: 'claimOf(value)?.claimId === claimId ? { job: value, claimId, secret } : undefined',
        replace: '{ job: value, claimId, secret }',
      },
    ],
    hint: { scenario: plain, at: 'lambda.invoke@submit' },
  },
  {
    name: 'writes are blind',
    patches: [
      {
        file: 'shared/storage/table/versioned-row.ts',
        find: `return { type: 'put', row, when: whenSeen(versionOf(stored)) };`,
        replace: `return { type: 'put', row };`,
      },
    ],
    hint: { scenario: plain, at: 'lambda.invoke@submit', seeds: 30 },
  },
  {
    name: 'the gate admits every call',
    patches: [
      {
        file: 'shared/storage/tasks/admission-gate.ts',
        find: 'const idle = lanes.filter(({ at }) => at === now);',
        replace: 'const idle = lanes.map((lane) => ({ ...lane, at: now }));',
      },
    ],
    hint: { scenario: 'four pictures, two calls at a time' },
  },
  {
    name: 'the secret itself is stored in place of its hash',
    patches: [{ file: send, find: 'tokenHash: digest.sha256(secret),', replace: 'tokenHash: secret,' }],
    hint: { scenario: plain },
  },
  {
    name: 'the callback address is logged',
    patches: [
      {
        file: send,
        find: `log.info('submitted', {`,
        replace: `log.info('submitted', { callback: claimed.secret,`,
      },
    ],
    hint: { scenario: plain },
  },
  {
    name: 'the timeline tells the task token',
    patches: [
      {
        file: 'shared/domain/tasks/job-notes.ts',
        find: '  return { job: n, ...read?.(event) };',
        replace:
          "  return { job: n, ...read?.(event), ...('taskToken' in event ? { token: event.taskToken } : {}) };",
      },
    ],
    hint: { scenario: plain },
  },
  {
    name: 'no admission after a refused key',
    patches: [
      {
        file: 'shared/actions/workflow/see-to-gates.ts',
        find: 'await gate.open(account, closure);',
        replace: '',
      },
    ],
    hint: { scenario: 'a provider that refuses our key at first' },
  },
  {
    name: 'an account without credits is asked to pay for every task',
    patches: [
      {
        file: 'shared/actions/workflow/account-refusal.ts',
        find: "outcome: mayGo ? ELSEWHERE : outcome, closure, count: 'ProviderCreditRefused' };",
        replace: "outcome, count: closure.type === 'credit' ? 'ProviderCreditRefused' : '' };",
      },
    ],
    hint: { scenario: 'an account that is empty for minutes' },
  },
  {
    name: 'tasks fail of a key that has been replaced',
    patches: [
      {
        file: 'shared/actions/workflow/account-refusal.ts',
        find: 'if (await renewKey(account, calledAt))',
        replace: 'if (calledAt < 0 && (await renewKey(account, calledAt)))',
      },
    ],
    hint: { scenario: 'a key that is replaced while functions remember the old one' },
  },
  {
    name: 'a task that was removed before its claim is paid for',
    patches: [
      {
        file: send,
        find: 'if (reason !== undefined) {',
        replace: 'if (reason !== undefined && task.run > 1e9) {',
      },
    ],
    hint: { scenario: 'canceled and deleted before it is claimed' },
  },
  {
    name: 'a task that is held is woken before its time, again and again',
    machine: (definition) => {
      const { Hold } = definition.States;
      if (Hold?.Type !== 'Wait') throw new Error('There is no Hold');
      return {
        ...definition,
        States: { ...definition.States, Hold: { ...Hold, Timestamp: '{% $until %}' } },
      };
    },
    hint: { scenario: 'two pictures, one call at a time' },
  },
];
