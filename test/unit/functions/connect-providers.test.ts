import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { accountNamed } from '#domain/tasks/provider-account.ts';

const read = vi.hoisted(() =>
  vi.fn<(arn: string, options: { readonly forceFetch: boolean }) => Promise<unknown>>(),
);
vi.mock('@aws-lambda-powertools/parameters/secrets', () => ({ getSecret: read }));

beforeEach(() => {
  vi.resetModules();
  read.mockReset();
  vi.stubEnv('KIE_SECRET_ARN', 'arn:of-the-first');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The connections as a cold start makes them. */
const connected = async () =>
  (await import('../../../functions/compose/connect-providers.ts')).connectProviders();

const call = { method: 'GET', path: '/api/v1/jobs/recordInfo' } as const;

it('with an account whose secret is not known nothing is sent, and the key of another one does not stand in for it', async () => {
  const { send, probe, renewKey } = await connected();
  const unknown = accountNamed('KIE', 'second');
  expect(await send(unknown, call, { timeoutMs: 100 })).toEqual({
    type: 'not-sent',
    reason: 'no usable API key',
  });
  expect(await probe(unknown)).toEqual({ type: 'unreachable' });
  expect(await renewKey(unknown, 0)).toBe(false);
  expect(read).not.toHaveBeenCalled();
});

it('the key of the first account is read once for all that share it, and anew where it is refused', async () => {
  read.mockResolvedValue({ apiKey: 'a key that\nfits no header' });
  const { send, renewKey } = await connected();
  const first = accountNamed('KIE');
  expect((await send(first, call, { timeoutMs: 100 })).type).toBe('not-sent');
  read.mockResolvedValue({ apiKey: 'another' });
  expect(await renewKey(first, Date.now())).toBe(true);
  expect(read.mock.calls.map(([arn, { forceFetch }]) => [arn, forceFetch])).toEqual([
    ['arn:of-the-first', false],
    ['arn:of-the-first', true],
  ]);
});

it('the key of another account is read where its secret lies, as soon as anybody says where that is', async () => {
  read.mockResolvedValue({ apiKey: 'a key that\nfits no header' });
  const arns: string[] = [];
  const { connectProviders } = await import('../../../functions/compose/connect-providers.ts');
  const { send } = connectProviders(async ({ account }) => (account === 'second' ? arns[0] : undefined));
  const second = accountNamed('KIE', 'second');
  await send(second, call, { timeoutMs: 100 });
  expect(read).not.toHaveBeenCalled();
  arns.push('arn:of-the-second');
  await send(second, call, { timeoutMs: 100 });
  expect(read.mock.calls.map(([asked]) => asked)).toEqual(['arn:of-the-second']);
});
