import { openAsBlob } from 'node:fs';
import { localError } from './error.ts';

/** The file, which is read when it is sent. */
export async function openPath(path: string): Promise<Blob> {
  try {
    // Not there: it throws at once, before there is a promise.
    return await openAsBlob(path);
  } catch (cause) {
    throw localError('no_such_file', `${path} cannot be read: ${String(cause)}`, { cause });
  }
}
