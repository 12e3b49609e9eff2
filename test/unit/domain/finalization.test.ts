import { describe, expect, it } from 'vitest';
import { afterFailedTry } from '#domain/tasks/archive-patience.ts';
import {
  finalized,
  resolvedJobs,
  retrySeconds,
  unresolvedItems,
  wantedOutputs,
} from '#domain/tasks/finalization.ts';
import { ARCHIVE_PATIENCE_MS, ARCHIVE_TRIES } from '#domain/tasks/limits.ts';
import type { FailingOutput } from '#domain/tasks/output.ts';
import type { JobEnd } from '#domain/tasks/task-end.ts';
import { after, at, endedTask, sampleSnapshot, sampleTask } from './samples.ts';

const remote = { url: 'https://files.example.test/a.png', media: 'image' } as const;
const success = (count: number) => ({
  type: 'ended' as const,
  end: { type: 'succeeded' as const },
  outputs: Array.from({ length: count }, () => remote),
});
const unknown: JobEnd = {
  type: 'failed',
  failure: { code: 'outcome_unknown', message: 'm', stage: 'submitting' },
  maybePaid: true,
};
const failing = (more: Partial<FailingOutput> = {}): FailingOutput => ({
  n: 1,
  job: 1,
  index: 1,
  sourceUrl: remote.url,
  late: false,
  at: at(0),
  state: 'failing',
  since: at(0),
  failures: 1,
  ...more,
});

describe('the outputs of a task', () => {
  it('are numbered by their job and their place, so that each has its number whoever counts', () => {
    const snapshot = sampleSnapshot([], { task: sampleTask({ jobs: 2 }) });
    const wanted = wantedOutputs(snapshot, [success(2), success(1)]);
    expect(wanted.map(({ n, job, index }) => [n, job, index])).toEqual([
      [1, 1, 1],
      [3, 1, 2],
      [2, 2, 1],
    ]);
    expect(wanted.every(({ late }) => !late)).toBe(true);
  });

  it('are late after the end, and kept of a canceled task only on request', () => {
    const late = sampleSnapshot([], { task: endedTask() });
    expect(wantedOutputs(late, [success(1)])).toMatchObject([{ late: true }]);
    const canceled = sampleSnapshot([], { task: endedTask({ status: 'CANCELED' }) });
    expect(wantedOutputs(canceled, [success(1)])).toEqual([]);
    const kept = { ...canceled, request: { ...canceled.request, keepOutputs: true } };
    expect(wantedOutputs(kept, [success(1)])).toHaveLength(1);
  });

  it('are tried again after half the time that was spent, within 5 and 120 seconds', () => {
    expect(retrySeconds([], after(0))).toBe(5);
    expect(retrySeconds([failing()], after(60))).toBe(30);
    expect(retrySeconds([failing(), failing({ n: 2, since: at(-600) })], after(60))).toBe(120);
  });
});

describe('an output that could not be archived', () => {
  const final = { final: true, reason: 'gone' };
  const passing = { final: false, reason: 'slow' };

  it('is given up at once where no second try can help', () => {
    expect(afterFailedTry(undefined, final, after(0))).toEqual({
      state: 'lost',
      code: 'output_rejected',
      reason: 'gone',
    });
  });

  it('is tried again for so many tries and so long, whichever is more', () => {
    expect(afterFailedTry(undefined, passing, after(0))).toEqual({
      state: 'failing',
      since: at(0),
      failures: 1,
    });
    const late = after(0) + ARCHIVE_PATIENCE_MS;
    const often = failing({ failures: ARCHIVE_TRIES - 1 });
    expect(afterFailedTry(often, passing, late - 1)).toMatchObject({ state: 'failing', since: at(0) });
    expect(afterFailedTry(failing(), passing, late)).toMatchObject({ state: 'failing', failures: 2 });
    expect(afterFailedTry(often, passing, late)).toMatchObject({ state: 'lost', code: 'archive_failed' });
  });
});

describe('a task that is closed', () => {
  const closing = { occasion: { at: at(90), actor: 'workflow' as const }, attempt: 1, outputs: [] };

  it('raises an item for each call of unknown outcome, unless it has ended before', () => {
    const ends = [unknown, { type: 'succeeded' as const }];
    const raised = unresolvedItems(sampleSnapshot([]), ends, at(90));
    expect(raised).toMatchObject([{ kind: 'outcome_unknown', status: 'open', job: 1 }]);
    expect(unresolvedItems(sampleSnapshot([], { task: endedTask() }), ends, at(90))).toEqual([]);
    const detached = endedTask({ status: 'CANCELED' });
    const settled = { ...detached, settlement: { prices: [4000], final: false } };
    expect(unresolvedItems(sampleSnapshot([], { task: detached }), ends, at(90))).toHaveLength(1);
    expect(unresolvedItems(sampleSnapshot([], { task: settled }), ends, at(90))).toEqual([]);
    expect(resolvedJobs(ends)).toEqual([2]);
  });

  it('ends once; what comes later changes its cost and its previews alone', () => {
    const ended = finalized(sampleTask(), { ...closing, ends: [unknown] }, []);
    expect(ended).toMatchObject({ status: 'FAILED', settlement: { prices: [4000], final: false } });
    const preview = { n: 1, sizes: [320] } as const;
    const later = finalized(ended, { ...closing, ends: [{ type: 'succeeded', credits: 3000 }] }, [preview]);
    expect(later).toMatchObject({
      status: 'FAILED',
      settlement: { prices: [3000], final: true },
      previews: [preview],
    });
    expect(later).not.toHaveProperty('lookAt');
    const again = finalized(later, { ...closing, ends: [{ type: 'succeeded', credits: 1 }] }, [preview]);
    expect(again).toBe(later);
  });
});
