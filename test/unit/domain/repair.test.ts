import { describe, expect, it } from 'vitest';
import { adoptJob } from '#domain/operators/decision.ts';
import { DEADLINE_GRACE_MS, RERUN_LOOK_MS } from '#domain/tasks/limits.ts';
import { executionName } from '#domain/tasks/execution.ts';
import { followed, isHeardOf, repaired, repairFor } from '#domain/tasks/repair.ts';
import {
  accepted,
  after,
  at,
  claimed,
  claimId,
  endedTask,
  externalId,
  jobAfter,
  sampleSnapshot,
  sampleTask,
  settled,
} from './samples.ts';

const plan = { seen: sampleTask(), attempt: 1, now: after(45) };

it('an execution that is missing is started, one that is over is followed by the next', () => {
  expect(repairFor('running')).toBe('none');
  expect(repairFor('missing')).toBe('start');
  expect(repairFor('over')).toBe('rerun');
});

it('a driven task is looked at again when its deadline has passed, and not before', () => {
  const task = sampleTask();
  for (const seconds of [45, 1790]) {
    const later = repaired(task, { ...plan, repair: 'none', now: after(seconds) });
    expect(Date.parse(later.lookAt ?? '')).toBe(after(1800) + DEADLINE_GRACE_MS);
  }
});

it('a task needs no look whose first execution was heard of, in time', () => {
  const task = sampleTask();
  expect(isHeardOf(task, true, after(45))).toBe(true);
  expect(isHeardOf(task, false, after(45))).toBe(false);
  expect(isHeardOf(sampleTask({ run: 2 }), true, after(45))).toBe(false);
  expect(isHeardOf(task, true, after(1800))).toBe(false);
  expect(isHeardOf(endedTask({}), true, after(45))).toBe(false);
});

describe('a task whose execution has ended before it', () => {
  const task = sampleTask();
  const lost = { execution: executionName(task), attempt: 1, now: after(100) };

  it('goes on with its next run, and is looked at soon', () => {
    const next = followed(task, lost);
    expect(next).toMatchObject({ run: 2, history: [{ type: 'run-started', data: { run: 2 } }] });
    expect(Date.parse(next.lookAt ?? '')).toBe(after(100) + RERUN_LOOK_MS);
  });

  it('is left to the sweeper where its runs die one after the other, and past its deadline', () => {
    const next = followed(task, lost);
    const again = { ...lost, execution: executionName(next), now: after(110) };
    expect(followed(next, again)).toBe(next);
    expect(followed(next, { ...again, now: after(100) + RERUN_LOOK_MS }).run).toBe(3);
    expect(followed(task, { ...lost, now: after(1800) })).toBe(task);
  });

  it('is left alone where another run drives it, and once it is over', () => {
    const next = followed(task, lost);
    expect(followed(next, lost)).toBe(next);
    const ended = endedTask({ settlement: settled });
    expect(followed(ended, { ...lost, execution: executionName(ended) })).toBe(ended);
  });
});

it('a task without an execution is started as it is, one whose execution is over gets another run', () => {
  const started = repaired(sampleTask(), { ...plan, repair: 'start' });
  expect(started).toMatchObject({ run: 1, history: [{ type: 'run-started', actor: 'sweeper' }] });
  const rerun = repaired(sampleTask(), { ...plan, repair: 'rerun' });
  expect(rerun).toMatchObject({ run: 2, history: [{ type: 'run-started', data: { run: 2 } }] });
  expect(Date.parse(rerun.lookAt ?? '')).toBe(after(45) + RERUN_LOOK_MS);
});

it('a task that somebody else has put right, or that is settled, is left alone', () => {
  const faster = sampleTask({ run: 2 });
  expect(repaired(faster, { ...plan, repair: 'rerun' })).toBe(faster);
  const seen = endedTask({ settlement: settled });
  expect(repaired(seen, { ...plan, seen, repair: 'none' })).not.toHaveProperty('lookAt');
});

it('an operator adopts a lost job once, and its task gets as much time as it had at first', () => {
  const lost = jobAfter(claimed, { type: 'outcome-unknown', claimId });
  const wanted = { n: 1, externalId, reason: 'seen', now: after(3600) };
  const task = endedTask({ settlement: settled });
  const change = adoptJob(sampleSnapshot([lost], { task }), wanted);
  expect(change?.task).toMatchObject({
    status: 'PENDING',
    run: 2,
    deadlineAt: at(5400),
    settlement: settled,
  });
  expect(change?.task).not.toHaveProperty('ending');
  const adopted = jobAfter(claimed, accepted);
  expect(adoptJob(sampleSnapshot([adopted], { task }), wanted)).toBeUndefined();
  expect(() => adoptJob(sampleSnapshot([], { task }), wanted)).toThrow('fate is unknown');
});
