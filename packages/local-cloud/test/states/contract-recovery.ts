import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { runStates, scripted, type Subject } from './subject.ts';

function retryContract(given: Given): void {
  describe('Retry', () => {
    const failing = (subject: Subject, errors: readonly string[], more: Record<string, unknown>) =>
      scripted(subject, { errors, tries: '{% $states.context.State.RetryCount %}' }, more);

    it('tries again after its interval, and shows the number of retries', async () => {
      const { subject, client } = given();
      const Retry = [{ ErrorEquals: ['A'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 2 }];
      const Call = failing(subject, ['A', 'A'], { Retry, Output: '{% $states.result.Payload %}' });
      const execution = await runStates({ subject, client }, { Call });
      await subject.advance(2_000);
      await subject.ends(execution);
      expect(await execution.output()).toBe('well');
      const history = await execution.history();
      const times = (type: string): number[] =>
        history.filter((event) => event.type === type).map(({ timestamp }) => Number(timestamp));
      const scheduled = times('TaskScheduled');
      expect(scheduled).toHaveLength(3);
      times('TaskFailed').forEach((failedAt, i) => {
        expect((scheduled[i + 1] ?? 0) - failedAt).toBeGreaterThanOrEqual(1_000);
      });
      expect(times('TaskStateEntered')).toHaveLength(1);
    });

    it('gives up after its attempts', async () => {
      const { subject, client } = given();
      const Retry = [{ ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 1 }];
      const execution = await runStates(
        { subject, client },
        { Call: failing(subject, ['A', 'A'], { Retry }) },
      );
      await subject.advance(1_000);
      await subject.ends(execution);
      expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'A' });
    });

    it('does not try what it does not name', async () => {
      const { subject, client } = given();
      const Retry = [{ ErrorEquals: ['B'], IntervalSeconds: 1 }];
      const execution = await runStates({ subject, client }, { Call: failing(subject, ['A'], { Retry }) });
      await subject.ends(execution);
      expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'A' });
      expect((await execution.types()).filter((type) => type === 'TaskScheduled')).toHaveLength(1);
    });

    it('counts the attempts of each entry by itself', async () => {
      const { subject, client } = given();
      const one = { IntervalSeconds: 1, MaxAttempts: 1 };
      const Retry = [
        { ErrorEquals: ['A'], ...one },
        { ErrorEquals: ['B'], ...one },
      ];
      const Call = failing(subject, ['A', 'B'], { Retry, Output: '{% $states.result.Payload %}' });
      const execution = await runStates({ subject, client }, { Call });
      await subject.advance(2_000);
      await subject.ends(execution);
      expect(await execution.output()).toBe('well');
    });
  });
}

function catchContract(given: Given): void {
  const End = { Type: 'Pass', Output: { input: '{% $states.input %}' }, End: true };

  describe('Catch', () => {
    it('takes the first entry that matches, and hands on the error as output', async () => {
      const { subject, client } = given();
      const Catch = [
        { ErrorEquals: ['Other'], Output: 'wrong', Next: 'End' },
        { ErrorEquals: ['PollOnly', 'Held'], Next: 'End' },
        { ErrorEquals: ['States.ALL'], Output: 'wrong', Next: 'End' },
      ];
      const execution = await runStates(
        { subject, client },
        { Call: scripted(subject, { error: 'Held' }, { Catch, Next: 'End' }), End },
      );
      const { input } = (await execution.output()) as { input: { Error: string; Cause: string } };
      expect(input.Error).toBe('Held');
      expect(JSON.parse(input.Cause)).toMatchObject({ errorType: 'Held' });
    });

    it('shapes output and variables from the error, without those of the state', async () => {
      const { subject, client } = given();
      const states = {
        Call: scripted(
          subject,
          { error: 'Held' },
          {
            Assign: { said: 'nothing' },
            Output: 'wrong',
            Catch: [
              {
                ErrorEquals: ['States.ALL'],
                Assign: { said: '{% $parse($states.errorOutput.Cause).errorMessage %}' },
                Output: { input: '{% $states.input %}', error: '{% $states.errorOutput.Error %}' },
                Next: 'Told',
              },
            ],
            Next: 'Told',
          },
        ),
        Told: { Type: 'Pass', Output: { said: '{% $said %}', input: '{% $states.input %}' }, End: true },
      };
      const execution = await runStates({ subject, client }, states, { input: { a: 1 } });
      expect(await execution.output()).toEqual({
        said: 'as asked',
        input: { input: { a: 1 }, error: 'Held' },
      });
    });

    it('catches what goes wrong in the expressions of its state', async () => {
      const { subject, client } = given();
      const script = { answer: '{% $states.input.missing %}' };
      const Call = scripted(subject, script, {
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'End' }],
        Next: 'End',
      });
      const execution = await runStates({ subject, client }, { Call, End });
      expect(await execution.output()).toMatchObject({ input: { Error: 'States.QueryEvaluationError' } });
      expect(await execution.types()).toContain('EvaluationFailed');
      expect(await execution.types()).not.toContain('TaskScheduled');
    });

    it('does not catch what goes wrong in itself', async () => {
      const { subject, client } = given();
      const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input.missing %}', Next: 'End' }];
      const execution = await runStates(
        { subject, client },
        {
          Call: scripted(subject, { error: 'Held' }, { Catch, Next: 'End' }),
          End,
        },
      );
      expect(await execution.describe()).toMatchObject({
        status: 'FAILED',
        error: 'States.QueryEvaluationError',
        cause: expect.stringContaining("'Catch[0]/Output'") as string,
      });
    });

    it('never catches States.Runtime', async () => {
      const { subject, client } = given();
      const Catch = [{ ErrorEquals: ['States.Runtime', 'Held'], Next: 'End' }];
      const execution = await runStates(
        { subject, client },
        {
          Call: scripted(subject, { error: 'States.Runtime' }, { Catch, Next: 'End' }),
          End,
        },
      );
      expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    });
  });
}

/** What happens when a Task fails. */
export function recoveryContract(given: Given): void {
  retryContract(given);
  catchContract(given);
}
