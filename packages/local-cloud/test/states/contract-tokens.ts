import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { failure, runStates, tokenTask, type Started, type Subject } from './subject.ts';

/** Makes a function that keeps the tokens it is given. */
function keepTokens(subject: Subject, functionName: string): string[] {
  const tokens: string[] = [];
  subject.behave(functionName, (payload) => {
    tokens.push((payload as { token: string }).token);
    return 'submitted';
  });
  return tokens;
}

function answeringContract(given: Given): void {
  const waiting = async (
    more: Record<string, unknown> = {},
  ): Promise<{ execution: Started; token: string }> => {
    const { subject, client } = given();
    const tokens = keepTokens(subject, 'keeper');
    const execution = await runStates({ subject, client }, { Ask: tokenTask('keeper', more) });
    return { execution, token: tokens[0] ?? '' };
  };

  describe('a Task that waits for its token', () => {
    it('gets what is sent, as its result', async () => {
      const { subject, client } = given();
      const { execution, token } = await waiting({ Output: { got: '{% $states.result %}' } });
      expect(await execution.describe()).toMatchObject({ status: 'RUNNING' });
      expect(token).toMatch(/^[A-Za-z0-9+/=]{600,1024}$/);
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"a":[1]}' }));
      await subject.settle();
      expect(await execution.output()).toEqual({ got: { a: [1] } });
      expect(await execution.types()).toEqual([
        ...['ExecutionStarted', 'TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted'],
        ...['TaskSucceeded', 'TaskStateExited', 'ExecutionSucceeded'],
      ]);
      expect((await execution.history())[4]).toMatchObject({
        taskSubmittedEventDetails: { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' },
      });
    });

    it('fails with what is sent', async () => {
      const { subject, client } = given();
      const { execution, token } = await waiting();
      await client.send(
        new SendTaskFailureCommand({ taskToken: token, error: 'Held', cause: '{"until":1}' }),
      );
      await subject.settle();
      expect(await execution.describe()).toMatchObject({
        status: 'FAILED',
        error: 'Held',
        cause: '{"until":1}',
      });
    });

    it('can be answered by its own function while that still runs', async () => {
      const { subject, client } = given();
      subject.behave('hasty', async (payload) => {
        const { token } = payload as { token: string };
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"done"' }));
      });
      const execution = await runStates({ subject, client }, { Ask: tokenTask('hasty') });
      expect(await execution.output()).toBe('done');
      expect(await execution.types()).not.toContain('TaskSubmitted');
    });

    it('fails at once when its function does', async () => {
      const { subject, client } = given();
      subject.behave('broken', () => {
        throw failure('Broken');
      });
      const execution = await runStates({ subject, client }, { Ask: tokenTask('broken') });
      expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'Broken' });
    });
  });

  describe('a task token', () => {
    it('serves once', async () => {
      const { client } = given();
      const { token } = await waiting();
      const send = new SendTaskSuccessCommand({ taskToken: token, output: '1' });
      await client.send(send);
      await expect(client.send(send)).rejects.toMatchObject({ name: 'TaskTimedOut' });
      const fail = client.send(new SendTaskFailureCommand({ taskToken: token }));
      await expect(fail).rejects.toMatchObject({ name: 'TaskTimedOut' });
    });

    it('is taken from exactly one of many who send it at once', async () => {
      const { subject, client } = given();
      const { execution, token } = await waiting();
      const sent = await Promise.allSettled(
        [1, 2, 3, 4, 5].map((n) =>
          client.send(new SendTaskSuccessCommand({ taskToken: token, output: String(n) })),
        ),
      );
      await subject.settle();
      expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await execution.output()).toBe(sent.findIndex(({ status }) => status === 'fulfilled') + 1);
    });

    it('is of no use once its execution has been stopped', async () => {
      const { client } = given();
      const { execution, token } = await waiting();
      await client.send(new StopExecutionCommand({ executionArn: execution.arn }));
      const late = client.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }));
      await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
    });

    it('cannot be invented', async () => {
      const { client } = given();
      const { token } = await waiting();
      for (const taskToken of ['invented', `${token.slice(0, -8)}AAAAAAA=`]) {
        const sent = client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
        await expect(sent).rejects.toMatchObject({ name: 'InvalidToken' });
      }
    });

    it('goes on waiting when what was sent is no JSON', async () => {
      const { subject, client } = given();
      const { execution, token } = await waiting();
      const sent = client.send(new SendTaskSuccessCommand({ taskToken: token, output: 'text' }));
      await expect(sent).rejects.toMatchObject({ name: 'InvalidOutput' });
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '"text"' }));
      await subject.settle();
      expect(await execution.output()).toBe('text');
    });
  });
}

function timingContract(given: Given): void {
  describe('the patience of a Task that waits for its token', () => {
    const caught = {
      Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput.Error %}', Next: 'End' }],
      Next: 'End',
    };
    const End = { Type: 'Pass', End: true };

    it('ends at its timeout; the token is then too late', async () => {
      const { subject, client } = given();
      const tokens = keepTokens(subject, 'patient');
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
      const { subject, client } = given();
      const tokens = keepTokens(subject, 'beating');
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
      const { subject, client } = given();
      keepTokens(subject, 'silent');
      const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Output: 'no pulse', Next: 'End' }];
      const Ask = tokenTask('silent', { TimeoutSeconds: 60, HeartbeatSeconds: 10, Catch, Next: 'End' });
      const execution = await runStates({ subject, client }, { Ask, End });
      await subject.advance(10_000);
      expect(await execution.output()).toBe('no pulse');
    });

    it('begins anew with a new token at each retry', async () => {
      const { subject, client } = given();
      const tokens = keepTokens(subject, 'again');
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
}

/** Tasks that wait until somebody sends their token. */
export function tokenContract(given: Given): void {
  answeringContract(given);
  timingContract(given);
}
