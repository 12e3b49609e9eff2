import { notImplemented, S3Error } from '../errors.ts';
import type { ObjectRecord } from './records.ts';

/** What must be true of a key for a write or delete to happen. */
export interface WriteConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** An ETag as we keep it: without quotes. */
export const bareEtag = (text: string): string => text.trim().replace(/^"(.*)"$/, '$1');

const failed = (condition: string): S3Error =>
  new S3Error('PreconditionFailed', undefined, { Condition: condition });

/** Throws unless a write to a key with this current object may go ahead. */
export function checkWrite(current: ObjectRecord | undefined, conditions: WriteConditions): void {
  const { ifMatch, ifNoneMatch } = conditions;
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*') throw notImplemented(`header If-None-Match: ${ifNoneMatch} on a write`);
    if (current) throw failed('If-None-Match');
  }
  if (ifMatch === undefined) return;
  if (!current) throw new S3Error('NoSuchKey');
  if (bareEtag(ifMatch) !== current.etag) throw failed('If-Match');
}

/** Throws unless a delete of a key with this current object may go ahead. */
export function checkDelete(current: ObjectRecord | undefined, ifMatch: string | undefined): void {
  if (ifMatch === undefined) return;
  if (!current || (ifMatch !== '*' && bareEtag(ifMatch) !== current.etag)) throw failed('If-Match');
}
