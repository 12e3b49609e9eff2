import { expect, it } from 'vitest';
import { renewing } from '../browser-token.ts';

const MINUTE_MS = 60_000;

it('a token for browsers is kept, renewed before it ends, and asked for once by many', async () => {
  let now = Date.parse('2026-10-02T10:00:00Z');
  let asked = 0;
  const credential = renewing(
    async () => {
      asked += 1;
      return { token: `dkt_${asked}`, expiresAt: new Date(now + 10 * MINUTE_MS).toISOString() };
    },
    () => now,
  );
  expect(await Promise.all([credential(), credential()])).toEqual(['dkt_1', 'dkt_1']);
  now += 7 * MINUTE_MS;
  expect(await credential()).toBe('dkt_1');
  now += MINUTE_MS;
  expect(await credential()).toBe('dkt_2');
});

it('a token that could not be had is asked for again', async () => {
  const answers = [
    Promise.reject(new Error('lost')),
    Promise.resolve({ token: 'dkt_1', expiresAt: '2100-01-01' }),
  ];
  const credential = renewing(() => answers.shift() ?? Promise.reject(new Error('no more')));
  await expect(credential()).rejects.toThrow('lost');
  expect(await credential()).toBe('dkt_1');
});
