import { describe, expect, it } from 'vitest';
import {
  answeredVerdict,
  inFlightVerdict,
  overVerdict,
  queuedVerdict,
  summarize,
  unknowableVerdict,
  unknownVerdict,
  type Verdict,
} from '#domain/tasks/job-verdict.ts';
import type { JobEvent } from '#domain/tasks/job-event.ts';
import { isJobOver, type QueuedJob } from '#domain/tasks/job.ts';
import { IN_FLIGHT_SECONDS } from '#domain/tasks/limits.ts';
import {
  after,
  answered,
  at,
  claimed,
  claimId,
  endedTask,
  inline,
  jobAfter,
  sampleTask,
  settled,
} from './samples.ts';

const OVERDUE = after(1800);
const look = (now: number, task = sampleTask()) => ({ task, now });
const failCode = (verdict: Verdict | undefined): string | undefined =>
  verdict?.type === 'ended' && verdict.end.type === 'failed' ? verdict.end.failure.code : undefined;

function queued(...events: readonly JobEvent[]): QueuedJob {
  const job = jobAfter(...events);
  return job.state === 'queued' ? job : expect.fail(`It is ${job.state}`);
}

describe('a job that waits to be sent', () => {
  it('may be sent at once, or when its wait is over', () => {
    expect(queuedVerdict(queued(), look(after(5)))).toEqual({ type: 'resubmit', until: at(5) });
    const waiting = queued({ type: 'slot-taken', slotAt: at(30) });
    expect(queuedVerdict(waiting, look(after(5)))).toEqual({ type: 'resubmit', until: at(30) });
  });

  it.each([
    ['that was never turned away', [], 'timeout'],
    ['with a slot of the gate', [{ type: 'slot-taken', slotAt: at(30) }], 'timeout'],
    ['that is held back', [{ type: 'held', until: at(30) }], 'provider_unavailable'],
    [
      'that was turned away',
      [claimed, { type: 'released', claimId, notBefore: at(30) }],
      'provider_unavailable',
    ],
  ] as const)('%s ends at the deadline, %s', (_, events, code) => {
    expect(failCode(queuedVerdict(queued(...events), look(OVERDUE)))).toBe(code);
  });

  it('costs nothing where its task has ended before', () => {
    const verdict = queuedVerdict(queued(), look(after(70), endedTask()));
    expect(verdict).toMatchObject({ type: 'ended', end: { type: 'failed', credits: 0 } });
  });
});

describe('a job that is being sent', () => {
  const job = jobAfter(claimed);
  if (job.state !== 'submitting') throw new Error('It is not being sent');

  it('is looked at again while its call may be under way, and lost after that', () => {
    expect(inFlightVerdict(job, after(0))).toEqual({ type: 'pending', seconds: 30 });
    expect(inFlightVerdict(job, after(IN_FLIGHT_SECONDS - 7.5))).toEqual({ type: 'pending', seconds: 8 });
    expect(inFlightVerdict(job, after(IN_FLIGHT_SECONDS))).toBeUndefined();
    const longer = { ...job, claim: { ...job.claim, inFlightSeconds: 300 } };
    expect(inFlightVerdict(longer, after(290))).toEqual({ type: 'pending', seconds: 10 });
    expect(inFlightVerdict(longer, after(300))).toBeUndefined();
  });
});

describe('a job that was answered with the result itself', () => {
  const job = jobAfter(claimed, answered);
  if (job.state !== 'answered') throw new Error('It has no answer');

  it('has ended, with its files and its price', () => {
    const end = { type: 'succeeded', credits: 2500 };
    expect(answeredVerdict(job)).toEqual({ type: 'ended', end, outputs: inline });
  });

  it('has failed where the answer has no file, at the price that it names', () => {
    const empty = answeredVerdict({ ...job, result: { outputs: [], credits: 2500 } });
    expect(failCode(empty)).toBe('empty_result');
    expect(empty).toMatchObject({ end: { credits: 2500 }, outputs: [] });
  });

  it('is lost at once where there is no answer: nobody can be asked', () => {
    expect(failCode(unknowableVerdict())).toBe('outcome_unknown');
    expect(unknowableVerdict()).toMatchObject({ end: { maybePaid: true } });
  });
});

describe('a job of unknown outcome', () => {
  it('is awaited until the deadline, and may have been paid', () => {
    expect(unknownVerdict(look(after(5)), false)).toEqual({ type: 'pending', seconds: 60 });
    expect(unknownVerdict(look(after(1790)), false)).toEqual({ type: 'pending', seconds: 10 });
    const verdict = unknownVerdict(look(OVERDUE), false);
    expect(verdict).toMatchObject({ end: { failure: { code: 'outcome_unknown' }, maybePaid: true } });
  });

  it('has time after the deadline where its task is settled and an id could not be looked up', () => {
    const task = endedTask({ settlement: { ...settled, final: false } });
    expect(unknownVerdict(look(OVERDUE, task), true)).toMatchObject({ type: 'pending' });
    expect(failCode(unknownVerdict(look(OVERDUE, task), false))).toBe('outcome_unknown');
    expect(failCode(unknownVerdict(look(OVERDUE), true))).toBe('outcome_unknown');
  });
});

it('a job that was refused ends as it was refused, a canceled one without a price', () => {
  const failure = { failCode: 'content_blocked', failMsg: 'no' } as const;
  for (const job of [
    jobAfter(claimed, { type: 'refused', claimId, ...failure }),
    jobAfter({ type: 'canceled' }),
  ]) {
    if (!isJobOver(job)) throw new Error('It is not over');
    const code = job.state === 'refused' ? 'content_blocked' : 'generation_failed';
    expect(overVerdict(job)).toMatchObject({ end: { failure: { code }, credits: 0 } });
  }
});

describe('the verdicts of several jobs', () => {
  const ended: Verdict = { type: 'ended', end: { type: 'succeeded' }, outputs: [] };

  it('come to the first job that can be sent, else the shortest wait, else all ends', () => {
    const waits: Verdict[] = [
      { type: 'pending', seconds: 9 },
      { type: 'pending', seconds: 4 },
    ];
    const sends: Verdict[] = [
      { type: 'resubmit', until: at(9) },
      { type: 'resubmit', until: at(4) },
    ];
    expect(summarize([ended, ...waits, ...sends])).toEqual({ type: 'resubmit', until: at(4) });
    expect(summarize([ended, ...waits])).toEqual({ type: 'pending', seconds: 4 });
    expect(summarize([ended, ended])).toEqual({ type: 'ended', verdicts: [ended, ended] });
  });
});
