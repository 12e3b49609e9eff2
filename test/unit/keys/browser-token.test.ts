import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isOwner, isTaskId } from '#domain/ids.ts';
import { browserTokenText, readBrowserToken, type BrowserToken } from '#domain/keys/browser-token.ts';
import { reachesTask, type Reach } from '#domain/keys/reach.ts';
import { goodKeys, isRenewalDue, renewed, signingKey } from '#domain/keys/signing-keys.ts';

const digest = {
  hmac256: (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex'),
  same: (left: string, right: string) => left === right,
};
const key = { id: 'a1b2c3d4', secret: 'secret', madeAt: 0 };
const owner = 'ana';
const [task, other] = ['0'.repeat(32), '1'.repeat(32)];
if (!isOwner(owner) || !isTaskId(task) || !isTaskId(other)) throw new Error('Not of the form of ids');

const token = (reach: Reach): BrowserToken => ({
  owner,
  scopes: ['tasks:read'],
  reach,
  expiresAt: 1_800_000_000,
});

describe('a token for browsers', () => {
  it.each<Reach>([
    { type: 'owner' },
    { type: 'task', id: task },
    { type: 'prompt', id: 'Höhle "7" 🦊\u2028 {}' },
    { type: 'upload', id: 'ab'.repeat(16) },
  ])('says what was written into it, and is a JWT: %j', (reach) => {
    const text = browserTokenText(token(reach), key, { kind: 'live', digest });
    expect(text).toMatch(/^dkt_live_/);
    const read = readBrowserToken(text, digest);
    expect([read?.keyId, read?.said, read?.isSignedWith(key)]).toEqual([key.id, token(reach), true]);
    expect(read?.isSignedWith({ ...key, secret: 'another' })).toBe(false);
    const [head = '', body = '', signature = ''] = text.slice('dkt_live_'.length).split('.');
    expect(signature).toBe(createHmac('sha256', key.secret).update(`${head}.${body}`).digest('base64url'));
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
      sub: 'ana',
      exp: 1_800_000_000,
    });
  });

  it.each(['', 'dkt_test_', 'dkt_test_a.b.c', `dkt_test_e30.e30.${'A'.repeat(43)}`, 'dk_test_0123'])(
    'is none: %j',
    (text) => {
      expect(readBrowserToken(text, digest)).toBeUndefined();
    },
  );
});

describe('what a token reaches', () => {
  it.each<[Reach | undefined, boolean, boolean]>([
    [undefined, true, true],
    [{ type: 'owner' }, true, true],
    [{ type: 'task', id: task }, true, false],
    [{ type: 'prompt', id: 'p' }, true, false],
    [{ type: 'upload', id: 'u' }, false, false],
  ])('%j: the task %s, another %s', (reach, own, another) => {
    expect(reachesTask(reach, { id: task, promptId: 'p' })).toBe(own);
    expect(reachesTask(reach, { id: other })).toBe(another);
  });
});

describe('secrets to sign with', () => {
  const [minute, day] = [60_000, 24 * 3600_000];
  const next = { id: 'next', secret: 'next', madeAt: 30 * day };

  it('are renewed after thirty days, and the one before is kept', () => {
    expect([isRenewalDue([], 0), isRenewalDue([key], 30 * day - 1), isRenewalDue([key], 30 * day)]).toEqual([
      true,
      false,
      true,
    ]);
    const third = { ...next, id: 'third' };
    expect(renewed(renewed([key], next), third)).toEqual([third, next]);
  });

  it('sign once every reader knows them, or where there is no other', () => {
    expect(signingKey([key], 0)).toBe(key);
    expect(signingKey([next, key], next.madeAt + 2 * minute - 1)).toBe(key);
    expect(signingKey([next, key], next.madeAt + 2 * minute)).toBe(next);
    expect(signingKey([], 0)).toBeUndefined();
  });

  it('are good until no token of theirs can live', () => {
    expect(goodKeys([next, key], next.madeAt + 62 * minute)).toEqual([next, key]);
    expect(goodKeys([next, key], next.madeAt + 64 * minute)).toEqual([next]);
  });
});
