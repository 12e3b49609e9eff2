import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where files go when nobody says where. */
export const USUAL_FOLDER = 'darkroom-files';

/** The folder for the files of a task. The usual one keeps itself out of Git, wherever it is made. */
export async function outputFolder(cwd: string, asked: string | undefined): Promise<string> {
  const folder = resolve(cwd, asked ?? USUAL_FOLDER);
  if (asked !== undefined) return folder;
  await mkdir(folder, { recursive: true });
  // One that stands there already is left alone.
  await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined);
  return folder;
}
