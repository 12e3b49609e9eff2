import type { Owner, TaskId, UploadId } from '../ids.ts';
import { isoTime } from '../ports.ts';
import type { UploadType } from './upload-type.ts';

/**
 * `pending`: an address to send the bytes to was handed out · `fetching`: a worker gets them · `ready`: they are here ·
 * `failed`: they will not come · `removing`: about to vanish, and for everybody but the cleanup gone already ·
 * `unrecognized`: a state of a newer version, without a name here: shown as one that is not ready yet, and left alone.
 */
export type UploadStatus = 'pending' | 'fetching' | 'ready' | 'failed' | 'removing' | 'unrecognized';

/** How a file is sent that is sent in parts: what the store calls it, and how large each part but the last is. */
export interface SentInParts {
  readonly storeId: string;
  readonly partBytes: number;
}

/** A file that an owner brought. Our copy is the origin; whatever a provider holds is made from it. */
export interface Upload {
  readonly id: UploadId;
  readonly owner: Owner;
  readonly status: UploadStatus;
  readonly fileName: string;
  /** A checked folder of the owner's own below their prefix. */
  readonly uploadPath?: string;
  /** Where the bytes lie, or are to lie. Missing where the type is not known yet. */
  readonly key?: string;
  /**
   * Where its address takes the bytes. They count under `key` only, once they have been looked at. Missing where they came
   * in another way, or an earlier version gave an address of `key` itself.
   */
  readonly sentTo?: string;
  /** Where it is sent there in parts; they are one object once it is completed. */
  readonly parts?: SentInParts;
  /** As declared while pending, from the bytes when ready; one of `uploadTypes`, or one that a newer version takes. */
  readonly contentType?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly keep?: boolean;
  /** Whether it is kept without what it tells of itself: place, time, camera. */
  readonly stripMetadata?: boolean;
  /** What stands in its keys beside its id; absent where an earlier version made it. */
  readonly keyPart?: string;
  /** The id of the token for browsers that it was made with: this is its one upload, and no other token's. */
  readonly token?: string;
  /** The id of the API key that it was ordered with; absent for tokens, and where an earlier version made it. */
  readonly keyId?: string;
  readonly createdAt: string;
  readonly uploadedAt?: string;
  /** When it goes: a pending one with its address, a ready one after some days. */
  readonly expiresAt: string;
  readonly failMsg?: string;
  /** Tasks that it has been an input of. Counted so that a removal notices a use that came in between. */
  readonly uses: number;
}

/** That an open task needs an upload, at most until its deadline. */
export interface UploadUse {
  readonly taskId: TaskId;
  readonly until: string;
  /** When it was noted: the task itself is stored a moment later. */
  readonly at?: string;
}

const DAY_MS = 24 * 3600_000;
const HOUR_MS = 3600_000;

/** How long an address for a PUT lives. */
export const LINK_SECONDS = 3600;
/** A PUT that began just before its address expired may take a while yet. */
export const PENDING_LIFE_MS = 2 * HOUR_MS;
/** A fetch that has not ended by then never will. */
export const FETCH_PATIENCE_MS = 10 * 60_000;
/** The cleanup leaves everything alone for so long after it has become useless. */
export const CLEANUP_MARGIN_MS = HOUR_MS;
/** The task of a use is stored by then, or never will be: no request takes so long. */
export const USE_PATIENCE_MS = 60_000;
/** What failed is shown for a day. */
export const FAILED_LIFE_MS = DAY_MS;

/** For how many days uploads live. */
export interface UploadLife {
  readonly days: number;
  readonly keepDays: number;
}

const lifeMs = (life: UploadLife, keep: boolean): number => (keep ? life.keepDays : life.days) * DAY_MS;

/** What was found when the bytes had arrived. */
export interface Arrival {
  readonly key: string;
  readonly contentType: UploadType;
  readonly bytes: number;
  readonly sha256: string;
}

/** Every object that an upload may have. */
export const objectsOfUpload = ({ key, sentTo }: Pick<Upload, 'key' | 'sentTo'>): readonly string[] =>
  [key, sentTo].filter((one) => one !== undefined);

/** The bytes are here. Falls through unless they were awaited. */
export function arrived(
  upload: Upload,
  arrival: Arrival,
  { now, life }: { readonly now: number; readonly life: UploadLife },
): Upload {
  if (upload.status !== 'pending' && upload.status !== 'fetching') return upload;
  const expiresAt = isoTime(now + lifeMs(life, upload.keep === true));
  return { ...upload, ...arrival, status: 'ready', uploadedAt: isoTime(now), expiresAt };
}

/** The bytes will not come. Falls through unless they were awaited. */
export function failedToArrive(upload: Upload, failMsg: string, now: number): Upload {
  if (upload.status !== 'pending' && upload.status !== 'fetching') return upload;
  return { ...upload, status: 'failed', failMsg, expiresAt: isoTime(now + FAILED_LIFE_MS) };
}

/** However often it is kept, an upload gets no older: a rule of the bucket takes away what is. */
const OLDEST_MS = 365 * DAY_MS;

/** A ready upload that is to live longer, counted from now. It never gets to live shorter. */
export function kept(upload: Upload, now: number, life: UploadLife): Upload {
  const oldest = Date.parse(upload.createdAt) + OLDEST_MS;
  const expiresAt = isoTime(Math.min(now + lifeMs(life, true), oldest));
  if (upload.status !== 'ready' || upload.expiresAt >= expiresAt) return upload;
  return { ...upload, keep: true, expiresAt };
}

/** True when an upload is to be seen no more, whether or not the cleanup has come by. */
export const isOver = (upload: Upload, now: number): boolean =>
  upload.status === 'removing' || Date.parse(upload.expiresAt) <= now;

/** What a fetch that died without a word looks like to a reader. */
export function asSeen(upload: Upload, now: number): Upload {
  const lateBy = now - Date.parse(upload.createdAt) - FETCH_PATIENCE_MS;
  if (upload.status !== 'fetching' || lateBy <= 0) return upload;
  return { ...upload, status: 'failed', failMsg: 'The file could not be fetched in time' };
}

/** True while the task that an upload was noted for may not be stored yet. */
export const isJustUsed = ({ at }: UploadUse, now: number): boolean =>
  at !== undefined && now - Date.parse(at) < USE_PATIENCE_MS;

/** True while a task that may still be open needs the upload. */
export const isNeeded = (uses: readonly UploadUse[], now: number, marginMs: number): boolean =>
  uses.some((use) => Date.parse(use.until) + marginMs > now);
