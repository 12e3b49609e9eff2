import {
  PublishStateMachineVersionCommand,
  RedriveExecutionCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal, type LocalSubject } from './local-subject.ts';
import { clientOf, failure, pass, runStates, startStates, task, tokenTask, until } from './subject.ts';

// What can be seen only where the test moves the clock, or is itself the function: to the millisecond, over minutes, and
// while a function runs. The rest is the contract, which any Step Functions is held to.

let subject: LocalSubject;
let client: SFNClient;
beforeAll(async () => {
  subject = await openLocal();
  client = clientOf(subject);
});
afterAll(async () => {
  client.destroy();
  await subject.stop();
});

/** Makes a function that keeps the tokens it is given. */
function keepTokens(functionName: string): string[] {
  const tokens: string[] = [];
  subject.behave(functionName, (payload) => {
    tokens.push((payload as { token: string }).token);
    return 'submitted';
  });
  return tokens;
}

describe('an expression', () => {
  it('tells the time of the clock', async () => {
    const time = subject.now();
    const Output = { now: '{% $now() %}', millis: '{% $millis() %}' };
    const execution = await runStates({ subject, client }, { Only: pass({ Output }) });
    expect(await execution.output()).toEqual({
      now: new Date(time).toISOString(),
      millis: time,
    });
  });
});

describe('Wait', () => {
  it.each([
    ['seconds', { Seconds: 7 }],
    ['computed seconds', { Seconds: '{% $states.input.n + 1 %}' }],
    ['a computed time', { Timestamp: '{% $fromMillis($floor($millis() / 1000) * 1000 + 7000) %}' }],
    [
      'a time, without its fraction of a second',
      {
        Timestamp:
          "{% $fromMillis($floor($millis() / 1000) * 1000 + 7000, '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].999Z') %}",
      },
    ],
  ])('waits for %s, to the millisecond', async (_, how) => {
    const execution = await runStates(
      { subject, client },
      { Nap: { Type: 'Wait', ...how, End: true } },
      { input: { n: 6 } },
    );
    await subject.advance(6_999);
    expect(await execution.describe()).toMatchObject({ status: 'RUNNING' });
    await subject.advance(1);
    expect(await execution.output()).toEqual({ n: 6 });
    expect(await execution.types()).toEqual([
      ...['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded'],
    ]);
  });
});

describe('a Task', () => {
  it('gives up at its timeout, and ignores the answer that comes later', async () => {
    let answer: ((value: unknown) => void) | undefined;
    subject.behave('slow', () => new Promise((resolve) => (answer = resolve)));
    const states = {
      Call: task('slow', {
        TimeoutSeconds: 10,
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput.Error %}', Next: 'Rest' }],
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
    expect((await execution.types()).slice(3, 6)).toEqual(['TaskStarted', 'TaskTimedOut', 'TaskStateExited']);
  });

  it('that waits for its token can be answered by its own function while that still runs', async () => {
    subject.behave('hasty', async (payload) => {
      const { token } = payload as { token: string };
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"done"' }));
    });
    const execution = await runStates({ subject, client }, { Ask: tokenTask('hasty') });
    expect(await execution.output()).toBe('done');
    expect(await execution.types()).not.toContain('TaskSubmitted');
  });
});

describe('the patience of a Task that waits for its token', () => {
  const caught = {
    Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput.Error %}', Next: 'End' }],
    Next: 'End',
  };
  const End = { Type: 'Pass', End: true };

  it('ends at its timeout; the token is then too late', async () => {
    const tokens = keepTokens('patient');
    const Ask = tokenTask('patient', { TimeoutSeconds: '{% $states.input.seconds %}', ...caught });
    const execution = await runStates({ subject, client }, { Ask, End }, { input: { seconds: 30 } });
    await subject.advance(29_999);
    expect(await execution.describe()).toMatchObject({ status: 'RUNNING' });
    await subject.advance(1);
    expect(await execution.output()).toBe('States.Timeout');
    const late = client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '1' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
    const timedOut = (await execution.history()).find(({ type }) => type === 'TaskTimedOut');
    expect(timedOut?.taskTimedOutEventDetails).toMatchObject({ error: 'States.Timeout' });
  });

  it('is renewed by heartbeats, but not beyond the timeout', async () => {
    const tokens = keepTokens('beating');
    const Ask = tokenTask('beating', { TimeoutSeconds: 25, HeartbeatSeconds: 10 });
    const execution = await runStates({ subject, client }, { Ask });
    for (let beat = 0; beat < 2; beat++) {
      await subject.advance(9_000);
      await client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    }
    await subject.advance(6_999);
    expect(await execution.describe()).toMatchObject({ status: 'RUNNING' });
    await subject.advance(1);
    expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('ends when a heartbeat is missed, which has a name of its own to catch', async () => {
    keepTokens('silent');
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Output: 'no pulse', Next: 'End' }];
    const Ask = tokenTask('silent', { TimeoutSeconds: 60, HeartbeatSeconds: 10, Catch, Next: 'End' });
    const execution = await runStates({ subject, client }, { Ask, End });
    await subject.advance(10_000);
    expect(await execution.output()).toBe('no pulse');
  });

  it('begins anew with a new token at each retry', async () => {
    const tokens = keepTokens('again');
    const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 1 }];
    const Ask = tokenTask('again', { TimeoutSeconds: 10, Retry });
    const execution = await runStates({ subject, client }, { Ask });
    await subject.advance(15_000);
    expect(new Set(tokens).size).toBe(2);
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[1], output: '2' }));
    await subject.settle();
    expect(await execution.output()).toBe(2);
  });
});

describe('RedriveExecution', () => {
  it('starts again at the state that failed, with its input and variables', async () => {
    subject.behave('fickle', () => {
      throw failure('Broken');
    });
    const states = {
      Remember: { Type: 'Pass', Assign: { kept: 'yes' }, Output: { n: 1 }, Next: 'Try' },
      Try: task('fickle', { Output: { kept: '{% $kept %}', result: '{% $states.result.Payload %}' } }),
    };
    const execution = await runStates({ subject, client }, states);
    expect(await execution.describe()).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });
    subject.behave('fickle', (payload) => payload);
    await client.send(new RedriveExecutionCommand({ executionArn: execution.arn }));
    await subject.settle();
    expect(await execution.output()).toEqual({ kept: 'yes', result: { n: 1 } });
    expect(await execution.describe()).toMatchObject({ redriveCount: 1 });
    expect((await execution.types()).slice(4)).toEqual([
      ...['TaskScheduled', 'TaskStarted', 'TaskFailed', 'ExecutionFailed', 'ExecutionRedriven'],
      ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
    ]);
  });
});

it('an operation that is not implemented is refused by name', async () => {
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:none';
  const publish = client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
  await expect(publish).rejects.toThrow(/PublishStateMachineVersion/);
});
