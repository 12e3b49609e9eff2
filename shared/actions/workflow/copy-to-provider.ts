import type { FailCode } from '#domain/error.ts';
import type { Clock, Log, Random } from '#domain/ports.ts';
import { isoTime } from '#domain/ports.ts';
import { refusalInOurWords } from '#domain/tasks/closure.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { CopyAnswer, CopyFile, CopySource, InputCopies } from '#providers/service.ts';
import type { ProviderDependencies } from '../dependencies.ts';
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

export interface CopyDependencies extends Pick<ProviderDependencies, 'send' | 'renewKey'> {
  readonly copies: CopyStore;
  readonly reader: UploadReader;
  readonly links: GetLinks;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How a service holds copies; undefined for one that reads the files at addresses of ours. */
  readonly copiesAt: (service: string) => InputCopies | undefined;
}

const SEND_MS = 45_000;
/** The provider fetches at once; the address may lie in a queue for a while. */
const LINK_SECONDS = 3600;

const endingOf = (key: string): string => /\.[a-z0-9]+$/.exec(key)?.[0] ?? '';

const isReachable = (link: string): boolean => link.startsWith('https:');

/** Trying another way helps where the file did not get there, but not where it is we who are refused. */
const isDecided = (answer: CopyAnswer): boolean =>
  answer.type === 'stored' || (answer.type === 'refused' && answer.auth === true);

const outcomeOf = (answer: Exclude<CopyAnswer, { type: 'stored' }>): CopyOutcome => {
  if (answer.type === 'unavailable') return answer;
  const code = answer.auth === true ? 'provider_auth' : 'provider_rejected_input';
  const message = refusalInOurWords(code, answer.message);
  return { type: 'refused', code, message: `The provider took no copy of an input: ${message}` };
};

/** Makes a copy; once more where our key was refused and another one is at hand. */
const repeatingWithNewKey =
  ({ clock, renewKey }: CopyDependencies) =>
  async (account: ProviderAccount, upload: () => Promise<CopyAnswer>): Promise<CopyAnswer> => {
    const beganAt = clock.now();
    const answer = await upload();
    const isRefused = answer.type === 'refused' && answer.auth === true;
    return isRefused && (await renewKey(account, beganAt)) ? upload() : answer;
  };

/**
 * Has a service hold a copy of a file of ours beyond a time, for the account that is to use it. A copy that lives that
 * long is used again; else a new one is made, under a name that was never used, for its caches may serve an older file of
 * the same name. A service that holds no copies gets an address of ours, which opens the file for an hour.
 */
export const copyToProvider = (dependencies: CopyDependencies) => {
  const { copies, reader, links, clock, random, log, copiesAt, send } = dependencies;
  const withGoodKey = repeatingWithNewKey(dependencies);

  const open = async (key: string) => {
    const body = await reader.open(key);
    if (body === undefined) throw new Error('The file is gone');
    return body;
  };

  const sourceBy = async (way: CopySource['way'], key: string, link: string): Promise<CopySource> => {
    if (way === 'url') return { way, url: link };
    if (way === 'stream') return { way };
    const bytes = Buffer.concat(await (await open(key)).toArray());
    return { way, text: bytes.toString('base64') };
  };

  const upload = async (
    { account, copying }: { account: ProviderAccount; copying: InputCopies },
    file: CopyFile,
    key: string,
  ): Promise<CopyAnswer> => {
    const link = await links.presignedGet(key, { contentType: file.contentType }, LINK_SECONDS);
    const limits = { timeoutMs: SEND_MS, openFile: () => open(key) };
    let answer: CopyAnswer | undefined;
    for (const way of copying.ways(file.bytes, isReachable(link))) {
      if (answer !== undefined)
        log.warn('a copy did not get there; another way is tried', { way, reason: JSON.stringify(answer) });
      log.count(`ProviderCopy_${way}`);
      const call = copying.describe(file, await sourceBy(way, key, link));
      answer = copying.read(await send(account, call, limits));
      if (isDecided(answer)) return answer;
    }
    if (answer === undefined)
      throw new Error(`${account.service} offers no way for a file of ${file.bytes} bytes`);
    return answer;
  };

  const described = async ({ key, contentType, bytes }: FileToCopy): Promise<CopyFile | undefined> => {
    const fileName = `${random.hex128()}${endingOf(key)}`;
    const found = await reader.stat(key);
    if (contentType !== undefined && bytes !== undefined) return found && { fileName, contentType, bytes };
    return found && { fileName, ...found };
  };

  return async (account: ProviderAccount, wanted: FileToCopy, beyond: number): Promise<CopyOutcome> => {
    const known = await copies.find(wanted.key, account, Math.max(beyond, clock.now()));
    if (known !== undefined) return { type: 'copied', url: known.url };
    const file = await described(wanted);
    if (file === undefined) return { type: 'missing' };
    const copying = copiesAt(account.service);
    if (copying === undefined) {
      const { contentType } = file;
      return { type: 'copied', url: await links.presignedGet(wanted.key, { contentType }, LINK_SECONDS) };
    }
    const expiresAt = isoTime(clock.now() + copying.lifeMs);
    const answer = await withGoodKey(account, () => upload({ account, copying }, file, wanted.key));
    if (answer.type !== 'stored') return outcomeOf(answer);
    await copies.save(wanted.key, account, { url: answer.url, expiresAt });
    return { type: 'copied', url: answer.url };
  };
};
