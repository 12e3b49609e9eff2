import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as cloudLogModule from '../../../functions/compose/cloud-log.ts';

type CloudLog = typeof cloudLogModule;
type Line = Readonly<Record<string, unknown>>;

const context = {
  awsRequestId: 'request-1',
  functionName: 'Darkroom-dev-CreateTask',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:CreateTask',
  memoryLimitInMB: '512',
} as Context;

let written: string[] = [];
beforeEach(() => {
  written = [];
  vi.resetModules();
  vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'create-task');
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1');
  const write = ((chunk: string | Uint8Array) =>
    written.push(String(chunk)) > 0) as typeof process.stdout.write;
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The module as a cold start loads it. */
const loaded = (): Promise<CloudLog> => import('../../../functions/compose/cloud-log.ts');

const lines = (): Line[] =>
  written
    .join('')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

describe('a log line', () => {
  it('carries the request id, the trace id, the function and whether it is a cold start', async () => {
    const { beginInvocation, cloudLog } = await loaded();
    beginInvocation(context);
    cloudLog.info('execution started', { taskId: 't' });
    beginInvocation({ ...context, awsRequestId: 'request-2' });
    cloudLog.warn('execution not started', { taskId: 't', reason: 'throttled' });
    expect(lines()).toMatchObject([
      {
        level: 'INFO',
        message: 'execution started',
        service: 'create-task',
        taskId: 't',
        function_request_id: 'request-1',
        xray_trace_id: '1-5759e988-bd862e3fe1be46a994272793',
        cold_start: true,
      },
      { level: 'WARN', function_request_id: 'request-2', cold_start: false, reason: 'throttled' },
    ]);
  });

  it('is left out below the level of the deployment', async () => {
    vi.stubEnv('LOG_LEVEL', 'WARN');
    const { cloudLog } = await loaded();
    cloudLog.info('quiet');
    cloudLog.warn('loud');
    expect(lines().map(({ message }) => message)).toEqual(['loud']);
  });

  it('is written whatever the level is where the invocation is sampled', async () => {
    vi.stubEnv('LOG_LEVEL', 'WARN');
    vi.stubEnv('POWERTOOLS_LOGGER_SAMPLE_RATE', '1');
    const { beginInvocation, cloudLog } = await loaded();
    beginInvocation(context);
    cloudLog.info('quiet');
    expect(lines().map(({ message }) => message)).toContain('quiet');
  });

  it('of an accident has the stack and the cause, under the id of the API request', async () => {
    const { logAccident } = await loaded();
    logAccident(new Error('outer', { cause: new TypeError('inner') }), 'api-request');
    const [line] = lines();
    expect(line).toMatchObject({
      level: 'ERROR',
      message: 'unexpected error',
      requestId: 'api-request',
      error: { name: 'Error', message: 'outer', cause: { name: 'TypeError', message: 'inner' } },
    });
    expect(JSON.stringify(line)).toContain('cloud-log.test.ts');
  });
});

describe('counts of an invocation', () => {
  it('are one embedded metric each', async () => {
    const { cloudLog, endInvocation } = await loaded();
    endInvocation();
    expect(lines()).toEqual([]);
    cloudLog.count('UploadFetched');
    cloudLog.count('UploadFetched', 2);
    endInvocation();
    endInvocation();
    expect(lines()).toMatchObject([
      {
        _aws: {
          CloudWatchMetrics: [
            {
              Namespace: 'Darkroom',
              Dimensions: [['service']],
              Metrics: [{ Name: 'UploadFetched', Unit: 'Count' }],
            },
          ],
        },
        service: 'create-task',
        UploadFetched: [1, 2],
      },
    ]);
  });

  it('that an alarm watches are written once more for the stage, whichever function counts them', async () => {
    vi.stubEnv('STAGE', 'prod');
    const { cloudLog, endInvocation } = await loaded();
    cloudLog.count('OutputLost', 2);
    cloudLog.measure('OldestDueTaskSeconds', 0);
    endInvocation();
    expect(lines()).toMatchObject([
      { service: 'create-task', OutputLost: 2 },
      { service: 'darkroom-prod', ResultsNotKept: 2, OldestDueTaskSeconds: 0 },
    ]);
  });

  it('are not written where they are zero', async () => {
    const { cloudLog, endInvocation } = await loaded();
    cloudLog.count('UploadsExpired', 0);
    cloudLog.count('OutputLost', 0);
    endInvocation();
    expect(lines()).toEqual([]);
  });

  it('hold an accident, which raises an alarm', async () => {
    const { endInvocation, logAccident } = await loaded();
    logAccident(new Error('unforeseen'), 'api-request');
    endInvocation();
    expect(lines().slice(1)).toMatchObject([
      { service: 'create-task', UnexpectedError: 1 },
      { service: 'darkroom-dev', UnexpectedErrors: 1 },
    ]);
  });

  it('are split over several lines when there are more than a hundred', async () => {
    const { cloudLog, endInvocation } = await loaded();
    for (let number = 0; number < 150; number += 1) cloudLog.count(`Metric${String(number)}`);
    endInvocation();
    const named = lines().map((line) => Object.keys(line).filter((name) => name.startsWith('Metric')).length);
    expect(named).toEqual([100, 50]);
  });
});
