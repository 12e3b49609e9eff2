import { isUploadId, type Owner, type UploadId } from '../ids.ts';
import { taskOfKey } from './media-key.ts';
import { percentDecoded } from '../percent.ts';
import { uploadOfKey } from './upload-key.ts';

/** What a file address in a request stands for. */
export type InputRef =
  | { readonly type: 'upload'; readonly id: UploadId }
  /** An output of the owner's own. */
  | { readonly type: 'output'; readonly key: string }
  | { readonly type: 'foreign'; readonly url: string }
  /** A file of ours that belongs to somebody else. */
  | { readonly type: 'closed' };

/** The key in an address of ours: below our media address, or signed by our store. Undefined for any other. */
function keyIn(text: string, mediaBaseUrl: string): string | undefined {
  if (text.startsWith(`${mediaBaseUrl}/`))
    return percentDecoded(text.slice(mediaBaseUrl.length + 1).split(/[?#]/)[0] ?? '');
  const url = URL.parse(text);
  if (url?.searchParams.has('X-Amz-Signature') !== true) return undefined;
  // Taking the key for one of ours is safe whatever the host: only what is the owner's own is then looked for.
  const path = percentDecoded(url.pathname);
  const at =
    /(?:^|\/)(uploads\/.*|(?:project_[^/]*\/.*)?(?:images|videos|audio)\/(?:generated|thumbnails)\/.*)$/.exec(
      path,
    );
  return at?.[1];
}

/** Reads what stands where a file address is expected: an upload's id, an address of ours, or a stranger's. */
export function inputRef(text: string, owner: Owner, mediaBaseUrl: string): InputRef {
  if (isUploadId(text)) return { type: 'upload', id: text };
  const key = keyIn(text, mediaBaseUrl);
  if (key === undefined) return { type: 'foreign', url: text };
  const upload = uploadOfKey(key);
  if (upload !== undefined)
    return upload.owner === owner ? { type: 'upload', id: upload.id } : { type: 'closed' };
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
