const names = new Set(['NoSuchKey', 'NotFound']);

/**
 * Whether an error of the store says that there is no such object. `AccessDenied` does not: S3 answers so for a missing
 * object only to whoever may not list the bucket, and every function that reads objects may.
 */
export const isMissing = (error: unknown): boolean => error instanceof Error && names.has(error.name);

/** Whether an error of the store says that something else lies there than the request has named. */
export const isPrecondition = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'PreconditionFailed' || error.name === 'ConditionalRequestConflict');
