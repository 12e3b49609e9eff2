import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { failure, runStates, task, type Subject } from './subject.ts';

/** Makes a function fail with these errors in turn, and then succeed. Answers when it was called. */
function failing(subject: Subject, functionName: string, ...errors: string[]): number[] {
  const calls: number[] = [];
  subject.behave(functionName, () => {
    const error = errors[calls.length];
    calls.push(subject.now());
    if (error !== undefined) throw failure(error);
    return 'well';
  });
  return calls;
}

const gaps = (calls: number[]): number[] => calls.slice(1).map((time, index) => time - (calls[index] ?? 0));

function retryContract(given: Given): void {
  describe('Retry', () => {
    it('waits longer each time, up to its maximum', async () => {
      const { subject, client } = given();
      const calls = failing(subject, 'slowly', 'A', 'A', 'A', 'A');
      const Retry = [
        { ErrorEquals: ['A'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 20, MaxAttempts: 4 },
      ];
      const execution = await runStates({ subject, client }, { Call: task('slowly', { Retry }) });
      await subject.advance(60_000);
      expect(gaps(calls)).toEqual([2_000, 6_000, 18_000, 20_000]);
      expect(await execution.describe()).toMatchObject({ status: 'SUCCEEDED' });
    });

    it('spreads its waits over the whole delay with full jitter', async () => {
      const { subject, client } = given();
      const calls = failing(subject, 'spread', 'A', 'A', 'A');
      const Retry = [
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 8, BackoffRate: 1, JitterStrategy: 'FULL' },
      ];
      await runStates({ subject, client }, { Call: task('spread', { Retry }) });
      await subject.advance(24_000);
      const waited = gaps(calls);
      expect(waited).toHaveLength(3);
      for (const wait of waited) {
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(8_000);
      }
    });

    it('tries three times, from a second on, when nothing is said', async () => {
      const { subject, client } = given();
      const calls = failing(subject, 'plain', 'A', 'A', 'A', 'A');
      const Retry = [{ ErrorEquals: ['States.ALL'] }];
      const execution = await runStates({ subject, client }, { Call: task('plain', { Retry }) });
      await subject.advance(60_000);
      expect(gaps(calls)).toEqual([1_000, 2_000, 4_000]);
      expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'A' });
    });

    it('counts each entry by itself and shows the number of retries', async () => {
      const { subject, client } = given();
      const calls = failing(subject, 'mixed', 'A', 'A', 'B', 'A');
      const Call = task('mixed', {
        Arguments: { FunctionName: 'mixed', Payload: '{% $states.context.State.RetryCount %}' },
        Retry: [
          { ErrorEquals: ['A'], IntervalSeconds: 1, MaxAttempts: 2 },
          { ErrorEquals: ['B'], IntervalSeconds: 5 },
        ],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End' }],
        Next: 'End',
      });
      const execution = await runStates({ subject, client }, { Call, End: { Type: 'Pass', End: true } });
      await subject.advance(60_000);
      expect(gaps(calls)).toEqual([1_000, 2_000, 5_000]);
      expect(await execution.output()).toMatchObject({ Error: 'A' });
      const parameters = (await execution.history()).flatMap(({ taskScheduledEventDetails: details }) =>
        details?.parameters === undefined ? [] : [JSON.parse(details.parameters) as { Payload: number }],
      );
      expect(parameters.map(({ Payload }) => Payload)).toEqual([0, 1, 2, 3]);
      expect((await execution.types()).filter((type) => type === 'TaskStateEntered')).toHaveLength(1);
    });

    it('matches States.TaskFailed with any error but a timeout', async () => {
      const { subject, client } = given();
      const calls = failing(subject, 'generic', 'Anything', 'States.Timeout');
      const Retry = [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1 }];
      const execution = await runStates({ subject, client }, { Call: task('generic', { Retry }) });
      await subject.advance(60_000);
      expect(calls).toHaveLength(2);
      expect(await execution.describe()).toMatchObject({ error: 'States.Timeout' });
    });
  });
}

function catchContract(given: Given): void {
  const End = { Type: 'Pass', Output: { input: '{% $states.input %}' }, End: true };

  describe('Catch', () => {
    it('takes the first entry that matches, and hands on the error as output', async () => {
      const { subject, client } = given();
      failing(subject, 'held', 'Held');
      const Catch = [
        { ErrorEquals: ['Other'], Output: 'wrong', Next: 'End' },
        { ErrorEquals: ['PollOnly', 'Held'], Next: 'End' },
        { ErrorEquals: ['States.ALL'], Output: 'wrong', Next: 'End' },
      ];
      const execution = await runStates(
        { subject, client },
        { Call: task('held', { Catch, Next: 'End' }), End },
      );
      const { input } = (await execution.output()) as { input: { Error: string; Cause: string } };
      expect(input.Error).toBe('Held');
      expect(JSON.parse(input.Cause)).toMatchObject({ errorType: 'Held' });
    });

    it('shapes output and variables from the error, without those of the state', async () => {
      const { subject, client } = given();
      failing(subject, 'shaped', 'Held');
      const states = {
        Call: task('shaped', {
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
        }),
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
      const calls = failing(subject, 'never');
      const Call = task('never', {
        Arguments: { FunctionName: 'never', Payload: '{% $states.input.missing %}' },
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'End' }],
        Next: 'End',
      });
      const execution = await runStates({ subject, client }, { Call, End });
      expect(await execution.output()).toMatchObject({ input: { Error: 'States.QueryEvaluationError' } });
      expect(calls).toHaveLength(0);
      expect(await execution.types()).toContain('EvaluationFailed');
    });

    it('does not catch what goes wrong in itself', async () => {
      const { subject, client } = given();
      failing(subject, 'twice', 'Held');
      const Catch = [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input.missing %}', Next: 'End' }];
      const execution = await runStates(
        { subject, client },
        {
          Call: task('twice', { Catch, Next: 'End' }),
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
      failing(subject, 'runtime', 'States.Runtime');
      const Catch = [{ ErrorEquals: ['States.Runtime', 'Held'], Next: 'End' }];
      const execution = await runStates(
        { subject, client },
        {
          Call: task('runtime', { Catch, Next: 'End' }),
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
