import type { ErasureId, Owner } from '../ids.ts';
import { isoTime } from '../ports.ts';

/** How much an erasure has removed. */
export interface Erased {
  readonly tasks: number;
  /** Outputs of those tasks; their thumbnails go with them and are not counted. */
  readonly files: number;
  readonly uploads: number;
  /** Accounts at providers that the owner has brought. */
  readonly accounts: number;
  /** Of outputs and uploads. */
  readonly bytes: number;
}

/** What an erasure has to wait for before it can go on. */
export interface Awaited {
  /** Tasks for which the provider may still deliver. */
  readonly tasks: number;
  /** Uploads that may still arrive, or that an open task needs. */
  readonly uploads: number;
}

/** The removal of everything of an owner that was there at one moment, and its receipt. */
export interface Erasure {
  readonly id: ErasureId;
  readonly owner: Owner;
  readonly status: 'running' | 'done';
  /** What was created by then goes, and whatever that has brought about since. */
  readonly at: string;
  readonly doneAt?: string;
  readonly erased: Erased;
  readonly awaited: Awaited;
}

/** A worker that has not been heard of for so long is dead, and another one goes on. */
export const ERASURE_LEASE_MS = 6 * 60_000;
/** How long to wait for what others have to end: less than the schedule takes, so that every tick looks again. */
export const ERASURE_REST_MS = 60_000;
/** By then every request that had begun before the erasure has ended, and the indexes tell of it. */
export const ERASURE_QUIET_MS = 60_000;
/** An object is written before its row: what is younger may get one yet. */
export const YOUNG_OBJECT_MS = 15 * 60_000;

/** What is kept, and why. The names are part of the API. */
export const kept = {
  ledger_sums: 'What each model has cost in each month and on each day, without a word about single tasks.',
  budget: 'What operators let the owner spend, and who changed it when.',
  api_keys: 'Hashes of the keys, and the secret that task ids are made with: the owner stays a client.',
  webhooks: 'Your webhooks, which are yours to remove; what was sent to them is gone.',
  operator_decisions: 'What was decided about paid calls whose fate nobody knew, by task id.',
  audit: 'Who has set limits, decided about paid calls and asked for erasures, when and why.',
  receipts: 'This receipt, and those of erasures before it.',
} as const;

/** An erasure of which nothing is done. */
export const newErasure = (id: ErasureId, owner: Owner, now: number): Erasure => ({
  id,
  owner,
  status: 'running',
  at: isoTime(now),
  erased: { tasks: 0, files: 0, uploads: 0, accounts: 0, bytes: 0 },
  awaited: { tasks: 0, uploads: 0 },
});
