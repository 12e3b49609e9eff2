import { describe, expect, it } from 'vitest';
import { adoptJob } from '#domain/operators/decision.ts';
import { after, at, claimed, claimId, endedTask, externalId, jobAfter, sampleSnapshot } from './samples.ts';

const lost = jobAfter(claimed, { type: 'outcome-unknown', claimId });
const unknownCost = { settlement: { prices: [4000], final: false } };
const adopted = (task: Parameters<typeof endedTask>[0]) =>
  adoptJob(sampleSnapshot([lost], { task: endedTask({ ...unknownCost, ...task }) }), {
    n: 1,
    externalId,
    reason: 'found in the console',
    now: after(7200),
  })?.task;

describe('a job that an operator found at the provider', () => {
  it('opens its failed task again, with as much time as it had at first', () => {
    expect(adopted({ status: 'FAILED' })).toMatchObject({
      status: 'PENDING',
      run: 2,
      deadlineAt: at(7200 + 1800),
    });
  });

  it('leaves a canceled task canceled, as its owner wanted it: only its cost is put right, by another run', () => {
    const ending = { at: at(60), detached: true } as const;
    const task = adopted({ status: 'CANCELED', ending });
    expect(task).toMatchObject({ status: 'CANCELED', ending, run: 2, deadlineAt: at(1800) });
    expect(task?.history.at(-1)).toMatchObject({ type: 'run-started', actor: 'operator' });
  });
});
