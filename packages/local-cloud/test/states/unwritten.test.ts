import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLocal, type LocalSubject } from './local-subject.ts';
import { clientOf, runStates, startStates, task, tokenTask, until } from './subject.ts';

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

/** Whoever holds the lock of the file keeps others from writing, as a full disk does. */
function preventWrites(): { end(): void } {
  const other = new DatabaseSync(join(subject.dataDir, 'states.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  return { end: () => other.close() };
}

describe('while nothing can be written', () => {
  it('an execution whose wait has ended stays where it is, and goes on afterwards', async () => {
    const nap = { Type: 'Wait', Seconds: 60, End: true };
    const execution = await runStates({ subject, client }, { Nap: nap });
    const prevented = preventWrites();
    await subject.advance(120_000);
    expect(await execution.describe()).toMatchObject({ status: 'RUNNING' });
    prevented.end();
    await subject.advance(1_000);
    expect(await execution.describe()).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('the answer of a function is kept for afterwards, and the function is not called again', async () => {
    const answers: ((value: unknown) => void)[] = [];
    subject.behave('slow', () => new Promise((resolve) => answers.push(resolve)));
    const Call = task('slow', { Output: '{% $states.result.Payload %}' });
    const execution = await startStates({ subject, client }, { Call });
    await until(() => answers.length === 1);
    const prevented = preventWrites();
    answers[0]?.('made');
    await subject.advance(60_000);
    prevented.end();
    await subject.advance(1_000);
    expect(await execution.output()).toBe('made');
    expect(answers).toHaveLength(1);
  });

  it('who completes a task is told that it was not heard, and can say it again', async () => {
    const tokens: string[] = [];
    subject.behave('keeper', (payload) => void tokens.push((payload as { token: string }).token));
    const execution = await runStates({ subject, client }, { Ask: tokenTask('keeper') });
    const send = new SendTaskSuccessCommand({ taskToken: tokens[0], output: '1' });
    const prevented = preventWrites();
    await expect(client.send(send)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    prevented.end();
    await client.send(send);
    await subject.settle();
    expect(await execution.output()).toBe(1);
  });
});
