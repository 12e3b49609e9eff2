import type { UploadHolder, UploadOrder } from '#actions/files/upload-dependencies.ts';
import type { Caller } from './caller.ts';

/** Whose uploads a caller makes and reads: all of the owner, or the one of a token for browsers. */
export const uploadHolder = ({ owner, reach }: Caller): UploadHolder =>
  reach?.type === 'upload' ? { owner, token: reach.id } : { owner };

/** … and with which API key he makes one. */
export const uploadMaker = (caller: Caller): Pick<UploadOrder, 'owner' | 'token' | 'keyId'> => ({
  ...uploadHolder(caller),
  ...(caller.key === undefined ? {} : { keyId: caller.key.id }),
});
