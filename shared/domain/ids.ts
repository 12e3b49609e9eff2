declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** Ours: 32 lowercase hex digits, one a task. */
export type TaskId = Id<'task'>;
/** Ours: who owns a task; comes from the API key, never from a body. */
export type Owner = Id<'owner'>;
/** Theirs: what the provider calls one of our jobs. */
export type RemoteJobId = Id<'remote-job'>;
/** Ours: 128 random bits that say who may write the result of one paid call. */
export type ClaimId = Id<'claim'>;
/** Ours: 32 lowercase hex digits, one a file that an owner brings. */
export type UploadId = Id<'upload'>;
/** Ours: 32 lowercase hex digits, one a request to have everything of an owner removed. */
export type ErasureId = Id<'erasure'>;

const taskIdForm = /^[0-9a-f]{32}$/;
/** What names an owner. */
export const ownerForm = /^[a-z0-9][a-z0-9-]{0,38}$/;
/** What we accept as a provider's task id. */
export const remoteJobForm = /^[A-Za-z0-9_-]{1,128}$/;

/** True for a string that can be one of our task ids. */
export const isTaskId = (text: string): text is TaskId => taskIdForm.test(text);

/** True for a string that can name an owner: lowercase letters, digits and dashes, at most 39 of them. */
export const isOwner = (text: string): text is Owner => ownerForm.test(text);

/** True for a string that we accept as a provider's task id. */
export const isRemoteJobId = (text: string): text is RemoteJobId => remoteJobForm.test(text);

/** True for a string that can be one of our upload ids. */
export const isUploadId = (text: string): text is UploadId => taskIdForm.test(text);

/** True for a string that can name an erasure. */
export const isErasureId = (text: string): text is ErasureId => taskIdForm.test(text);
