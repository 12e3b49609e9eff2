import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import type { Given } from './given.ts';
import { runStates, tokenTask, until, type Started, type Subject } from './subject.ts';

/** A Task that hands its function a token and waits for it. */
const asking = (subject: Subject, more: Record<string, unknown> = {}): Record<string, unknown> =>
  tokenTask(subject.functionArn, more);

/** The tokens that an execution has handed out, as its history tells them. */
async function tokensOf(execution: Started): Promise<string[]> {
  return (await execution.history()).flatMap(({ taskScheduledEventDetails: details }) =>
    details?.parameters === undefined
      ? []
      : [(JSON.parse(details.parameters) as { Payload: { token: string } }).Payload.token],
  );
}

function answeringContract(given: Given): void {
  const waiting = async (
    more: Record<string, unknown> = {},
  ): Promise<{ execution: Started; token: string }> => {
    const { subject, client } = given();
    const execution = await runStates({ subject, client }, { Ask: asking(subject, more) });
    const [token = ''] = await tokensOf(execution);
    return { execution, token };
  };

  describe('a Task that waits for its token', () => {
    it('gets what is sent, as its result', async () => {
      const { subject, client } = given();
      const { execution, token } = await waiting({ Output: { got: '{% $states.result %}' } });
      expect(await execution.describe()).toMatchObject({ status: 'RUNNING' });
      expect(token).toMatch(/^[A-Za-z0-9+/=]{600,1024}$/);
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"a":[1]}' }));
      await subject.ends(execution);
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
      await subject.ends(execution);
      expect(await execution.describe()).toMatchObject({
        status: 'FAILED',
        error: 'Held',
        cause: '{"until":1}',
      });
    });

    it('fails at once when its function does', async () => {
      const { subject, client } = given();
      const Payload = { error: 'Broken', token: '{% $states.context.Task.Token %}' };
      const Arguments = { FunctionName: subject.functionArn, Payload };
      const execution = await runStates({ subject, client }, { Ask: asking(subject, { Arguments }) });
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
      await subject.ends(execution);
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
      await subject.ends(execution);
      expect(await execution.output()).toBe('text');
    });
  });
}

function timingContract(given: Given): void {
  describe('the patience of a Task that waits for its token', () => {
    const End = { Type: 'Pass', End: true };

    it('ends at its timeout; the token is then too late', async () => {
      const { subject, client } = given();
      const Catch = [
        { ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput.Error %}', Next: 'End' },
      ];
      const more = { TimeoutSeconds: '{% $states.input.seconds %}', Catch, Next: 'End' };
      const states = { Ask: asking(subject, more), End };
      const execution = await runStates({ subject, client }, states, { input: { seconds: 2 } });
      const [taskToken] = await tokensOf(execution);
      await subject.advance(2_000);
      await subject.ends(execution);
      expect(await execution.output()).toBe('States.Timeout');
      const late = client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
      await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
      const timedOut = (await execution.history()).find(({ type }) => type === 'TaskTimedOut');
      expect(timedOut?.taskTimedOutEventDetails).toMatchObject({ error: 'States.Timeout' });
    });

    it('is renewed by a heartbeat, and ends when one is missed', async () => {
      const { subject, client } = given();
      const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Output: 'no pulse', Next: 'End' }];
      const more = { TimeoutSeconds: 60, HeartbeatSeconds: 2, Catch, Next: 'End' };
      const execution = await runStates({ subject, client }, { Ask: asking(subject, more), End });
      const [taskToken] = await tokensOf(execution);
      await subject.advance(1_000);
      await client.send(new SendTaskHeartbeatCommand({ taskToken }));
      await subject.advance(2_000);
      await subject.ends(execution);
      expect(await execution.output()).toBe('no pulse');
      const history = await execution.history();
      const timeOf = (type: string): number =>
        Number(history.find((event) => event.type === type)?.timestamp);
      expect(timeOf('TaskTimedOut') - timeOf('TaskScheduled')).toBeGreaterThanOrEqual(3_000);
    });

    it('begins anew with a new token at each retry', async () => {
      const { subject, client } = given();
      const Retry = [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1 }];
      const more = { TimeoutSeconds: 1, Retry };
      const execution = await runStates({ subject, client }, { Ask: asking(subject, more) });
      await subject.advance(2_000);
      await until(async () => (await tokensOf(execution)).length === 2);
      const [first, second] = await tokensOf(execution);
      expect(second).not.toBe(first);
      await client.send(new SendTaskSuccessCommand({ taskToken: second, output: '2' }));
      await subject.ends(execution);
      expect(await execution.output()).toBe(2);
    });
  });
}

/** Tasks that wait until somebody sends their token. */
export function tokenContract(given: Given): void {
  answeringContract(given);
  timingContract(given);
}
