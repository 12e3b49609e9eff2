import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Clock, Digest, Log, Random } from '#domain/ports.ts';

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
  same: (left, right) =>
    left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right)),
};

const logger = new Logger();
const metrics = new Metrics({ namespace: 'Darkroom' });

/** Structured lines and embedded metrics on standard output. */
export const cloudLog: Log = {
  info: (message, fields = {}) => logger.info(message, { ...fields }),
  warn: (message, fields = {}) => logger.warn(message, { ...fields }),
  count: (metric, value = 1) => metrics.addMetric(metric, MetricUnit.Count, value),
};

/** Writes the counts of one invocation out. Every handler ends with it. */
export function flushCounts(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}

/** Logs what nobody expected, with its stack, under the request's id. */
export function logAccident(error: unknown, requestId: string): void {
  logger.error('unexpected error', {
    requestId,
    error: error instanceof Error ? error : new Error(String(error)),
  });
}
