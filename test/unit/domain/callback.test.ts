import { describe, expect, it } from 'vitest';
import { isRemoteJobId } from '#domain/ids.ts';
import {
  callbackPath,
  isAddressOf,
  readCallbackAddress,
  readCallbackToken,
} from '#domain/tasks/callback-address.ts';
import {
  afterCallback,
  decideCallback,
  rerunAfterCallback,
  type ReceivedCallback,
} from '#domain/tasks/callback.ts';
import {
  accepted,
  after,
  claim,
  claimed,
  endedTask,
  externalId,
  jobAfter,
  owner,
  reported,
  sampleSnapshot,
  sampleTask,
  settled,
  taskId,
} from './samples.ts';

const another = 'ext-2';
if (!isRemoteJobId(another)) throw new Error('Not an id');
const token = { n: 2, owner, secret: 'S'.repeat(43) };

describe('the address of a callback', () => {
  it('is read as it was written', () => {
    const url = `https://api.example.test${callbackPath('KIE', taskId, token)}`;
    expect(url).toContain('/webhooks/kie/');
    expect(readCallbackAddress(url)).toEqual({ taskId, token });
    expect(isAddressOf(url, { id: taskId, owner }, 2)).toBe(true);
    expect(isAddressOf(url, { id: taskId, owner }, 1)).toBe(false);
  });

  it.each(['', '0.ana.x', `2.ana.${'S'.repeat(42)}`, `2.Ana.${'S'.repeat(43)}`, `12.ana.${'S'.repeat(43)}`])(
    'with %j for a token is none of ours',
    (text) => {
      expect(readCallbackToken(text)).toBeUndefined();
    },
  );
});

describe('a callback', () => {
  const snapshot = sampleSnapshot([jobAfter(claimed, accepted)]);
  const callback = (more: Partial<ReceivedCallback> = {}): ReceivedCallback => ({
    service: 'KIE',
    snapshot,
    n: 1,
    externalId,
    signature: 'genuine',
    isSecret: (tokenHash) => tokenHash === claim.tokenHash,
    ...more,
  });

  it('that knows the secret is recorded, signed or not, with or without an id', () => {
    for (const signature of ['genuine', 'stale', 'unsigned'] as const)
      expect(decideCallback(callback({ signature }))).toMatchObject({ type: 'record' });
    expect(decideCallback(callback({ externalId: undefined }))).toMatchObject({ type: 'record' });
  });

  it.each<[string, Partial<ReceivedCallback>, string]>([
    ['does not know the secret', { isSecret: () => false }, 'unknown'],
    ['is for a job that was never claimed', { snapshot: sampleSnapshot([]) }, 'unknown'],
    ['comes to the address of another service', { service: 'OPENAI' }, 'unknown'],
    ['is for a task that is not there, unsigned', { snapshot: undefined, signature: 'unsigned' }, 'unknown'],
    ['has a forged signature', { signature: 'forged' }, 'signature'],
  ])('that %s is refused', (_, more, why) => {
    expect(decideCallback(callback(more))).toEqual({ type: 'refuse', why });
  });

  it('for a task that is not there is a stray where the provider has signed it', () => {
    expect(decideCallback(callback({ snapshot: undefined }))).toEqual({ type: 'stray', externalId });
  });

  it('that names another id than the record is told apart from one that comes before the record', () => {
    expect(decideCallback(callback({ externalId: another }))).toMatchObject({
      type: 'mismatch',
      externalId: another,
    });
    const early = callback({ externalId: another, snapshot: sampleSnapshot([jobAfter(claimed)]) });
    expect(decideCallback(early)).toMatchObject({ type: 'record' });
  });
});

describe('what follows a callback', () => {
  const value = jobAfter(claimed, accepted, reported);
  const silent = jobAfter(claimed, accepted);

  it('is a wake-up while the task is open, or runs out after a cancel', () => {
    expect(afterCallback(sampleTask(), { value, changed: true })).toBe('wake');
    const detached = endedTask({ status: 'CANCELED', ending: { at: 'x', detached: true } });
    expect(afterCallback(detached, { value, changed: false })).toBe('wake');
  });

  it('is another run after the end, also where the one before died in between', () => {
    expect(afterCallback(endedTask(), { value: silent, changed: true })).toBe('rerun');
    expect(afterCallback(endedTask(), { value, changed: false })).toBe('rerun');
    expect(afterCallback(endedTask(), { value: silent, changed: false })).toBe('nothing');
    expect(afterCallback(endedTask({ settlement: settled }), { value, changed: true })).toBe('nothing');
  });

  it('is one run only, whoever starts it', () => {
    const task = endedTask();
    const seen = sampleSnapshot([value], { task });
    const next = rerunAfterCallback(task, seen, after(90));
    expect(next).toMatchObject({ run: 2, status: 'FAILED' });
    expect(rerunAfterCallback(next, seen, after(91))).toBe(next);
  });
});
