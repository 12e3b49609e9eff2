import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../manual-clock.ts';
import { operations } from '../secrets/operations.ts';
import { openSecretStore } from '../secrets/store.ts';

const DAY_MS = 24 * 3600_000;
const name = 'app-dev/keys/second';
const tokens = ['a'.repeat(32), 'b'.repeat(32)] as const;

/** A Secrets Manager without secrets. */
function secrets() {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const clock = new ManualClock();
  const open = () => openSecretStore(folder, clock);
  const world = { store: open(), reads: 0 };
  const call = (operation: string, input: object) => {
    const context = { store: world.store, onRead: () => void (world.reads += 1) };
    const { status, body } = operations[operation]?.(input, context) ?? { status: 501, body: {} };
    return status === 200 ? body : body['__type'];
  };
  return { call, clock, restart: () => void (world.store = open()) };
}

it('keeps a secret that a program has made, over a restart as well', () => {
  const { call, restart } = secrets();
  const made = call('CreateSecret', { Name: name, SecretString: 'one' });
  expect(made).toMatchObject({
    Name: name,
    ARN: expect.stringMatching(/:secret:app-dev\/keys\/second-\w{6}$/) as string,
  });
  restart();
  expect(call('GetSecretValue', { SecretId: name })).toMatchObject({ SecretString: 'one' });
});

it('takes a repetition of a call as the same one, and refuses another of its token or its name', () => {
  const { call } = secrets();
  const order = { Name: name, SecretString: 'one', ClientRequestToken: tokens[0] };
  expect(call('CreateSecret', order)).toEqual(call('CreateSecret', order));
  expect(call('CreateSecret', { ...order, SecretString: 'two' })).toBe('ResourceExistsException');
  expect(call('CreateSecret', { Name: name, SecretString: 'one' })).toBe('ResourceExistsException');
  const next = { SecretId: name, SecretString: 'two', ClientRequestToken: tokens[1] };
  expect(call('PutSecretValue', next)).toEqual(call('PutSecretValue', next));
  expect(call('PutSecretValue', { ...next, SecretString: 'three' })).toBe('ResourceExistsException');
  expect(call('GetSecretValue', { SecretId: name, VersionStage: 'AWSPREVIOUS' })).toMatchObject({
    SecretString: 'one',
  });
});

it('marks a secret for deletion, in which time it is neither read nor written nor made anew, but restored', () => {
  const { call, clock } = secrets();
  call('CreateSecret', { Name: name, SecretString: 'one' });
  expect(call('DeleteSecret', { SecretId: name, RecoveryWindowInDays: 7 })).toMatchObject({
    DeletionDate: (clock.now() + 7 * DAY_MS) / 1000,
  });
  for (const [operation, input] of [
    ['GetSecretValue', { SecretId: name }],
    ['PutSecretValue', { SecretId: name, SecretString: 'two' }],
    ['CreateSecret', { Name: name, SecretString: 'two' }],
    ['DeleteSecret', { SecretId: name }],
  ] as const)
    expect([operation, call(operation, input)]).toEqual([operation, 'InvalidRequestException']);
  expect(call('DescribeSecret', { SecretId: name })).toMatchObject({ DeletedDate: clock.now() / 1000 });
  call('RestoreSecret', { SecretId: name });
  expect(call('GetSecretValue', { SecretId: name })).toMatchObject({ SecretString: 'one' });
});

it('forgets a secret once its time is over, or at once where that is asked for', async () => {
  const { call, clock } = secrets();
  const first = call('CreateSecret', { Name: name, SecretString: 'one' });
  call('DeleteSecret', { SecretId: name, RecoveryWindowInDays: 7 });
  await clock.advance(7 * DAY_MS);
  expect(call('RestoreSecret', { SecretId: name })).toBe('ResourceNotFoundException');
  const second = call('CreateSecret', { Name: name, SecretString: 'two' });
  expect(second).not.toEqual(first);
  call('DeleteSecret', { SecretId: name, ForceDeleteWithoutRecovery: true });
  expect(call('GetSecretValue', { SecretId: name })).toBe('ResourceNotFoundException');
});
