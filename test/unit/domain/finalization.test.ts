import { describe, expect, it } from 'vitest';
import { afterFailedTry, type ArchiveFault } from '#domain/tasks/archive-patience.ts';
import {
  finalized,
  keepingSeconds,
  resolvedJobs,
  retrySeconds,
  unresolvedItems,
  wantedOutputs,
} from '#domain/tasks/finalization.ts';
import { ARCHIVE_PATIENCE_MS, ARCHIVE_TRIES, IN_FLIGHT_SECONDS } from '#domain/tasks/limits.ts';
import type { OutputRole } from '#domain/tasks/output-role.ts';
import type { FailingOutput } from '#domain/tasks/output.ts';
import type { JobEnd } from '#domain/tasks/job-end.ts';
import {
  after,
  answered,
  at,
  claimed,
  endedTask,
  inline,
  jobAfter,
  sampleSnapshot,
  sampleTask,
} from './samples.ts';

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
  role: 'result',
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

describe('a file that came within an answer', () => {
  const [, file] = inline;
  const wanted = { n: 2, job: 1, index: 2, role: 'result', late: false, source: file } as const;
  const snapshot = sampleSnapshot([jobAfter(claimed, answered)]);

  it('may be kept by whoever was answered, until that invocation is surely over', () => {
    expect(keepingSeconds(snapshot, wanted, after(19.5))).toBe(IN_FLIGHT_SECONDS - 19);
    expect(keepingSeconds(snapshot, wanted, after(IN_FLIGHT_SECONDS))).toBe(0);
    const job = jobAfter({ ...claimed, claim: { ...claimed.claim, inFlightSeconds: 300 } }, answered);
    expect(keepingSeconds(sampleSnapshot([job]), wanted, after(20))).toBe(280);
  });

  it('is waited for no longer once it is recorded, and one at an address never is', () => {
    const lost = { state: 'lost', code: 'archive_failed', reason: 'gone', n: 2, job: 1, index: 2 } as const;
    const outputs = [{ ...lost, role: 'result', late: false, at: at(3) } as const];
    expect(keepingSeconds({ ...snapshot, outputs }, wanted, after(20))).toBe(0);
    expect(keepingSeconds(snapshot, { ...wanted, source: remote }, after(20))).toBe(0);
  });
});

describe('an output that could not be archived', () => {
  const problem = (fault: ArchiveFault) => ({ fault, reason: `it is ${fault}` });
  const deadlineAt = at(86_400);
  const trying = (now: number, role: OutputRole = 'result') => ({ role, now, deadlineAt });

  it('is given up at once where no second try can help', () => {
    expect(afterFailedTry(undefined, problem('unusable'), trying(after(0)))).toEqual({
      state: 'lost',
      code: 'output_rejected',
      reason: 'it is unusable',
    });
  });

  it.each([
    ['gone', 'archive_failed'],
    ['unfit', 'output_rejected'],
  ] as const)(
    'is lost for good when it stays %s after it was asked for anew, for so many tries and so long',
    (fault, code) => {
      const gone = problem(fault);
      expect(afterFailedTry(undefined, gone, trying(after(0)))).toEqual({
        state: 'failing',
        since: at(0),
        failures: 1,
        isDead: true,
      });
      const late = after(0) + ARCHIVE_PATIENCE_MS;
      const often = failing({ failures: ARCHIVE_TRIES - 1, isDead: true });
      expect(afterFailedTry(often, gone, trying(late - 1))).toMatchObject({ state: 'failing', since: at(0) });
      expect(afterFailedTry(failing({ isDead: true }), gone, trying(late))).toMatchObject({ failures: 2 });
      const lost = afterFailedTry(often, gone, trying(late));
      expect(lost).toEqual({ state: 'lost', code, reason: gone.reason });
      expect(afterFailedTry(failing({ failures: ARCHIVE_TRIES }), gone, trying(late))).toMatchObject({
        state: 'failing',
        isDead: true,
      });
    },
  );

  it.each(['store', 'source', 'expired', 'refused-host'] as const)(
    'is tried again until the deadline, and given up provisionally then (%s)',
    (fault) => {
      const often = failing({ failures: 100, isDead: true });
      const before = trying(Date.parse(deadlineAt) - 1);
      expect(afterFailedTry(often, problem(fault), before)).toMatchObject({ state: 'failing' });
      expect(afterFailedTry(often, problem(fault), { ...before, now: before.now + 1 })).toMatchObject({
        state: 'lost',
        code: 'archive_failed',
        provisional: { since: at(0), isDead: true },
      });
    },
  );

  it.each(['store', 'source', 'gone'] as const)(
    'keeps the task open for two minutes where it is no result, and is given up provisionally then (%s)',
    (fault) => {
      const often = failing({ role: 'cover', failures: 3 });
      const moment = (seconds: number) => trying(after(seconds), 'cover');
      expect(afterFailedTry(often, problem(fault), moment(119))).toMatchObject({ state: 'failing' });
      expect(afterFailedTry(often, problem(fault), moment(120))).toMatchObject({
        state: 'lost',
        provisional: { since: at(0) },
      });
    },
  );

  it('is not counted against for a fault of our own store', () => {
    const first = afterFailedTry(undefined, problem('store'), trying(after(0)));
    expect(first).toEqual({ state: 'failing', since: at(0), failures: 0 });
    const counted = failing({ failures: 2 });
    expect(afterFailedTry(counted, problem('store'), trying(after(60)))).toMatchObject({ failures: 2 });
    expect(afterFailedTry(failing({ failures: 0 }), problem('gone'), trying(after(60)))).toMatchObject({
      since: at(60),
      failures: 1,
    });
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
