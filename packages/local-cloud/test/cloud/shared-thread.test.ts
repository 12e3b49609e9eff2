import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedThread } from '../../lambda/threads.ts';
import { ManualClock } from '../../manual-clock.ts';
import { lambda, role, type StackParts } from './assembly.ts';
import { hosting, until, type Hosted } from './hosted.ts';

const code = `
const { get } = require('node:http');
const own = process.env.OWN;
let served = 0;
exports.handler = async (event) => {
  served += 1;
  const ask = () => new Promise((resolve, reject) => get(event.url, (answer) => { answer.resume(); answer.on('end', resolve); }).on('error', reject));
  switch (event.do) {
    case 'crash': setTimeout(() => { throw new RangeError('later'); }, 1); await new Promise((r) => setTimeout(r, 1000)); break;
    case 'hang': console.log('hanging'); await new Promise((r) => setTimeout(r, 300)); await ask(); console.log('still here'); break;
    case 'ask': await ask(); break;
    case 'say': console.log('told %s', event.what); await new Promise((r) => setTimeout(r, 5)); process.stdout.write('raw ' + event.what); break;
  }
  return { served, own, now: process.env.OWN, all: Object.keys(process.env).includes('OWN'), time: Date.now(), name: process.env.AWS_LAMBDA_FUNCTION_NAME };
};`;

const parts: StackParts = {
  assets: { fn: { 'index.js': code }, throws: { 'index.js': 'throw new Error("no settings");' } },
  resources: {
    ...role,
    One: lambda('fn', { Environment: { Variables: { OWN: 'one' } }, ReservedConcurrentExecutions: 2 }),
    Other: lambda('fn', { Environment: { Variables: { OWN: 'other' } } }),
    Short: lambda('fn', { Timeout: 1 }),
    Throws: lambda('throws'),
  },
};

interface Told {
  readonly served: number;
  readonly own: string;
  readonly now: string;
  readonly all: boolean;
  readonly time: number;
  readonly name: string;
}

const host = hosting('file');
const threads = sharedThread();
const clock = new ManualClock();
let cloud: Hosted;
let server: Server;
let asked = 0;
let url: string;

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.end('heard');
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cloud = await host(parts, { clock, threads });
});
afterAll(() => void server.close());

async function ok(name: string, payload: unknown = {}, of: Hosted = cloud): Promise<Told> {
  const result = await of.invoke(name, payload);
  if (!result.ok) throw new Error(result.cause);
  return result.payload as Told;
}

const said = (of: string): string[] =>
  cloud.entries.flatMap((entry) =>
    entry.type === 'output' && entry.function.includes(of) ? [entry.text] : [],
  );

it('functions in one thread have an environment, a state and a name each', async () => {
  const [one, other] = await Promise.all([ok('One'), ok('Other')]);
  expect(one).toMatchObject({ served: 1, own: 'one', now: 'one', all: true });
  expect(other).toMatchObject({ served: 1, own: 'other', now: 'other' });
  expect(other.name).not.toBe(one.name);
  expect((await ok('One')).served).toBe(2);
});

it('instances of one function in one thread have nothing in common', async () => {
  const answers = await Promise.all([1, 2].map((what) => ok('Other', { do: 'say', what })));
  expect(answers.map(({ served }) => served).toSorted()).toEqual([1, 2]);
});

it('what functions say side by side in one thread is told apart', async () => {
  await Promise.all([ok('One', { do: 'say', what: 'A' }), ok('Short', { do: 'say', what: 'B' })]);
  await until('the last line', () => said('Short').includes('raw B') && said('One').includes('raw A'));
  expect(said('One').join('')).not.toContain('B');
  expect(said('Short').join('')).not.toContain('A');
});

it('two clouds on one thread have a time each', async () => {
  const later = new ManualClock();
  await later.advance(3600_000);
  const second = await host(parts, { clock: later, threads });
  const [here, there] = await Promise.all([ok('One'), ok('One', {}, second)]);
  expect([here.time, there.time]).toEqual([clock.now(), later.now()]);
  await second.stop();
  expect((await ok('One')).own).toBe('one');
});

it('an instance in a shared thread that takes too long is heard no more, and reaches nothing', async () => {
  const before = asked;
  const late = cloud.invoke('Short', { do: 'hang', url });
  await until('the function at work', () => said('Short').some((text) => text.includes('hanging')));
  await clock.advance(1000);
  expect(await late).toMatchObject({ ok: false, error: 'Sandbox.Timedout' });
  expect((await ok('Short', { do: 'ask', url })).served).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asked).toBe(before + 1);
  expect(said('Short').join('')).not.toContain('still here');
});

it('an instance in a shared thread is ended in the middle of its work, and others are not', async () => {
  const running = cloud.invoke('Short', { do: 'hang', url });
  const other = ok('Other');
  await until('an instance at work', async () => (await cloud.endInstances('Short')) > 0);
  expect(await running).toMatchObject({ ok: false, error: 'Runtime.ExitError' });
  expect((await other).own).toBe('other');
});

it('what escapes a handler in a shared thread ends its instance', async () => {
  const before = (await ok('Other')).served;
  expect(await cloud.invoke('Short', { do: 'crash' })).toMatchObject({ ok: false, error: 'RangeError' });
  expect((await ok('Short')).served).toBe(1);
  expect((await ok('Other')).served).toBeGreaterThan(before);
});

it('code that cannot be loaded into a shared thread is reported', async () => {
  expect(await cloud.invoke('Throws', {})).toMatchObject({ ok: false, error: 'Error' });
});
