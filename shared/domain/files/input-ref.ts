import { isUploadId, type Owner, type UploadId } from '../ids.ts';
import { taskOfKey } from './media-key.ts';
import { percentDecoded } from '../percent.ts';
import { uploadOfKey } from './upload-key.ts';

/**
 * How long the address of a file may be, in characters. One that our store signs with a Lambda function's temporary
 * credentials has 1,400 to 2,500, most of them a session token.
 */
export const MOST_ADDRESS_CHARS = 4096;

/** How an address on the web begins, as a pattern that any tool can read; blanks in front of it are mended. */
export const webAddressForm = /^\s*[Hh][Tt][Tt][Pp][Ss]?:/;

/** What a file address in a request stands for. */
export type InputRef =
  /** An upload of the owner's own; with the key that an address of it says, which need not be right. */
  | { readonly type: 'upload'; readonly id: UploadId; readonly key?: string }
  /** An output of the owner's own. */
  | { readonly type: 'output'; readonly key: string }
  | { readonly type: 'foreign'; readonly url: string }
  /** A file of ours that belongs to somebody else. */
  | { readonly type: 'closed' };

const kinds: ReadonlySet<string | undefined> = new Set(['images', 'videos', 'audio']);
const folders: ReadonlySet<string | undefined> = new Set(['generated', 'thumbnails']);

/**
 * The part of a path that looks like a key of ours, from the first name with which one can begin; a bucket's name may
 * stand in front of it. One pass over the names: a regular expression needs quadratic time for names that repeat.
 */
function keyBelow(path: string): string | undefined {
  const names = path.split('/');
  const isMedia = (at: number): boolean =>
    kinds.has(names[at]) && folders.has(names[at + 1]) && at + 2 < names.length;
  const lastMedia = names.findLastIndex((_, at) => isMedia(at));
  const start = names.findIndex(
    (name, at) =>
      (name === 'uploads' && at + 1 < names.length) ||
      (name.startsWith('project_') && at < lastMedia) ||
      isMedia(at),
  );
  return start === -1 ? undefined : names.slice(start).join('/');
}

/** The key in an address of ours: below our media address, or signed by our store. Undefined for any other. */
function keyIn(text: string, mediaBaseUrl: string): string | undefined {
  if (text.startsWith(`${mediaBaseUrl}/`))
    return percentDecoded(text.slice(mediaBaseUrl.length + 1).split(/[?#]/)[0] ?? '');
  const url = URL.parse(text);
  if (url?.searchParams.has('X-Amz-Signature') !== true) return undefined;
  // Taking the key for one of ours is safe whatever the host: only what is the owner's own is then looked for.
  return keyBelow(percentDecoded(url.pathname));
}

const isOurs = (key: string | undefined): boolean =>
  key !== undefined && (uploadOfKey(key) !== undefined || taskOfKey(key) !== undefined);

/**
 * The same value with the signature taken off every address of a file of ours: one that is signed again is still the same
 * file, so that a request which is repeated with it is still the same request.
 */
export function withoutSignatures(value: unknown): unknown {
  if (typeof value === 'string') return withoutSignature(value);
  if (Array.isArray(value)) return value.map(withoutSignatures);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutSignatures(member)]));
}

function withoutSignature(text: string): string {
  const url = /[?&](?:X-Amz-Signature|signature)=/.test(text) ? URL.parse(text) : null;
  return url !== null && isOurs(keyBelow(percentDecoded(url.pathname))) ? url.origin + url.pathname : text;
}

/** Reads what stands where a file address is expected: an upload's id, an address of ours, or a stranger's. */
export function inputRef(text: string, owner: Owner, mediaBaseUrl: string): InputRef {
  if (isUploadId(text)) return { type: 'upload', id: text };
  const key = keyIn(text, mediaBaseUrl);
  if (key === undefined) return { type: 'foreign', url: text };
  const upload = uploadOfKey(key);
  if (upload !== undefined)
    return upload.owner === owner ? { type: 'upload', id: upload.id, key } : { type: 'closed' };
  const task = taskOfKey(key);
  if (task !== undefined) return task.owner === owner ? { type: 'output', key } : { type: 'closed' };
  return { type: 'foreign', url: text };
}

/** The same value with every text that is one of these files replaced by its copy's address. */
export function withCopies(value: unknown, copies: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return copies.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withCopies(item, copies));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withCopies(member, copies)]),
  );
}
