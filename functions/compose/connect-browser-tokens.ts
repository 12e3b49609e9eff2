import { Failure } from '#domain/error.ts';
import { once } from '#domain/once.ts';
import type { KeyReader } from '#storage/keys/key-reader.ts';
import type { OpenedToken } from './read-browser-token.ts';

/** Reads tokens for browsers; whoever never sees one never loads how. Throws `unauthorized` for one that is not good. */
export function browserTokenReader(
  signingKeysRow: KeyReader['signingKeysRow'],
): (text: string) => Promise<OpenedToken> {
  const reader = once(async () => {
    const { tokenReader } = await import('./read-browser-token.ts');
    return tokenReader(signingKeysRow);
  });
  return async (text) => {
    const opened = await (await reader())(text);
    if (typeof opened === 'string') throw new Failure('unauthorized', opened);
    return opened;
  };
}
