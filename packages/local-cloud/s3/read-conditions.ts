import { S3Error } from './errors.ts';
import { bareEtag } from './store/conditions.ts';

/** What a reader demands of an object's version; dates are as sent. */
export interface ReadConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifUnmodifiedSince?: string | undefined;
}

const names = (list: string, etag: string): boolean =>
  list
    .split(',')
    .map((item) => bareEtag(item.trim().replace(/^W\//, '')))
    .some((item) => item === '*' || item === etag);

// HTTP dates count whole seconds. A date that cannot be read is no condition.
const isAfter = (modified: number, date: string): boolean | undefined => {
  const since = Date.parse(date);
  return Number.isNaN(since) ? undefined : Math.floor(modified / 1000) * 1000 > since;
};

const failed = (condition: string): S3Error =>
  new S3Error('PreconditionFailed', undefined, { Condition: condition });

/** Throws when the object may not be read; answers whether the reader has it already. */
export function checkRead(
  object: { readonly etag: string; readonly modified: number },
  conditions: ReadConditions,
): 'read' | 'not-modified' {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  if (ifMatch !== undefined) {
    if (!names(ifMatch, object.etag)) throw failed('If-Match');
  } else if (ifUnmodifiedSince !== undefined && isAfter(object.modified, ifUnmodifiedSince)) {
    throw failed('If-Unmodified-Since');
  }
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, object.etag) ? 'not-modified' : 'read';
  const unchanged = ifModifiedSince !== undefined && isAfter(object.modified, ifModifiedSince) === false;
  return unchanged ? 'not-modified' : 'read';
}
