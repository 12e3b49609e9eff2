import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { codingFor } from './content-coding.ts';
import { isKnownEtag } from './request-headers.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';
import { nodeDigest } from '../compose/system-ports.ts';

/** Made at the time of a request, so not as small as it could be: it takes some milliseconds for a page of models. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Answers that were compressed by this instance, by coding and entity tag: so many at most, the last ones. */
const packed = new Map<string, Uint8Array>();
const MOST_KEPT = 32;

/** Below this many bytes a coding saves nothing worth its headers. */
const WORTH_CODING_BYTES = 1024;

function packedAs(coding: 'br' | 'gzip', { etag, text }: { etag: string; text: string }): Uint8Array {
  const name = `${coding} ${etag}`;
  const known = packed.get(name);
  if (known !== undefined) return known;
  const bytes = coding === 'br' ? brotliCompressSync(text, QUALITY) : gzipSync(text);
  const [oldest] = packed.keys();
  if (oldest !== undefined && packed.size >= MOST_KEPT) packed.delete(oldest);
  packed.set(name, bytes);
  return bytes;
}

/**
 * An answer that changes with a deployment only, as JSON: with an ETag, 304 for a caller that has this very one, and
 * compressed for whoever takes Brotli or gzip.
 */
export const catalogueResponse = (
  request: Pick<HttpRequest, 'headers'>,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): HttpResponse => documentResponse(request, { type: 'application/json', text: JSON.stringify(body) }, more);

/** The same for a text of any type. */
export function documentResponse(
  { headers: asked }: Pick<HttpRequest, 'headers'>,
  { type, text }: { readonly type: string; readonly text: string },
  more: Readonly<Record<string, string>> = {},
): HttpResponse {
  const etag = nodeDigest.sha256(text).slice(0, 32);
  const headers = {
    ...more,
    // Weak, for it stands for what is said and not for its bytes, which may be compressed.
    etag: `W/"${etag}"`,
    vary: 'accept-encoding',
    'cache-control': 'private, no-cache',
  };
  if (isKnownEtag(asked['if-none-match'], etag)) return { status: 304, headers };
  const typed = { ...headers, 'content-type': type };
  const coding = text.length < WORTH_CODING_BYTES ? undefined : codingFor(asked['accept-encoding']);
  if (coding === undefined) return { status: 200, headers: typed, body: text };
  const bytes = packedAs(coding.name, { etag, text });
  return { status: 200, headers: { ...typed, 'content-encoding': coding.name }, body: bytes };
}
