import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unreachable } from './error.ts';
import type { Darkroom } from './darkroom.ts';
import type { Asset, Task } from './api-types.gen.ts';

export interface SavedFile {
  readonly path: string;
  readonly asset: Asset;
}

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
};

/** `<task id>.<ending>`, further files `<task id>-2.<ending>` and so on, as in the archive. */
export function fileName(taskId: string, index: number, contentType: string): string {
  const ending = endings[contentType.split(';')[0]?.trim() ?? ''] ?? 'bin';
  return index === 0 ? `${taskId}.${ending}` : `${taskId}-${index + 1}.${ending}`;
}

/** Into which folder files are saved, and what breaks off the saving. */
export interface SaveOptions {
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/** Saves every file of a task, each whole and with the checksum that the task states, or not at all. */
export async function saveAssets(
  darkroom: Pick<Darkroom, 'download'>,
  task: Task,
  { folder, signal }: SaveOptions,
): Promise<SavedFile[]> {
  await mkdir(folder, { recursive: true });
  const saved: SavedFile[] = [];
  for (const [index, asset] of task.assets.entries()) {
    const path = join(folder, fileName(task.id, index, asset.contentType));
    await saveOne(darkroom, { asset, path }, signal);
    saved.push({ path, asset });
  }
  return saved;
}

async function saveOne(
  darkroom: Pick<Darkroom, 'download'>,
  { asset, path }: SavedFile,
  signal?: AbortSignal,
): Promise<void> {
  const response = await darkroom.download(asset, { signal });
  if (!response.body) throw unreachable(asset.url, new Error('the answer is empty'));
  const hash = createHash('sha256');
  const weigh = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  // Written under a name of its own first: a file with the right name is a whole file, whoever else saves it too.
  const part = `${path}.${randomUUID().slice(0, 8)}.part`;
  try {
    await pipeline(Readable.fromWeb(response.body), weigh, createWriteStream(part), signal ? { signal } : {});
    const sum = hash.digest('hex');
    if (sum !== asset.sha256) throw new Error(`checksum ${sum} where the task says ${asset.sha256}`);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    if (isDiskFault(cause)) throw cause;
    throw unreachable(asset.url, cause);
  }
}

const isDiskFault = (cause: unknown): boolean =>
  cause instanceof Error && 'syscall' in cause && 'path' in cause;
