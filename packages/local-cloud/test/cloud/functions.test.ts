import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ManualClock } from '../../manual-clock.ts';
import { lambda, role } from './assembly.ts';
import { hosting, until, type Hosted } from './hosted.ts';

const code = `
let served = 0;
exports.handler = async (event, context) => {
  served += 1;
  switch (event?.do) {
    case 'throw': { const error = new TypeError('wrong'); error.name = 'Custom.Held'; throw error; }
    case 'throw-text': throw 'just text';
    case 'exit': process.exit(3);
    case 'crash': setTimeout(() => { throw new RangeError('later'); }, 1); await new Promise((r) => setTimeout(r, 1000)); break;
    case 'reject': Promise.reject(new Error('nobody listens')); await new Promise((r) => setTimeout(r, 1000)); break;
    case 'hang': console.log('hanging'); await new Promise((r) => setTimeout(r, 60_000)); break;
    case 'hog': { const all = []; for (;;) all.push(new Array(100_000).fill(served)); }
    case 'large': return 'x'.repeat(7_000_000);
    case 'pause': await new Promise((r) => setTimeout(r, event.ms)); break;
    case 'watch': { console.log('watching'); const from = Date.now(); while (Date.now() === from) await new Promise((r) => setTimeout(r, 1)); return { now: Date.now() }; }
    case 'time': return { now: Date.now(), date: new Date().toISOString(), isDate: new Date() instanceof Date, given: new Date(5).getTime() };
    case 'say': console.log('told %s', event.what, { a: 1 }); console.error('bad'); process.stdout.write('raw\\n'); break;
  }
  const { awsRequestId, functionName, invokedFunctionArn, memoryLimitInMB, logGroupName } = context;
  return { served, awsRequestId, functionName, invokedFunctionArn, memoryLimitInMB, logGroupName, left: context.getRemainingTimeInMillis(), env: process.env };
};`;

const host = hosting('file');
const clock = new ManualClock();
let cloud: Hosted;

beforeAll(async () => {
  const functions = {
    Fn: lambda('fn', {
      MemorySize: 192,
      Timeout: 20,
      Environment: { Variables: { OWN: 'yes', LAID: 'under' } },
    }),
    Other: lambda('fn', { FunctionName: 'other' }),
    Short: lambda('fn', { Timeout: 1, MemorySize: 64 }),
    Hasty: lambda('fn', { Timeout: 0.001 }),
    Narrow: lambda('fn', { ReservedConcurrentExecutions: 1, Timeout: 20 }),
    Json: lambda('fn', {
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN', ApplicationLogLevel: 'ERROR' },
    }),
    Esm: lambda('esm', { Handler: 'lib/main.run' }),
    Nested: lambda('nested', { Handler: 'index.handlers.one' }),
    NoFile: lambda('fn', { Handler: 'missing.handler' }),
    NoExport: lambda('fn', { Handler: 'index.absent' }),
    Syntax: lambda('syntax'),
    Throws: lambda('throws'),
    Callback: lambda('callback'),
  };
  cloud = await host(
    {
      assets: {
        fn: { 'index.js': code },
        esm: {
          'lib/main.mjs': 'export const run = async () => ({ esm: import.meta.url.endsWith("main.mjs") });',
        },
        nested: { 'index.js': 'module.exports = { handlers: { one: () => "sync" } };' },
        syntax: { 'index.js': 'exports.handler = async () => {' },
        throws: { 'index.js': 'throw new Error("no settings");' },
        callback: { 'index.js': 'exports.handler = (event, context, done) => done(null, 1);' },
      },
      resources: { ...role, ...functions },
    },
    { clock, environment: { LAID: 'over' } },
  );
});

interface Told {
  readonly served: number;
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly left: number;
  readonly now: number;
  readonly env: Readonly<Record<string, string>>;
}

async function ok(name: string, payload: unknown = {}): Promise<Told> {
  const result = await cloud.invoke(name, payload);
  if (!result.ok) throw new Error(result.cause);
  return result.payload as Told;
}

async function failure(name: string, payload: unknown = {}): Promise<Record<string, unknown>> {
  const result = await cloud.invoke(name, payload);
  if (result.ok) throw new Error('it worked');
  const cause = JSON.parse(result.cause) as Record<string, unknown>;
  expect(cause['errorType']).toBe(result.error);
  return cause;
}

