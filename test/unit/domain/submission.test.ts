import { describe, expect, it } from 'vitest';
import { newJob, type Job } from '#domain/tasks/job.ts';
import { SLOT_GRACE_MS } from '#domain/tasks/limits.ts';
import { admittanceOf, continuationOf, isOutOfSubmit, type Admittance } from '#domain/tasks/submission.ts';
import {
  accepted,
  after,
  answered,
  at,
  claimed,
  claimId,
  endedTask,
  jobAfter,
  reported,
  sampleSnapshot,
  sampleTask,
} from './samples.ts';

describe('whether a queued job may be sent', () => {
  const admittance = (job: Job, now: number) =>
    job.state === 'queued' ? admittanceOf(job, now) : expect.fail(`It is ${job.state}`);

  it('is for the gate to say where it waits for nothing', () => {
    expect(admittance(newJob(1), after(0))).toBeUndefined();
  });

  it('is settled by its slot, which is exchanged when it is too old', () => {
    const job = jobAfter({ type: 'slot-taken', slotAt: at(10) });
    expect(admittance(job, after(9))).toEqual({ type: 'later', until: at(10) });
    expect(admittance(job, after(10) + SLOT_GRACE_MS)).toEqual({ type: 'now', place: { slotAt: at(10) } });
    expect(admittance(job, after(10) + SLOT_GRACE_MS + 1)).toBeUndefined();
  });

  it('is settled by its turn, unless that is too long ago or the job may not be sent yet', () => {
    const [job] = [newJob(1)].filter((one) => one.state === 'queued');
    const turn = { n: 1, slotAt: at(10), lane: 3 };
    const said = (seconds: number, turns = [turn]) =>
      job?.state === 'queued' && admittanceOf(job, after(seconds), turns);
    expect(said(10)).toEqual({ type: 'now', place: { slotAt: at(10), lane: 3 } });
    expect(said(13)).toEqual({ type: 'queue', waitMs: 0 });
    expect(said(10, [{ ...turn, n: 2 }])).toEqual({ type: 'listed' });
    const held = jobAfter({ type: 'held', until: at(20) });
    expect(held.state === 'queued' && admittanceOf(held, after(10), [turn])).toEqual({
      type: 'later',
      until: at(20),
    });
  });

  it('is for the gate to say where it waits for its turn, and nobody says that this has come', () => {
    expect(
      admittance(jobAfter({ type: 'queued', until: at(60), due: at(60), ticket: 1 }), after(1)),
    ).toBeUndefined();
  });

  it('is for the gate to say once a backoff is over', () => {
    const job = jobAfter({ type: 'held', until: at(10) });
    expect(admittance(job, after(9))).toEqual({ type: 'later', until: at(10) });
    expect(admittance(job, after(10))).toBeUndefined();
  });
});

describe('nothing is sent', () => {
  it.each([
    ['for an ended task', endedTask(), 1, after(1)],
    ['by an execution that another has taken over from', sampleTask({ run: 2 }), 1, after(1)],
    ['past the deadline', sampleTask(), 1, after(1800)],
  ] as const)('%s', (_, task, run, now) => {
    expect(isOutOfSubmit(sampleSnapshot([], { task }), { run }, now)).toBe(true);
    expect(isOutOfSubmit(sampleSnapshot([]), { run: 1 }, after(1))).toBe(false);
  });
});

describe('after Submit an execution', () => {
  const moment = { now: after(5), hasCallbacks: true, fraction: 0.5 };
  const two = (first: Job, second: Job) =>
    sampleSnapshot([first, { ...second, n: 2 }], { task: sampleTask({ jobs: 2 }) });

  it('is held until the first job has its turn, but not beyond the deadline', () => {
    const later = (until: string): Job => jobAfter({ type: 'held', until });
    expect(continuationOf(two(later(at(60)), later(at(30))), moment)).toEqual({
      type: 'held',
      until: at(30),
    });
    expect(continuationOf(two(later(at(9000)), jobAfter(claimed)), moment)).toEqual({
      type: 'held',
      until: at(1800),
    });
  });

  it('waits for its turn where a job has to, and where one does already for that', () => {
    const snapshot = two(
      jobAfter(claimed, accepted, reported),
      jobAfter({ type: 'queued', until: at(9), due: at(9), ticket: 1 }),
    );
    const said = (admitted: Admittance) =>
      continuationOf(snapshot, { ...moment, admittances: new Map([[2, admitted]]) });
    expect(said({ type: 'queue', waitMs: 60_000 })).toEqual({ type: 'queued', seconds: 390 });
    expect(said({ type: 'listed' })).toEqual({ type: 'callback' });
  });

  it('goes on when every job is decided, and waits for a callback while one is not', () => {
    const done = jobAfter(claimed, accepted, reported);
    expect(continuationOf(two(done, done), moment)).toEqual({ type: 'decided' });
    expect(continuationOf(two(done, jobAfter(claimed, accepted)), moment)).toEqual({ type: 'callback' });
  });

  it('goes on from a call of unknown outcome where nothing more can be learned of it', () => {
    const unknown = sampleSnapshot([jobAfter(claimed, { type: 'outcome-unknown', claimId })]);
    const silent = { ...moment, hasCallbacks: false, isSynchronous: true };
    expect(continuationOf(unknown, silent)).toEqual({ type: 'decided' });
    expect(continuationOf(sampleSnapshot([jobAfter(claimed, answered)]), silent)).toEqual({
      type: 'decided',
    });
    const underWay = sampleSnapshot([jobAfter(claimed)]);
    expect(continuationOf(underWay, silent)).toEqual({ type: 'poll', seconds: 2 });
  });

  it('polls where no callback can come', () => {
    const snapshot = sampleSnapshot([jobAfter(claimed, accepted)]);
    expect(continuationOf(snapshot, { ...moment, hasCallbacks: false })).toEqual({
      type: 'poll',
      seconds: 2,
    });
  });
});
