import { isOwner, isUploadId, type Owner, type UploadId } from '../ids.ts';
import { idInKey } from './key-part.ts';
import { uploadTypes, type UploadType } from './upload-type.ts';

/** Below this lie all uploads of an owner, and nothing else. */
export const ownUploads = (owner: Owner): string => `uploads/${owner}/`;

/** A folder path that may stand in a key: up to eight names of letters, digits, `_` and `-`. */
export const uploadPathForm = /^[A-Za-z0-9_-]{1,64}(?:\/[A-Za-z0-9_-]{1,64}){0,7}$/;

export interface UploadPlace {
  readonly owner: Owner;
  readonly id: UploadId;
  readonly uploadPath?: string | undefined;
  /** What its row says of it; absent for one that an earlier version made. */
  readonly keyPart?: string | undefined;
}

/** Where an upload lies: made of our own ids, the checked path and the type only. */
export function uploadKey({ owner, id, uploadPath, keyPart }: UploadPlace, type: UploadType): string {
  const folder = uploadPath === undefined ? '' : `${uploadPath}/`;
  return `${ownUploads(owner)}${folder}${idInKey(id, keyPart)}.${uploadTypes[type].ending}`;
}

const PENDING = 'pending/';

/** Where the bytes of an upload are sent that nobody has looked at yet: nothing there is ever shown. */
export const pendingKey = (key: string): string => `${PENDING}${key}`;

/** The key that pending bytes are to get; undefined for any other key. */
export const awaitedKey = (key: string): string | undefined =>
  key.startsWith(PENDING) ? key.slice(PENDING.length) : undefined;

const keyForm =
  /^uploads\/([a-z0-9-]{1,39})\/(?:[\w-]+\/){0,8}([0-9a-f]{32})(?:_[0-9a-f]{32})?\.[a-z0-9]{2,4}$/;

/** Whose upload lies under a key; undefined where the key is no upload's. */
export function uploadOfKey(key: string): { readonly owner: Owner; readonly id: UploadId } | undefined {
  const [, owner = '', id = ''] = keyForm.exec(key) ?? [];
  return isOwner(owner) && isUploadId(id) ? { owner, id } : undefined;
}
