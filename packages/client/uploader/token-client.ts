import { createDarkroom } from '../darkroom.ts';
import type { UploaderClient } from './use-uploader.ts';

/**
 * A client for the uploader from tokens for browsers. Such a token makes one upload: each file has one of its own, which
 * `token` asks a server of yours for.
 */
export function clientWithTokens(url: string, token: () => Promise<string>): UploaderClient {
  return {
    // Any of them may read models.
    models: createDarkroom({ url, key: token }).models,
    upload: async (source, options) => createDarkroom({ url, key: await token() }).upload(source, options),
  };
}
