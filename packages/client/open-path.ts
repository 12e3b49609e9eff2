import { localError } from './error.ts';

/** Where there are no files: a browser, an edge function. */
export async function openPath(path: string): Promise<Blob> {
  throw localError('no_file_system', `${path} cannot be opened here: hand over a File or a Blob.`);
}
