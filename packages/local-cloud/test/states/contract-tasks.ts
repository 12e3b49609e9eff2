import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { failure, runStates, startStates, task, until } from './subject.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:echo';

/** Tasks that call a function and take its answer. */
export function taskContract(given: Given): void {
  describe('a Task that invokes a function', () => {
    it("gets AWS's envelope around the answer", async () => {
      const { subject, client } = given();
      subject.behave('echo', (payload) => ({ heard: payload }));
      const execution = await runStates({ subject, client }, { Call: task('echo') }, { input: { a: 1 } });
      expect(await execution.output()).toMatchObject({
        Payload: { heard: { a: 1 } },
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
        SdkHttpMetadata: { HttpStatusCode: 200 },
      });
    });

    it('writes the history AWS writes', async () => {
      const { subject, client } = given();
      subject.behave('echo', () => 1);
      const Call = task('echo', { TimeoutSeconds: '{% 30 + 1 %}', Output: '{% $states.result.Payload %}' });
      const execution = await runStates({ subject, client }, { Call }, { input: { a: 1 } });
      const resource = { resourceType: 'lambda', resource: 'invoke' };
      const parameters = JSON.stringify({ FunctionName: 'echo', Payload: { a: 1 } });
      const at = { timestamp: new Date(subject.now()) };
      expect(await execution.history()).toMatchObject([
        {
          id: 1,
          previousEventId: 0,
          type: 'ExecutionStarted',
          executionStartedEventDetails: { input: '{"a":1}' },
          ...at,
        },
        {
          id: 2,
          previousEventId: 0,
          type: 'TaskStateEntered',
          stateEnteredEventDetails: { name: 'Call', input: '{"a":1}' },
        },
        {
          id: 3,
          previousEventId: 2,
          type: 'TaskScheduled',
          taskScheduledEventDetails: { ...resource, region: 'us-east-1', parameters, timeoutInSeconds: 31 },
        },
        { id: 4, previousEventId: 3, type: 'TaskStarted', taskStartedEventDetails: resource },
        { id: 5, previousEventId: 4, type: 'TaskSucceeded', taskSucceededEventDetails: resource },
        {
          id: 6,
          previousEventId: 5,
          type: 'TaskStateExited',
          stateExitedEventDetails: { name: 'Call', output: '1' },
        },
        {
          id: 7,
          previousEventId: 6,
          type: 'ExecutionSucceeded',
          executionSucceededEventDetails: { output: '1' },
        },
      ]);
    });

    it('fails with the name and the text of the error of the function', async () => {
      const { subject, client } = given();
      subject.behave('broken', () => {
        throw failure('OutOfPaper', 'tray 2');
      });
      const execution = await runStates({ subject, client }, { Call: task('broken') });
      const { status, error, cause } = await execution.describe();
      expect({ status, error }).toEqual({ status: 'FAILED', error: 'OutOfPaper' });
      expect(JSON.parse(cause ?? '')).toMatchObject({ errorType: 'OutOfPaper', errorMessage: 'tray 2' });
      expect((await execution.history()).at(-2)).toMatchObject({
        type: 'TaskFailed',
        taskFailedEventDetails: { error: 'OutOfPaper', cause, resourceType: 'lambda', resource: 'invoke' },
      });
    });

    it('gives up at its timeout, and ignores the answer that comes later', async () => {
      const { subject, client } = given();
      let answer: ((value: unknown) => void) | undefined;
      subject.behave('slow', () => new Promise((resolve) => (answer = resolve)));
      const states = {
        Call: task('slow', {
          TimeoutSeconds: 10,
          Catch: [
            { ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput.Error %}', Next: 'Rest' },
          ],
          Next: 'Rest',
        }),
        Rest: { Type: 'Wait', Seconds: 5, End: true },
      };
      const execution = await startStates({ subject, client }, states);
      await until(() => answer !== undefined);
      await subject.elapse(10_000);
      await until(async () => (await execution.types()).includes('WaitStateEntered'));
      answer?.('too late');
      await subject.advance(5_000);
      expect(await execution.output()).toBe('States.Timeout');
      expect((await execution.types()).slice(3, 6)).toEqual([
        'TaskStarted',
        'TaskTimedOut',
        'TaskStateExited',
      ]);
    });

    it('by the ARN of the function gets the bare answer, and events of its own', async () => {
      const { subject, client } = given();
      subject.behave('echo', (payload) => ({ heard: payload }));
      const Call = { Type: 'Task', Resource: FUNCTION, Arguments: { b: '{% $states.input.a %}' }, End: true };
      const execution = await runStates({ subject, client }, { Call }, { input: { a: 1 } });
      expect(await execution.output()).toEqual({ heard: { b: 1 } });
      expect(await execution.types()).toEqual([
        ...['ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted'],
        ...['LambdaFunctionSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
      ]);
    });

    it('fails when the answer exceeds 256 KiB, and States.ALL does not catch that', async () => {
      const { subject, client } = given();
      subject.behave('verbose', () => 'x'.repeat(262_144));
      const End = { Type: 'Pass', End: true };
      const Call = (name: string): Record<string, unknown> =>
        task('verbose', { Catch: [{ ErrorEquals: [name], Next: 'End' }], Next: 'End' });
      const all = await runStates({ subject, client }, { Call: Call('States.ALL'), End });
      expect(await all.describe()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
      const named = await runStates({ subject, client }, { Call: Call('States.DataLimitExceeded'), End });
      expect(await named.describe()).toMatchObject({ status: 'SUCCEEDED' });
    });
  });
}
