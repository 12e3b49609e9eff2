import type { FailCode } from '../error.ts';
import type { Upload } from '../files/upload.ts';
import { isoTime } from '../ports.ts';
import { inputsLateSince } from './job.ts';
import type { InputLimits, TaskRequest, TaskSnapshot } from './task.ts';

/** What is decided about the inputs of a task before its calls are made. */

/** Nothing is wrong, but the paid call must not be made in this visit; `cause` where it is the input itself that keeps us waiting. */
export interface LaterInputs {
  readonly type: 'later';
  readonly until: string;
  readonly reason: string;
  readonly cause?: 'input';
}

/** They cannot be had: the task fails. */
export interface FailedInputs {
  readonly type: 'failed';
  readonly code: FailCode;
  readonly message: string;
}

/** What the inputs of a task have come to: what the dialect is to send, or why not. */
export type Prepared =
  { readonly type: 'ready'; readonly input: TaskRequest['input'] } | LaterInputs | FailedInputs;

/** A file of ours that is an input; an output is known by its key alone. */
export interface InputFile {
  readonly key: string;
  readonly contentType?: string;
  readonly bytes?: number;
}

export type FoundInput = { readonly type: 'file'; readonly file: InputFile } | LaterInputs | FailedInputs;

const RETRY_MS = 15_000;
/** A foreign file that cannot be reached for so long is given up; tries come ever more rarely, but at least so often. */
const OUT_OF_REACH_MS = 10 * 60_000;
const RAREST_RETRY_MS = 120_000;

/** An address without what may be secret in it. */
function shown(text: string): string {
  const url = URL.parse(text);
  return url === null ? text : `${url.origin}${url.pathname}`.slice(0, 200);
}

export const unusableInput = (url: string, why: string): FailedInputs => ({
  type: 'failed',
  code: 'input_expired',
  message: `The input ${shown(url)} cannot be used: ${why}`,
});

/** To be tried again after so long. */
export const laterInputs = (reason: string, now: number, ms = RETRY_MS): LaterInputs => ({
  type: 'later',
  until: isoTime(now + ms),
  reason,
});

/** Out of reach is not gone: tried again for ten minutes since `lateSince` (ISO). */
export function unreachableInput(
  url: string,
  reason: string,
  { lateSince, now }: { readonly lateSince: string | undefined; readonly now: number },
): LaterInputs | FailedInputs {
  const spent = lateSince === undefined ? 0 : now - Date.parse(lateSince);
  if (spent >= OUT_OF_REACH_MS) return unusableInput(url, `it was out of reach for ten minutes (${reason})`);
  const ms = Math.min(Math.max(RETRY_MS, spent), RAREST_RETRY_MS);
  return { ...laterInputs(reason, now, ms), cause: 'input' };
}

/** The file of an upload, if it has one, under the key that its address names: that has a part which no id tells. */
export function fileOf(url: string, upload: Upload | undefined, named = upload?.key): FoundInput {
  const { key, contentType, bytes } = upload ?? {};
  const isReady = upload?.status === 'ready' && key === named;
  if (!isReady || key === undefined || contentType === undefined || bytes === undefined) {
    return unusableInput(url, 'the upload is gone');
  }
  return { type: 'file', file: { key, contentType, bytes } };
}

/** What the model takes in each of the places where this file stands. */
export const limitsOn = ({ limits = [] }: TaskRequest, url: string): readonly InputLimits[] =>
  limits.filter((limit) => limit.url === url);

/** Since when an input of the task has been out of reach (ISO). */
export const lateSinceOf = ({ jobs }: TaskSnapshot): string | undefined =>
  jobs.flatMap((job) => inputsLateSince(job) ?? []).sort()[0];
