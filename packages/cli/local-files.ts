import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { Darkroom } from '@darkroom/client';
import { UsageError } from './context.ts';

const types: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
};

/** True for what the API takes as it stands: an address, or the id of an upload. */
const isRemote = (typed: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) || /^[0-9a-f]{32}$/.test(typed);

/** A file of this machine, read and ready to be sent. */
interface LocalFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function readLocal(typed: string, cwd: string): Promise<LocalFile> {
  const contentType = types[extname(typed).toLowerCase()];
  if (contentType === undefined)
    throw new UsageError(`${typed}: of what type is it? Known endings: ${Object.keys(types).join(' ')}`);
  const bytes = await readFile(resolve(cwd, typed)).catch((cause: unknown) => {
    throw new UsageError(`${typed} cannot be read: ${(cause as Error).message}`, { cause });
  });
  if (bytes.length === 0) throw new UsageError(`${typed} is empty.`);
  return { fileName: basename(typed), contentType, bytes: new Uint8Array(bytes) };
}

/** What was typed for a file, read before anything is sent; `send` uploads what is local, and gives what a model takes. */
export async function filesIn(typed: readonly string[], cwd: string) {
  const read = await Promise.all(
    typed.map(async (one) => ({ one, local: isRemote(one) ? undefined : await readLocal(one, cwd) })),
  );
  return {
    send: ({ upload }: Pick<Darkroom, 'upload'>, tell: (text: string) => void): Promise<string[]> =>
      Promise.all(
        read.map(async ({ one, local }) => {
          if (local === undefined) return one;
          tell(`uploading ${one}\n`);
          const { bytes, ...names } = local;
          return (await upload(bytes, names)).id;
        }),
      ),
  };
}

/** `name=@file` among the inputs: the names, and the files that belong to them. */
export function atFiles(inputs: readonly string[]): { names: string[]; files: string[]; others: string[] } {
  const found = inputs.flatMap((word) => {
    const [, name, file] = /^([^=]+)=@(.+)$/s.exec(word) ?? [];
    return name === undefined || file === undefined ? [] : [{ word, name, file }];
  });
  const words = new Set(found.map(({ word }) => word));
  return {
    names: found.map(({ name }) => name),
    files: found.map(({ file }) => file),
    others: inputs.filter((word) => !words.has(word)),
  };
}
