import { SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stepFunctions } from '#storage/compute/workflow.ts';
import { sampleTask } from '../domain/samples.ts';

const ARN = 'arn:aws:states:eu-central-1:123456789012:stateMachine:tasks:live';
const started = { executionArn: `${ARN}:x`, startDate: 1_764_000_000 };

/** A machine behind a client of AWS's own that is answered with these, one a request; `asked` counts the requests. */
function machine(answers: readonly { status: number; body: unknown }[]) {
  const asked = { count: 0 };
  const requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle() {
      const { status, body } = answers[asked.count] ?? { status: 500, body: {} };
      asked.count += 1;
      const headers = { 'content-type': 'application/x-amz-json-1.0' };
      return {
        response: { statusCode: status, headers, body: new TextEncoder().encode(JSON.stringify(body)) },
      };
    },
  };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SFNClient({ region: 'eu-central-1', credentials, requestHandler });
  return { asked, workflow: stepFunctions(client, ARN) };
}

/** What comes of something whose pauses pass at once. */
async function hurried<Result>(work: Promise<Result>): Promise<PromiseSettledResult<Result> | undefined> {
  let settled: PromiseSettledResult<Result> | undefined;
  void Promise.allSettled([work]).then(([result]) => (settled = result));
  for (let turn = 0; settled === undefined && turn < 1000; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(1000);
  }
  return settled;
}

const refusal = (type: string) => ({ status: 400, body: { __type: type, message: 'Rate exceeded' } });

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('a start that is refused for its rate is tried again, after a pause, and then takes', async () => {
  const { asked, workflow } = machine([
    refusal('ThrottlingException'),
    refusal('ThrottlingException'),
    { status: 200, body: started },
  ]);
  expect(await hurried(workflow.start(sampleTask()))).toMatchObject({ status: 'fulfilled' });
  expect(asked.count).toBe(3);
});

it.each(['ThrottlingException', 'ExecutionLimitExceeded'])(
  'a start that is refused again and again (%s) fails after three tries at most',
  async (type) => {
    const { asked, workflow } = machine(Array.from({ length: 10 }, () => refusal(type)));
    const reason = expect.objectContaining({ name: type }) as unknown;
    expect(await hurried(workflow.start(sampleTask()))).toEqual({ status: 'rejected', reason });
    expect(asked.count).toBeLessThanOrEqual(3);
  },
);
