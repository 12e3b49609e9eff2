import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { runStates, scripted } from './subject.ts';

/** Tasks that call a function and take its answer. */
export function taskContract(given: Given): void {
  describe('a Task that invokes a function', () => {
    it("gets AWS's envelope around the answer", async () => {
      const { subject, client } = given();
      const Call = scripted(subject, { answer: { heard: '{% $states.input %}' } });
      const execution = await runStates({ subject, client }, { Call }, { input: { a: 1 } });
      expect(await execution.output()).toMatchObject({
        Payload: { heard: { a: 1 } },
        StatusCode: 200,
        ExecutedVersion: '$LATEST',
        SdkHttpMetadata: { HttpStatusCode: 200 },
      });
    });

    it('writes the history AWS writes', async () => {
      const { subject, client } = given();
      const { functionArn, region } = subject;
      const more = { TimeoutSeconds: '{% 30 + 1 %}', Output: '{% $states.result.Payload %}' };
      const Call = scripted(subject, { answer: 1 }, more);
      const execution = await runStates({ subject, client }, { Call }, { input: { a: 1 } });
      const resource = { resourceType: 'lambda', resource: 'invoke' };
      const parameters = JSON.stringify({ FunctionName: functionArn, Payload: { answer: 1 } });
      const { startDate: timestamp } = await execution.describe();
      expect(await execution.history()).toMatchObject([
        {
          id: 1,
          previousEventId: 0,
          type: 'ExecutionStarted',
          executionStartedEventDetails: { input: '{"a":1}' },
          timestamp,
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
          taskScheduledEventDetails: { ...resource, region, parameters, timeoutInSeconds: 31 },
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
      const Call = scripted(subject, { error: 'OutOfPaper', message: 'tray 2' });
      const execution = await runStates({ subject, client }, { Call });
      const { status, error, cause } = await execution.describe();
      expect({ status, error }).toEqual({ status: 'FAILED', error: 'OutOfPaper' });
      expect(JSON.parse(cause ?? '')).toMatchObject({ errorType: 'OutOfPaper', errorMessage: 'tray 2' });
      expect((await execution.history()).at(-2)).toMatchObject({
        type: 'TaskFailed',
        taskFailedEventDetails: { error: 'OutOfPaper', cause, resourceType: 'lambda', resource: 'invoke' },
      });
    });

    it('by the ARN of the function gets the bare answer, and events of its own', async () => {
      const { subject, client } = given();
      const Arguments = { answer: { b: '{% $states.input.a %}' } };
      const Call = { Type: 'Task', Resource: subject.functionArn, Arguments, End: true };
      const execution = await runStates({ subject, client }, { Call }, { input: { a: 1 } });
      expect(await execution.output()).toEqual({ b: 1 });
      expect(await execution.types()).toEqual([
        ...['ExecutionStarted', 'TaskStateEntered', 'LambdaFunctionScheduled', 'LambdaFunctionStarted'],
        ...['LambdaFunctionSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
      ]);
    });

    it('fails when the answer exceeds 256 KiB, and States.ALL does not catch that', async () => {
      const { subject, client } = given();
      const End = { Type: 'Pass', End: true };
      const Call = (name: string): Record<string, unknown> =>
        scripted(
          subject,
          { letters: 262_144 },
          { Catch: [{ ErrorEquals: [name], Next: 'End' }], Next: 'End' },
        );
      const all = await runStates({ subject, client }, { Call: Call('States.ALL'), End });
      expect(await all.describe()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
      const named = await runStates({ subject, client }, { Call: Call('States.DataLimitExceeded'), End });
      expect(await named.describe()).toMatchObject({ status: 'SUCCEEDED' });
    });
  });
}
