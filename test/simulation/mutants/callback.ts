import type { Mutant } from './mutant.ts';

const job = 'shared/domain/tasks/job-events.ts';
const action = 'shared/actions/workflow/provider-callback.ts';
const decision = 'shared/domain/tasks/callback.ts';
const ask = 'shared/actions/workflow/ask-job.ts';
const judge = 'shared/actions/workflow/judge-check.ts';
const verdict = 'shared/domain/tasks/job-verdict.ts';
const check = 'shared/providers/kie/check.ts';
const dark = 'an accepted call without an answer';

/** Defects in the handling of callbacks and provider answers. */
export const callbackMutants: readonly Mutant[] = [
  {
    name: 'the truth is taken from a callback',
    patches: [
      {
        file: judge,
        find: `case 'pending': {
`,
        replace: `case 'pending': {
      if (checked.job.state === 'reported')
        return { verdict: { type: 'ended', end: { type: 'succeeded' }, outputs: [] }, events: [], counts: [] };
`,
      },
    ],
    hint: { scenario: 'a callback that comes too early' },
  },
  {
    name: 'a waiting execution is woken before the record is written',
    patches: [
      {
        file: action,
        find: '    const noted = await tasks.advanceJob(',
        replace: `    const job = snapshot.jobs.find((one) => one.n === n);
    if (job !== undefined && isClaimed(job)) await dependencies.workflow.succeed(job.taskToken);
    const noted = await tasks.advanceJob(`,
      },
    ],
    hint: { scenario: 'a picture by callback' },
  },
  {
    name: 'a callback for a call of unknown outcome is forgotten',
    patches: [
      {
        file: job,
        find: ': { ...job, unverifiedIds: unverified([...known, externalId]) };',
        replace: ': job;',
      },
    ],
    hint: { scenario: dark },
  },
  {
    name: 'a foreign id is adopted without asking whose it is',
    patches: [
      {
        file: judge,
        find: "ids.find((_, i) => recognition.isOwn(echoes[i] ?? ''));",
        replace: 'ids.at(echoes.length - 1);',
      },
    ],
    hint: { scenario: 'two jobs mixed up by the provider' },
  },
  {
    name: 'the first unverified id keeps the right one out',
    patches: [
      {
        file: job,
        find: 'externalId === undefined || known.includes(externalId)',
        replace: 'externalId === undefined || known.length > 0',
      },
      {
        file: ask,
        find: 'await record(snapshot, job, event), isUndecided };',
        replace: 'job, isUndecided };',
      },
    ],
    hint: { scenario: 'the right callback after a wrong one' },
  },
  {
    name: 'a callback after the end counts only the first time',
    patches: [{ file: decision, find: '(changed || isJobReady(value))', replace: 'changed' }],
    hint: {
      scenario: 'an accepted call without an answer, and a callback after the last check',
      at: 'table.write#job@provider-callback',
    },
  },
  {
    name: 'a callback with a wrong secret is accepted',
    patches: [
      {
        file: decision,
        find: 'return claim !== undefined && isSecret(claim.tokenHash) ? job : undefined;',
        replace: 'return job;',
      },
    ],
    hint: { scenario: 'forged callbacks' },
  },
  {
    name: 'a callback with a wrong signature is accepted',
    patches: [
      {
        file: decision,
        find: `if (signature === 'forged') return { type: 'refuse', why: 'signature' };`,
        replace: '',
      },
    ],
    hint: { scenario: 'forged callbacks' },
  },
  {
    name: 'an id that is already known is replaced',
    patches: [
      {
        file: job,
        find: `if (job.state === 'submitted') return reported(job, at);`,
        replace: `if (job.state === 'submitted')
    return reported({ ...job, externalId: externalId ?? job.externalId }, at);`,
      },
      {
        file: decision,
        find: 'externalId !== undefined && ownId !== undefined && externalId !== ownId',
        replace: 'externalId === ownId && externalId === undefined',
      },
    ],
    hint: { scenario: 'two jobs mixed up by the provider' },
  },
  {
    name: 'an unknown word of the provider is a failure',
    patches: [
      {
        file: check,
        find: `    default:
      return {
        type: 'pending',`,
        replace: `    default:
      if (word === 'pondering') return failed(job);
      return {
        type: 'pending',`,
      },
    ],
    hint: { scenario: 'forged callbacks' },
  },
  {
    name: 'a record that cannot be found yet is an end',
    patches: [
      {
        file: judge,
        find: `['RecordNotFound'] : [];`,
        replace: `['RecordNotFound'] : [];
  if (checked.job.n > 0) return { verdict: overdueVerdict(checked.task), events: [], counts };`,
      },
    ],
    hint: { scenario: 'a picture by polling' },
  },
  {
    name: 'a callback is worth nothing where the record echoes no address',
    patches: [
      {
        file: judge,
        find: 'return alike.length === 1 ? alike[0] : undefined;',
        replace: 'return alike.length > 1e9 ? alike[0] : undefined;',
      },
    ],
    hint: { scenario: 'a call that breaks off, at a provider that echoes no address' },
  },
  {
    name: 'a query that fails ends the task',
    patches: [
      {
        file: judge,
        find: 'const isOver = isOpenAndOverdue(checked);',
        replace: 'const isOver = checked.job.n > 0;',
      },
    ],
    hint: { scenario: 'a picture by polling', at: 'provider.query' },
  },
  {
    name: 'a success without a file is a success',
    patches: [{ file: check, find: 'if (outputs.length === 0) {', replace: 'if (outputs.length > 1e9) {' }],
    hint: { scenario: 'a job without a result' },
  },
  {
    name: 'a call of unknown outcome counts as free',
    patches: [
      {
        file: verdict,
        find: `{ code: 'outcome_unknown', message, stage: 'submitting' }, { maybePaid: true }`,
        replace: `{ code: 'outcome_unknown', message, stage: 'submitting' }`,
      },
    ],
    hint: { scenario: 'an accepted call without an answer, and a callback after the end' },
  },
];
