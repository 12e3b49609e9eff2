import { describe, expect, it } from 'vitest';
import { isPriceKnown } from '#domain/money/settlement.ts';
import { unpricedJobs, withLateFigures } from '#domain/tasks/figure-look.ts';
import { isFigureDue, withLateLook } from '#domain/tasks/late-looks.ts';
import { repaired } from '#domain/tasks/repair.ts';
import type { Task } from '#domain/tasks/task.ts';
import { accepted, after, at, claimed, endedTask, jobAfter, sampleSnapshot, settled } from './samples.ts';

const HOUR_S = 3600;
/** It ended a minute after the start. */
const END_S = 60;
const DUE_S = END_S + 6 * HOUR_S;

const estimated = (more: Partial<Task> = {}): Task =>
  endedTask({
    status: 'SUCCESS',
    settlement: { ...settled, estimated: [1] },
    lookAt: at(DUE_S),
    ...more,
  });

const lookedAt = (seconds: number, figures: readonly (readonly [number, number])[], isUnasked = false) => ({
  occasion: { at: at(seconds), actor: 'workflow' } as const,
  attempt: 1,
  figures: new Map(figures),
  isUnasked,
});

describe('the look at a price that was not named', () => {
  it('is due from six hours after the end, and given up after thirty', () => {
    expect(isFigureDue(estimated(), after(DUE_S - 1))).toBe(false);
    expect(isFigureDue(estimated(), after(DUE_S))).toBe(true);
    expect(isFigureDue(estimated(), after(END_S + 30 * HOUR_S))).toBe(false);
    const over = { repair: 'none', seen: estimated(), attempt: 1, now: after(END_S + 30 * HOUR_S) } as const;
    expect(repaired(estimated(), over)).not.toHaveProperty('lookAt');
  });

  it('is not planned for what an earlier version settled, which is final', () => {
    const task = endedTask({ settlement: settled });
    expect(isPriceKnown(settled)).toBe(true);
    expect(isFigureDue({ ...task, lookAt: at(DUE_S) }, after(DUE_S))).toBe(false);
    expect(withLateLook(task, at(END_S))).not.toHaveProperty('lookAt');
  });

  it('is planned soon where outputs kept the task from being settled until after its time', () => {
    const { lookAt, ...task } = estimated();
    expect(lookAt).toBeDefined();
    expect(withLateLook(task, at(DUE_S + 1))).toHaveProperty('lookAt', at(DUE_S + 1 + HOUR_S / 2));
    expect(withLateLook(task, at(END_S + 30 * HOUR_S))).not.toHaveProperty('lookAt');
  });

  it('changes nothing before its time, nor a second time', () => {
    const early = estimated();
    expect(withLateFigures(early, lookedAt(DUE_S - 1, [[1, 3500]]))).toBe(early);
    const first = withLateFigures(estimated(), lookedAt(DUE_S, [[1, 3500]]));
    expect(first.settlement).toEqual({ prices: [3500], final: true });
    expect(first).not.toHaveProperty('lookAt');
    expect(withLateFigures(first, lookedAt(DUE_S + 1, [[1, 3000]]))).toBe(first);
  });

  it('is the last one where nothing was named, and not where somebody could not be asked', () => {
    const { lookAt, ...left } = estimated();
    expect(lookAt).toBeDefined();
    expect(withLateFigures(estimated(), lookedAt(DUE_S, []))).toEqual(left);
    expect(withLateFigures(estimated(), lookedAt(DUE_S, [], true))).toEqual({
      ...left,
      lookAt: at(DUE_S + HOUR_S / 2),
    });
  });

  it('takes figures only for what was estimated', () => {
    const two = estimated({ jobs: 2, settlement: { prices: [4000, 3500], final: true, estimated: [1] } });
    const { settlement } = withLateFigures(
      two,
      lookedAt(DUE_S, [
        [1, 3500],
        [2, 9000],
      ]),
    );
    expect(settlement).toEqual({ prices: [3500, 3500], final: true });
  });

  it('asks about jobs that the provider has accepted, and no others', () => {
    const job = jobAfter(claimed, accepted);
    expect(unpricedJobs(sampleSnapshot([job], { task: estimated() }))).toEqual([job]);
    expect(unpricedJobs(sampleSnapshot([jobAfter(claimed)], { task: estimated() }))).toEqual([]);
    expect(unpricedJobs(sampleSnapshot([job], { task: endedTask({ settlement: settled }) }))).toEqual([]);
  });
});
