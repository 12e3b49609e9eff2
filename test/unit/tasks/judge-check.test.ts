import { describe, expect, it } from 'vitest';
import { judgeCheck, verifyIds, type CheckedJob, type Recognition } from '#actions/workflow/judge-check.ts';
import { isRemoteJobId } from '#domain/ids.ts';
import { isAccepted } from '#domain/tasks/job.ts';
import { NOT_FOUND_GRACE_SECONDS } from '#domain/tasks/limits.ts';
import type { CheckOutcome } from '#providers/dialect.ts';
import {
  accepted,
  after,
  at,
  claimed,
  endedTask,
  jobAfter,
  reported,
  sampleTask,
} from '../domain/samples.ts';

const submitted = jobAfter(claimed, accepted);
const heard = jobAfter(claimed, accepted, reported);
if (!isAccepted(submitted) || !isAccepted(heard)) throw new Error('They are not accepted');

const checked = (more: Partial<CheckedJob> = {}): CheckedJob => ({
  task: sampleTask(),
  job: submitted,
  now: after(11),
  polls: 0,
  fraction: 0.5,
  isFailing: false,
  ...more,
});
const OVERDUE = after(1800);
const outputs = [{ url: 'https://files.example.test/a.png', media: 'image' }] as const;
const success: CheckOutcome = { type: 'succeeded', outputs, credits: 4000 };

describe('a job that the provider still works on', () => {
  it('is asked about again, by the poll profile of its model, until the deadline', () => {
    expect(judgeCheck(checked(), { type: 'pending' }).verdict).toEqual({ type: 'pending', seconds: 2 });
    const late = judgeCheck(checked({ now: OVERDUE }), { type: 'pending' });
    expect(late.verdict).toMatchObject({ end: { failure: { code: 'timeout' }, maybePaid: true } });
  });

  it('is waited for where its state is a word that nobody knows, which is counted', () => {
    const judged = judgeCheck(checked(), { type: 'pending', unknownWord: 'pondering' });
    expect(judged).toMatchObject({ verdict: { type: 'pending' }, counts: ['UnknownStateWord'] });
  });

  it('is waited for where its record cannot be found, which is counted when it is no longer new', () => {
    const missing: CheckOutcome = { type: 'not-found', message: '' };
    expect(judgeCheck(checked(), missing)).toMatchObject({ verdict: { type: 'pending' }, counts: [] });
    const later = judgeCheck(checked({ now: after(2 + NOT_FOUND_GRACE_SECONDS) }), missing);
    expect(later).toMatchObject({ verdict: { type: 'pending' }, counts: ['RecordNotFound'] });
  });
});

describe('a job that the provider is through with', () => {
  it('is noted as completed once, with its result', () => {
    const judged = judgeCheck(checked(), success);
    expect(judged.verdict).toEqual({ type: 'ended', end: { type: 'succeeded', credits: 4000 }, outputs });
    expect(judged.events).toEqual([{ type: 'completed-at-provider', at: at(11) }]);
    expect(judgeCheck(checked({ job: heard }), success).events).toEqual([]);
  });

  it('has its result recorded where an output could not be archived', () => {
    const judged = judgeCheck(checked({ isFailing: true }), success);
    expect(judged.events.map(({ type }) => type)).toEqual(['completed-at-provider', 'result-refreshed']);
  });

  it('is asked about for five minutes where no file is named, and an empty result then', () => {
    const empty: CheckOutcome = { type: 'failed', failCode: 'empty_result', message: 'none', credits: 4000 };
    const judged = judgeCheck(checked(), empty);
    expect(judged.verdict).toEqual({ type: 'pending', seconds: 30 });
    expect(judged.events.map(({ type }) => type)).toEqual(['completed-at-provider', 'result-empty']);
    const since = jobAfter(claimed, accepted, reported, { type: 'result-empty', at: at(100) });
    if (!isAccepted(since)) throw new Error('It is not accepted');
    const verdictAfter = (seconds: number, more: Partial<CheckedJob> = {}) =>
      judgeCheck(checked({ job: since, now: after(seconds), ...more }), empty).verdict;
    expect(verdictAfter(399).type).toBe('pending');
    expect(verdictAfter(400)).toMatchObject({ end: { failure: { code: 'empty_result' }, credits: 4000 } });
  });

  it('times out at the deadline while its files may still be named, and is looked at again', () => {
    const empty: CheckOutcome = { type: 'failed', failCode: 'empty_result', message: 'none' };
    const late = judgeCheck(checked({ now: OVERDUE }), empty).verdict;
    expect(late).toMatchObject({ end: { failure: { code: 'timeout' }, maybePaid: true } });
    const task = endedTask({ settlement: { prices: [4000], final: false } });
    expect(judgeCheck(checked({ now: OVERDUE, task }), empty).verdict).toMatchObject({ type: 'pending' });
  });

  it('fails as the provider says', () => {
    const judged = judgeCheck(checked(), {
      type: 'failed',
      failCode: 'content_blocked',
      message: 'no',
      credits: 0,
    });
    expect(judged.verdict).toMatchObject({ end: { failure: { code: 'content_blocked' }, credits: 0 } });
    expect(judged.events).toHaveLength(1);
  });
});

