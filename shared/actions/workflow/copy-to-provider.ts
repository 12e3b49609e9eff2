import type { FailCode } from '#domain/error.ts';
import type { Clock, Log, Random } from '#domain/ports.ts';
import { isoTime } from '#domain/ports.ts';
import type { Reply } from '#providers/catalog/model.ts';
import {
  COPY_LIFE_MS,
  readUpload,
  uploadByBase64,
  uploadByStream,
  uploadByUrl,
  uploadWay,
  type UploadCall,
  type UploadFile,
  type UploadOutcome,
} from '#providers/kie/upload.ts';
import type { OpenFile } from '#providers/kie/upload-client.ts';
import type { CopyStore } from '#storage/files/copy-store.ts';
import type { GetLinks } from '#storage/objects/upload-links.ts';
import type { UploadReader } from '#storage/objects/upload-reader.ts';

/** A file of ours. Of an output only the key is known. */
export interface FileToCopy {
  readonly key: string;
  readonly contentType?: string;
  readonly bytes?: number;
}

export type CopyOutcome =
  | { readonly type: 'copied'; readonly url: string }
  | { readonly type: 'missing' }
  | { readonly type: 'refused'; readonly code: FailCode; readonly message: string }
  | { readonly type: 'unavailable'; readonly reason: string; readonly retryAfterSeconds: number };

export interface CopyDependencies {
  readonly copies: CopyStore;
  readonly reader: UploadReader;
  readonly links: GetLinks;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly send: (call: UploadCall, open: OpenFile, timeoutMs: number) => Promise<Reply>;
}

const SEND_MS = 45_000;
/** The provider fetches at once; the address may lie in a queue for a while. */
const LINK_SECONDS = 3600;

const endingOf = (key: string): string => /\.[a-z0-9]+$/.exec(key)?.[0] ?? '';

/**
 * Has Kie.ai hold a copy of a file of ours beyond a time. A copy that lives that long is used again; else a new one is
 * made, under a name that was never used, for its caches may serve an older file of the same name.
 */
export const copyToProvider = ({ copies, reader, links, clock, random, log, send }: CopyDependencies) => {
  const open =
    (key: string): OpenFile =>
    async () => {
      const body = await reader.open(key);
      if (body === undefined) throw new Error('The file is gone');
      return body;
    };

  const isReachable = (link: string): boolean => link.startsWith('https:');

  const send64 = async (file: UploadFile, key: string): Promise<Reply> => {
    const bytes = Buffer.concat(await (await open(key)()).toArray());
    return send(uploadByBase64(file, bytes.toString('base64')), open(key), SEND_MS);
  };

  const upload = async (file: UploadFile, key: string): Promise<UploadOutcome> => {
    const link = await links.presignedGet(key, { contentType: file.contentType }, LINK_SECONDS);
    const way = uploadWay(file.bytes, isReachable(link));
    log.count(`ProviderCopy_${way}`);
    if (way === 'base64') return readUpload(await send64(file, key));
    if (way === 'url') {
      const outcome = readUpload(await send(uploadByUrl(file, link), open(key), SEND_MS));
      if (outcome.type === 'stored' || (outcome.type === 'refused' && outcome.auth === true)) return outcome;
      log.warn('the provider could not fetch a file; it is sent', { reason: JSON.stringify(outcome) });
    }
    return readUpload(await send(uploadByStream(file), open(key), SEND_MS));
  };

  const described = async ({ key, contentType, bytes }: FileToCopy): Promise<UploadFile | undefined> => {
    const fileName = `${random.hex128()}${endingOf(key)}`;
    if (contentType !== undefined && bytes !== undefined) {
      return (await reader.stat(key)) === undefined ? undefined : { fileName, contentType, bytes };
    }
    const found = await reader.stat(key);
    return found && { fileName, ...found };
  };

  return async (service: string, wanted: FileToCopy, beyond: number): Promise<CopyOutcome> => {
    const known = await copies.find(wanted.key, service, Math.max(beyond, clock.now()));
    if (known !== undefined) return { type: 'copied', url: known.url };
    const file = await described(wanted);
    if (file === undefined) return { type: 'missing' };
    const expiresAt = isoTime(clock.now() + COPY_LIFE_MS);
    const outcome = await upload(file, wanted.key);
    switch (outcome.type) {
      case 'stored':
        await copies.save(wanted.key, service, { url: outcome.url, expiresAt });
        return { type: 'copied', url: outcome.url };
      case 'refused': {
        const code = outcome.auth === true ? 'provider_auth' : 'provider_rejected_input';
        return {
          type: 'refused',
          code,
          message: `The provider took no copy of an input: ${outcome.message}`,
        };
      }
      case 'unavailable':
        return outcome;
    }
  };
};
