import { SendTaskSuccessCommand, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLocal, type LocalSubject } from './local-subject.ts';
import {
  askAbout,
  clientOf,
  createMachine,
  runStates,
  startStates,
  task,
  tokenTask,
  until,
  type Started,
} from './subject.ts';

let subject: LocalSubject;
let client: SFNClient;

beforeEach(async () => {
  subject = await openLocal();
  client = clientOf(subject);
});

afterEach(async () => {
  client.destroy();
  await subject.stop();
});

/** Restarts the server, which then listens on another port, and reads there the same execution. */
async function restarted(execution: Started, downFor = 0): Promise<Started> {
  client.destroy();
  await subject.restart(downFor);
  client = clientOf(subject);
  return askAbout(client, execution.arn);
}

const nap = (Seconds: number): Record<string, unknown> => ({ Type: 'Wait', Seconds, End: true });

describe('after a restart', () => {
  it('a wait ends when it would have ended', async () => {
    const before = await runStates({ subject, client }, { Nap: nap(60) });
    await subject.advance(20_000);
    const after = await restarted(before);
    await subject.advance(39_999);
    expect(await after.describe()).toMatchObject({ status: 'RUNNING' });
    await subject.advance(1);
    expect(await after.describe()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await after.types()).toEqual([
      ...['ExecutionStarted', 'WaitStateEntered', 'WaitStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('a wait that ended meanwhile ends at once', async () => {
    const before = await runStates({ subject, client }, { Nap: nap(60) });
    const after = await restarted(before, 3_600_000);
    await subject.settle();
    expect(await after.describe()).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('a token is still good, its function is not called again, and its timeout stands', async () => {
    const tokens: string[] = [];
    subject.behave('keeper', (payload) => void tokens.push((payload as { token: string }).token));
    const states = { Ask: tokenTask('keeper', { TimeoutSeconds: 60 }) };
    const first = await runStates({ subject, client }, states);
    const second = await runStates({ subject, client }, states);
    await subject.advance(20_000);
    const answered = await restarted(first);
    await subject.settle();
    expect(tokens).toHaveLength(2);
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '"kept"' }));
    await subject.settle();
    expect(await answered.output()).toBe('kept');
    const silent = askAbout(client, second.arn);
    await subject.advance(39_999);
    expect(await silent.describe()).toMatchObject({ status: 'RUNNING' });
    await subject.advance(1);
    expect(await silent.describe()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('a token that was served stays served', async () => {
    const tokens: string[] = [];
    subject.behave('keeper', (payload) => void tokens.push((payload as { token: string }).token));
    const before = await runStates({ subject, client }, { Ask: tokenTask('keeper') });
    const send = new SendTaskSuccessCommand({ taskToken: tokens[0], output: '1' });
    await client.send(send);
    await restarted(before);
    await expect(client.send(send)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('a call that was under way is made again, and the answer to the first no longer counts', async () => {
    const answers: ((value: unknown) => void)[] = [];
    subject.behave('slow', () => new Promise((resolve) => answers.push(resolve)));
    const Call = task('slow', { Output: '{% $states.result.Payload %}' });
    const before = await startStates({ subject, client }, { Call });
    await until(() => answers.length === 1);
    const after = await restarted(before);
    await until(() => answers.length === 2);
    answers[0]?.('first');
    answers[1]?.('second');
    await subject.settle();
    expect(await after.output()).toBe('second');
    expect((await after.types()).filter((type) => type === 'TaskScheduled')).toHaveLength(1);
  });

  it('a call for a token that was under way is not made again', async () => {
    const tokens: string[] = [];
    let answer: ((value: unknown) => void) | undefined;
    subject.behave('slow', (payload) => {
      tokens.push((payload as { token: string }).token);
      return new Promise((resolve) => (answer = resolve));
    });
    const before = await startStates({ subject, client }, { Ask: tokenTask('slow') });
    await until(() => tokens.length === 1);
    const after = await restarted(before);
    answer?.('submitted');
    await subject.settle();
    expect(tokens).toHaveLength(1);
    expect(await after.describe()).toMatchObject({ status: 'RUNNING' });
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '1' }));
    await subject.settle();
    expect(await after.output()).toBe(1);
  });

  it('a retry comes when it would have come, and used retries stay used', async () => {
    let calls = 0;
    subject.behave('broken', () => {
      calls++;
      throw new Error('no');
    });
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, BackoffRate: 1, MaxAttempts: 2 }];
    const before = await runStates({ subject, client }, { Call: task('broken', { Retry }) });
    await subject.advance(15_000);
    const after = await restarted(before);
    await subject.advance(4_999);
    expect(calls).toBe(2);
    await subject.advance(1);
    expect(calls).toBe(3);
    expect(await after.describe()).toMatchObject({ status: 'FAILED', error: 'Error' });
  });

  it('variables, input and the definition it began with are as before', async () => {
    const states = {
      Keep: { Type: 'Pass', Assign: { kept: '{% $states.input.a %}' }, Next: 'Nap' },
      Nap: { Type: 'Wait', Seconds: 60, Next: 'Tell' },
      Tell: { Type: 'Pass', Output: ['{% $kept %}', '{% $states.context.Execution.Input.a %}'], End: true },
    };
    const before = await runStates({ subject, client }, states, { input: { a: 7 } });
    const name = (await before.describe()).stateMachineArn?.split(':').at(-1) ?? '';
    await subject.redefine(name, {
      QueryLanguage: 'JSONata',
      StartAt: 'Nap',
      States: { Nap: nap(1) },
    });
    const after = await restarted(before);
    await subject.advance(60_000);
    expect(await after.output()).toEqual([7, 7]);
  });

  it('a name is still taken', async () => {
    const definition = { QueryLanguage: 'JSONata', StartAt: 'Nap', States: { Nap: nap(60) } };
    const stateMachineArn = await createMachine({ subject, client }, 'named', definition);
    const start = new StartExecutionCommand({ stateMachineArn, name: 'one' });
    const { executionArn = '' } = await client.send(start);
    await subject.settle();
    await restarted(askAbout(client, executionArn));
    expect((await client.send(start)).executionArn).toBe(executionArn);
    await subject.advance(60_000);
    await expect(client.send(start)).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('an execution that ended more than 90 days ago is forgotten and its name is free', async () => {
    const before = await runStates({ subject, client }, { Nap: nap(60) });
    await subject.advance(60_000 + 90 * 86_400_000);
    const kept = await restarted(before);
    expect(await kept.describe()).toMatchObject({ status: 'SUCCEEDED' });
    await subject.advance(1);
    const gone = await restarted(before);
    await expect(gone.describe()).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });
});

describe('billed transitions', () => {
  it('are the states entered and the retries', async () => {
    let calls = 0;
    subject.behave('fickle', () => {
      if (calls++ < 2) throw new Error('no');
    });
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    const states = { Call: task('fickle', { Retry, Next: 'Nap' }), Nap: nap(1) };
    await runStates({ subject, client }, states);
    await subject.advance(10_000);
    expect(subject.transitions.map(({ state, type, retry }) => [state, type, retry])).toEqual([
      ['Call', 'Task', 0],
      ['Call', 'Task', 1],
      ['Call', 'Task', 2],
      ['Nap', 'Wait', 0],
    ]);
  });
});

describe('an execution that never ends', () => {
  it('is ended when its history is full', { timeout: 60_000 }, async () => {
    const states = {
      Loop: { Type: 'Pass', Next: 'Again' },
      Again: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.stop = true %}', Next: 'End' }],
        Default: 'Loop',
      },
      End: { Type: 'Succeed' },
    };
    const execution = await runStates({ subject, client }, states);
    expect(await execution.describe()).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
      redriveStatus: 'NOT_REDRIVABLE',
    });
  });
});