it('gives a function its own environment with Lambda’s variables, and the context', async () => {
  const { env, left, ...answer } = await ok('Fn');
  expect(env).toMatchObject({
    OWN: 'yes',
    LAID: 'over',
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: answer.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '192',
    AWS_ENDPOINT_URL_DYNAMODB: cloud.dynamodbUrl,
    AWS_ENDPOINT_URL_SFN: cloud.statesUrl,
    AWS_ENDPOINT_URL_S3: cloud.s3Url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: cloud.secretsUrl,
  });
  expect(env['_X_AMZN_TRACE_ID']).toMatch(/^Root=1-/);
  expect(env['PATH']).toBeUndefined();
  expect(answer).toMatchObject({
    memoryLimitInMB: '192',
    logGroupName: `/aws/lambda/${answer.functionName}`,
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${answer.functionName}`,
  });
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(20_000);
});

it('uses an instance again, and never shares one between functions', async () => {
  const first = await ok('Other');
  const second = await ok('Other');
  expect(second.served).toBe(first.served + 1);
  expect(second.awsRequestId).not.toBe(first.awsRequestId);
  expect(second.env['OWN']).toBeUndefined();
});

it('runs one event at a time in an instance, and lets further ones wait in line', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => ok('Narrow', { do: 'pause', ms: 10 })));
  expect(answers.map(({ served }) => served)).toEqual([1, 2, 3]);
});

it('loads ESM, nested exports and synchronous handlers', async () => {
  expect(await ok('Esm')).toEqual({ esm: true });
  expect(await ok('Nested')).toBe('sync');
});

it('shapes errors as Lambda does', async () => {
  expect(await failure('Fn', { do: 'throw' })).toMatchObject({
    errorType: 'Custom.Held',
    errorMessage: 'wrong',
  });
  expect(await failure('Fn', { do: 'throw-text' })).toMatchObject({
    errorType: 'string',
    errorMessage: 'just text',
  });
});

it('ends an instance that exits, crashes or leaves a rejection, and starts anew', async () => {
  expect(await failure('Fn', { do: 'exit' })).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringContaining('exit status 3') as string,
  });
  expect(await failure('Fn', { do: 'crash' })).toMatchObject({
    errorType: 'RangeError',
    errorMessage: 'later',
  });
  expect(await failure('Fn', { do: 'reject' })).toMatchObject({
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: 'Error: nobody listens',
  });
  expect((await ok('Fn')).served).toBe(1);
});

it('ends an instance that takes too long or too much memory', async () => {
  const { length } = cloud.entries;
  const hanging = failure('Short', { do: 'hang' });
  await until('the function at work', () => cloud.entries.length > length);
  await clock.advance(1_000);
  const late = await hanging;
  expect(late['errorType']).toBe('Sandbox.Timedout');
  expect(late['errorMessage']).toMatch(/Task timed out after 1\.00 seconds$/);
  const fat = await failure('Short', { do: 'hog' });
  expect(fat).toMatchObject({
    errorType: expect.stringMatching(/Runtime.ExitError|Sandbox.Timedout/) as string,
  });
  expect((await ok('Short')).served).toBe(1);
});

it('measures time-outs on the clock: while that stands still, no function is too slow', async () => {
  expect((await ok('Hasty', { do: 'pause', ms: 20 })).served).toBe(1);
  expect((await ok('Hasty')).left).toBe(1);
});

it.each([
  ['NoFile', 'Runtime.ImportModuleError'],
  ['NoExport', 'Runtime.HandlerNotFound'],
  ['Syntax', 'Runtime.UserCodeSyntaxError'],
  ['Throws', 'Error'],
  ['Callback', 'Runtime.CallbackHandlerDeprecated'],
])('reports code that cannot be loaded: %s', async (name, errorType) => {
  expect(await failure(name)).toMatchObject({ errorType });
});

it('refuses payloads and answers beyond Lambda’s limits, and functions that are not there', async () => {
  expect(await failure('Fn', 'x'.repeat(6_300_000))).toMatchObject({
    errorType: 'Lambda.RequestTooLargeException',
  });
  expect(await failure('Fn', { do: 'large' })).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  expect(await failure('Nobody')).toMatchObject({ errorType: 'Lambda.ResourceNotFoundException' });
});

it('lets the time in a sandbox follow the clock, even in the middle of an invocation', async () => {
  expect(await ok('Fn', { do: 'time' })).toEqual({
    now: clock.now(),
    date: new Date(clock.now()).toISOString(),
    isDate: true,
    given: 5,
  });
  const watching = ok('Fn', { do: 'watch' });
  const { length } = cloud.entries;
  await until('the function at work', () => cloud.entries.length > length);
  await clock.advance(10_000);
  expect((await watching).now).toBe(clock.now());
});

it('writes what a function says to its log file and counts the bytes', async () => {
  const { functionName } = await ok('Other');
  cloud.meter.reset();
  await ok('Other', { do: 'say', what: 'all' });
  const file = join(cloud.dataDir, 'logs', `${functionName}.log`);
  await until('the log line', () => existsSync(file) && /raw[^]*REPORT/.test(readFileSync(file, 'utf8')));
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/START RequestId: \S+ Version: \$LATEST\n/);
  expect(text).toMatch(/\tINFO\ttold all { a: 1 }\n/);
  expect(text).toMatch(/\tERROR\tbad\n/);
  expect(text).toMatch(/REPORT RequestId: \S+\tDuration: /);
  const { logBytes, invocations } = cloud.meter.counts();
  expect(invocations).toEqual({ [functionName]: 1 });
  expect(logBytes[functionName]).toBeGreaterThan(200);
  const said = cloud.entries.filter((entry) => entry.type === 'output' && entry.function === functionName);
  expect(said.map((entry) => (entry.type === 'output' ? entry.text : ''))).toContain('raw');
});

it('keeps Lambda’s own lines and lower levels out of a JSON log that is set so', async () => {
  await ok('Json', { do: 'say', what: 'quiet' });
  const texts = cloud.entries.flatMap((entry) =>
    entry.type === 'output' && entry.function.includes('Json') ? [entry.text] : [],
  );
  expect(texts).toHaveLength(2);
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ level: 'ERROR', message: 'bad' });
});

it('ends instances on demand, in the middle of their work', async () => {
  const running = cloud.invoke('Fn', { do: 'hang' });
  await until('an instance at work', async () => (await cloud.endInstances('Fn')) > 0);
  expect(await running).toMatchObject({ ok: false, error: 'Runtime.ExitError' });
  expect((await ok('Fn')).served).toBe(1);
});
