import type { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocal, type LocalSubject } from './local-subject.ts';
import { clientOf, failure, runStates, task } from './subject.ts';

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

/** Makes a function fail with these errors in turn, and then succeed. Answers when it was called. */
function failing(functionName: string, ...errors: string[]): number[] {
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

describe('Retry', () => {
  it('waits longer each time, up to its maximum', async () => {
    const calls = failing('slowly', 'A', 'A', 'A', 'A');
    const Retry = [
      { ErrorEquals: ['A'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 20, MaxAttempts: 4 },
    ];
    const execution = await runStates({ subject, client }, { Call: task('slowly', { Retry }) });
    await subject.advance(60_000);
    expect(gaps(calls)).toEqual([2_000, 6_000, 18_000, 20_000]);
    expect(await execution.describe()).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('spreads its waits over the whole delay with full jitter', async () => {
    const calls = failing('spread', 'A', 'A', 'A');
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
    const calls = failing('plain', 'A', 'A', 'A', 'A');
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    const execution = await runStates({ subject, client }, { Call: task('plain', { Retry }) });
    await subject.advance(60_000);
    expect(gaps(calls)).toEqual([1_000, 2_000, 4_000]);
    expect(await execution.describe()).toMatchObject({ status: 'FAILED', error: 'A' });
  });

  it('counts each entry by itself and shows the number of retries', async () => {
    const calls = failing('mixed', 'A', 'A', 'B', 'A');
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
    const calls = failing('generic', 'Anything', 'States.Timeout');
    const Retry = [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 1 }];
    const execution = await runStates({ subject, client }, { Call: task('generic', { Retry }) });
    await subject.advance(60_000);
    expect(calls).toHaveLength(2);
    expect(await execution.describe()).toMatchObject({ error: 'States.Timeout' });
  });
});
