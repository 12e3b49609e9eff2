/** To whoever may not list a bucket, S3 says of what is not there that it is closed. */
const names = new Set(['NoSuchKey', 'NotFound', 'AccessDenied']);

/** Whether an error of the store says that there is no such object. */
export const isMissing = (error: unknown): boolean => error instanceof Error && names.has(error.name);
