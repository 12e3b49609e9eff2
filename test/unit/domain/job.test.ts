import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRemoteJobId, type ClaimId, type RemoteJobId } from '#domain/ids.ts';
import type { JobEvent } from '#domain/tasks/job-event.ts';
import { advanceJob } from '#domain/tasks/job-events.ts';
import {
  claimOf,
  externalIdOf,
  inputsLateSince,
  isClaimed,
  isJobOver,
  isJobReady,
  mayBePaid,
  newJob,
  type Job,
} from '#domain/tasks/job.ts';

const AT = '2026-01-01T12:00:00.000Z';
const occasion = { at: AT, actor: 'workflow' } as const;
const claims = ['a', 'b'].map((letter) => letter.repeat(32) as ClaimId);
const externalIds = ['ext-1', 'ext-2'].filter((id): id is RemoteJobId => isRemoteJobId(id));

const claimId = fc.constantFrom(...claims);
const externalId = fc.constantFrom(...externalIds);
const failure = { failCode: 'provider_rejected_input', failMsg: 'no' } as const;

/** Events of each kind, from two claims and about two jobs of the provider. */
const eventsByType: { readonly [Type in JobEvent['type']]: fc.Arbitrary<JobEvent> } = {
  'slot-taken': fc.constant({ type: 'slot-taken', slotAt: AT }),
  queued: fc.constant({ type: 'queued', until: AT, due: AT, ticket: 1 }),
  held: fc.constantFrom<JobEvent>({ type: 'held', until: AT }, { type: 'held', until: AT, cause: 'input' }),
  claimed: claimId.map((id) => ({
    type: 'claimed',
    claim: { claimId: id, claimedAt: AT, tokenHash: 'hash' },
    taskToken: `token of ${id}`,
  })),
  'execution-changed': fc.constant({ type: 'execution-changed', taskToken: 'another' }),
  accepted: fc
    .tuple(claimId, externalId)
    .map(([id, ext]) => ({ type: 'accepted', claimId: id, externalId: ext, at: AT })),
  answered: fc.tuple(claimId, fc.option(externalId, { nil: undefined })).map(([id, ext]) => ({
    type: 'answered',
    claimId: id,
    result: { outputs: [] },
    ...(ext === undefined ? {} : { externalId: ext }),
    at: AT,
  })),
  released: claimId.map((id) => ({ type: 'released', claimId: id, notBefore: AT })),
  refused: claimId.map((id) => ({ type: 'refused', claimId: id, ...failure })),
  'input-unavailable': fc.constant({ type: 'input-unavailable', ...failure }),
  'outcome-unknown': claimId.map((id) => ({ type: 'outcome-unknown', claimId: id })),
  'callback-received': fc.option(externalId, { nil: undefined }).map((ext) => ({
    type: 'callback-received',
    at: AT,
    ...(ext === undefined ? {} : { externalId: ext }),
  })),
  'completed-at-provider': fc.constant({ type: 'completed-at-provider', at: AT }),
  'result-empty': fc.constant({ type: 'result-empty', at: AT }),
  'result-undocumented': fc.constant({ type: 'result-undocumented', record: '{}' }),
  'result-refreshed': fc.constant({ type: 'result-refreshed', result: { outputs: [] } }),
  'callback-id-rejected': fc
    .subarray([...externalIds], { minLength: 1 })
    .map((ids) => ({ type: 'callback-id-rejected', externalIds: ids })),
  adopted: externalId.map((ext) => ({ type: 'adopted', externalId: ext, at: AT })),
  canceled: fc.constant({ type: 'canceled' }),
};
const anyEvent = fc.oneof(...Object.values(eventsByType));
const history = fc.array(anyEvent, { maxLength: 25 });

const after = (events: readonly JobEvent[]): Job =>
  events.reduce((job, event) => advanceJob(job, event, occasion), newJob(1));

/** The states that an event may lead to, from each state. What is not here stays where it is. */
const ways: Readonly<Record<Job['state'], readonly Job['state'][]>> = {
  queued: ['submitting', 'refused', 'canceled'],
  submitting: ['submitted', 'reported', 'answered', 'unknown', 'queued', 'refused'],
  unknown: ['submitted', 'reported', 'answered'],
  submitted: ['reported'],
  reported: [],
  answered: [],
  refused: [],
  canceled: [],
  unrecognized: [],
};

