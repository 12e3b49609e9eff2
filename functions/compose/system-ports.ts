import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Digest, Random } from '#domain/ports.ts';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now(), sleep: async (ms) => void (await sleep(ms)) };

/** Chance from the operating system. */
export const systemRandom: Random = {
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  hex128: () => randomBytes(16).toString('hex'),
  secret256: () => randomBytes(32).toString('base64url'),
};

/** One-way functions of Node's crypto. */
export const nodeDigest: Digest = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmac256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
  same: (left, right) => {
    // A text of as many letters may have more bytes.
    const [one, other] = [Buffer.from(left), Buffer.from(right)];
    return one.length === other.length && timingSafeEqual(one, other);
  },
};
