import { expect, it } from 'vitest';
import { adoptJob } from '#domain/operators/decision.ts';
import { DEADLINE_GRACE_MS, RERUN_LOOK_MS, RUNNING_LOOK_MS } from '#domain/tasks/limits.ts';
import { repaired, repairFor } from '#domain/tasks/repair.ts';
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

it('a driven task is looked at again, at the latest when its deadline has passed', () => {
  const task = sampleTask();
  const soon = repaired(task, { ...plan, repair: 'none' });
  expect(Date.parse(soon.lookAt ?? '')).toBe(after(45) + RUNNING_LOOK_MS);
  const late = repaired(task, { ...plan, repair: 'none', now: after(1790) });
  expect(Date.parse(late.lookAt ?? '')).toBe(after(1800) + DEADLINE_GRACE_MS);
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