const everywhere: readonly string[] = ['n', 'state', 'attempt', 'releases', 'firstClaimedAt', 'history'];
/** What a job has in each state, besides what it has everywhere. */
const members: Readonly<Record<Job['state'], readonly string[]>> = {
  queued: ['wait'],
  submitting: ['claim', 'taskToken', 'unverifiedIds'],
  unknown: ['claim', 'taskToken', 'unverifiedIds'],
  submitted: ['claim', 'taskToken', 'externalId', 'submittedAt'],
  reported: ['claim', 'taskToken', 'externalId', 'submittedAt', 'reportedAt', 'emptySince', 'result'],
  answered: ['claim', 'taskToken', 'answeredAt', 'result', 'externalId'],
  refused: ['claim', 'failCode', 'failMsg'],
  canceled: [],
  unrecognized: [],
};

describe('a job, whatever happens to it', () => {
  it('goes from state to state by the ways there are, and by no other', () => {
    fc.assert(
      fc.property(history, anyEvent, (events, event) => {
        const before = after(events);
        const next = advanceJob(before, event, occasion);
        if (next.state !== before.state) expect(ways[before.state]).toContain(next.state);
      }),
      { numRuns: 2000 },
    );
  });

  it('has in each state exactly what is true in it', () => {
    fc.assert(
      fc.property(history, (events) => {
        const job = after(events);
        const own = Object.keys(job).filter((name) => !everywhere.includes(name));
        expect(new Set(own).isSubsetOf(new Set(members[job.state]))).toBe(true);
        if (isClaimed(job)) expect(job.firstClaimedAt).toBe(AT);
        if (isJobOver(job)) expect(isJobReady(job)).toBe(true);
        expect(mayBePaid(job)).toBe(isClaimed(job));
        if (externalIdOf(job) !== undefined) expect(claimOf(job)).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('is left as it is by an event that repeats itself, but for a fresh wait', () => {
    fc.assert(
      fc.property(history, anyEvent, (events, event) => {
        const once = advanceJob(after(events), event, occasion);
        const twice = advanceJob(once, event, occasion);
        const waits = ['slot-taken', 'held', 'queued'].includes(event.type);
        if (!waits && event.type !== 'claimed') expect(twice).toBe(once);
        expect({ ...twice, history: [] }).toEqual({ ...once, history: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it('never forgets a line of its history, and counts a claim an attempt', () => {
    fc.assert(
      fc.property(history, anyEvent, (events, event) => {
        const before = after(events);
        const next = advanceJob(before, event, occasion);
        expect(next.history.slice(0, before.history.length)).toEqual(before.history);
        expect(next.history.length - before.history.length).toBeLessThanOrEqual(1);
        expect(next.attempt).toBe(next.history.filter(({ type }) => type === 'job-claimed').length);
        expect(next.releases).toBe(next.history.filter(({ type }) => type === 'job-released').length);
      }),
      { numRuns: 2000 },
    );
  });

  it('hears nothing from a claim that is not its own', () => {
    const mine = after([
      {
        type: 'claimed',
        claim: { claimId: claims[0] ?? ('' as ClaimId), claimedAt: AT, tokenHash: 'h' },
        taskToken: 't',
      },
    ]);
    const foreign = claims[1] ?? ('' as ClaimId);
    const zombies: readonly JobEvent[] = [
      { type: 'accepted', claimId: foreign, externalId: externalIds[0] ?? ('' as RemoteJobId), at: AT },
      { type: 'released', claimId: foreign, notBefore: AT },
      { type: 'refused', claimId: foreign, ...failure },
      { type: 'outcome-unknown', claimId: foreign },
    ];
    for (const event of zombies) expect(advanceJob(mine, event, occasion)).toBe(mine);
  });
});

describe('inputs out of reach', () => {
  const heldAt = (at: string, cause?: 'input'): [JobEvent, string] => [
    { type: 'held', until: AT, ...(cause === undefined ? {} : { cause }) },
    at,
  ];
  const told = (...steps: readonly [JobEvent, string][]): Job =>
    steps.reduce((job, [event, at]) => advanceJob(job, event, { at, actor: 'workflow' }), newJob(1));

  it('keep a job since the first of the waits that they caused', () => {
    expect(inputsLateSince(newJob(1))).toBeUndefined();
    expect(inputsLateSince(told(heldAt('1')))).toBeUndefined();
    expect(inputsLateSince(told(heldAt('1'), heldAt('2', 'input'), heldAt('3', 'input')))).toBe('2');
  });
});
