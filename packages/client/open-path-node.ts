import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { localError } from './error.ts';

/** The file, which is read when it is sent. */
export async function openPath(path: string): Promise<Blob> {
  try {
    // Bun opens what is not there as well, and reads nothing.
    if (!(await stat(path)).isFile()) throw new Error('it is no file');
    return await openAsBlob(path);
  } catch (cause) {
    throw localError('no_such_file', `${path} cannot be read: ${String(cause)}`, { cause });
  }
}