it('who could not be asked has not said no: a settled task has time, an open one until its deadline', () => {
  const silence: CheckOutcome = { type: 'unavailable', reason: 'down', retryAfterSeconds: 20 };
  expect(judgeCheck(checked(), silence).verdict).toEqual({ type: 'pending', seconds: 20 });
  expect(judgeCheck(checked({ now: OVERDUE }), silence).verdict).toMatchObject({ type: 'ended' });
  const task = endedTask({ settlement: { prices: [4000], final: false } });
  expect(judgeCheck(checked({ now: OVERDUE, task }), silence).verdict).toMatchObject({ type: 'pending' });
  const refused = judgeCheck(checked(), { ...silence, auth: true });
  expect(refused.counts).toEqual(['ProviderAuthRefused']);
});

describe('ids that callbacks named', () => {
  const ids = ['ext-1', 'ext-2', 'ext-3'].filter((id) => isRemoteJobId(id));
  const recognition: Recognition = {
    isOwn: (url) => url === 'ours',
    isSame: ({ prompt }) => prompt === 'a fox',
  };

  it('are sorted by the address that the provider has on record: ours, another’s, or not known', () => {
    const echoes: CheckOutcome[] = [
      { type: 'pending', callbackUrl: 'theirs' },
      { type: 'succeeded', outputs, callbackUrl: 'ours' },
      { type: 'pending' },
    ];
    expect(verifyIds(ids, echoes, recognition)).toMatchObject({ own: 'ext-2', isUndecided: false });
    expect(verifyIds(ids, [...echoes].reverse(), { ...recognition, isOwn: () => false })).toEqual({
      own: undefined,
      foreign: ['ext-2', 'ext-3'],
      isUndecided: false,
    });
  });

  it('are told by the prompt where no address is on record, unless several repeat it', () => {
    const like: CheckOutcome = { type: 'pending', request: { prompt: 'a fox' } };
    const other: CheckOutcome = { type: 'pending', request: { prompt: 'an owl' } };
    expect(verifyIds(ids, [other, like, { type: 'pending' }], recognition)).toEqual({
      own: 'ext-2',
      foreign: [],
      isUndecided: false,
    });
    expect(verifyIds(ids, [like, like, other], recognition).own).toBeUndefined();
    const addressed: CheckOutcome = { type: 'pending', callbackUrl: 'ours' };
    expect(verifyIds(ids, [like, other, addressed], recognition).own).toBe('ext-3');
  });

  it('are undecided where the provider could not be asked', () => {
    const silence: CheckOutcome = { type: 'unavailable', reason: 'down', retryAfterSeconds: 20 };
    expect(verifyIds(ids, [silence, silence, silence], recognition)).toMatchObject({
      foreign: [],
      isUndecided: true,
    });
  });
});
