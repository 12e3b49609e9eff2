import type { Owner } from '../ids.ts';
import type { Scope } from './scopes.ts';

/** What an API key may do, and for whom. The key itself is never stored, only its SHA-256. */
export interface ApiKey {
  /** The first 16 hex digits of the hash: enough to name a key, not to use it. */
  readonly id: string;
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  readonly name?: string;
  readonly createdAt: string;
  /** The id of the key that it was made with, or in what other way. */
  readonly createdBy?: string;
  /** From then on it opens nothing. */
  readonly expiresAt?: string;
  readonly revokedAt?: string;
  /** The hour of its last use, to which it is written down. */
  readonly lastUsedAt?: string;
  /** The id of the key that takes its place. */
  readonly replacedBy?: string;
  /** Shared by all keys of an owner: turns an idempotency key into an unguessable task id. */
  readonly idSecret: string;
}

export const HOUR_MS = 3_600_000;

/** The hour of a time, counted from 1970. */
export const hourOf = (epochMs: number): number => Math.floor(epochMs / HOUR_MS);

/** Whether a key opens anything. */
export const isGood = (
  { revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>,
  now: number,
): boolean => revokedAt === undefined && (expiresAt === undefined || Date.parse(expiresAt) > now);

/** How long the one that was rotated stays good, in seconds, where nothing else is asked for. */
export const OVERLAP_SECONDS = 24 * 3600;
export const MOST_OVERLAP_SECONDS = 30 * OVERLAP_SECONDS;

/** The end of a key that is rotated: after the overlap, but no later than it had before. */
export function overlapEnd(
  { expiresAt }: Pick<ApiKey, 'expiresAt'>,
  now: number,
  overlapSeconds: number,
): number {
  const end = now + overlapSeconds * 1000;
  return expiresAt === undefined ? end : Math.min(end, Date.parse(expiresAt));
}

/** The end of its successor, which lives as long as it was to live; undefined where it has none. */
export const successorEnd = (
  { createdAt, expiresAt }: Pick<ApiKey, 'createdAt' | 'expiresAt'>,
  now: number,
): number | undefined =>
  expiresAt === undefined ? undefined : now + Date.parse(expiresAt) - Date.parse(createdAt);
