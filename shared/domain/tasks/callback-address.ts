import { isOwner, type Owner, type TaskId } from '../ids.ts';

/** Where a provider reports the end of one job. The secret is all that opens it; only its hash is stored. */

/** What a callback's path ends with: `{job}.{owner}.{secret}`. */
export interface CallbackToken {
  /** The job's number in its task. */
  readonly n: number;
  readonly owner: Owner;
  /** 43 characters of base64url. */
  readonly secret: string;
}

const tokenForm = /^([1-9])\.([a-z0-9-]{1,39})\.([A-Za-z0-9_-]{43})$/;

/** Reads a token; undefined where it has not the form of ours. */
export function readCallbackToken(text: string): CallbackToken | undefined {
  const [, n, owner, secret] = tokenForm.exec(text) ?? [];
  if (n === undefined || owner === undefined || secret === undefined || !isOwner(owner)) return undefined;
  return { n: Number(n), owner, secret };
}

const tokens = /[1-9]\.[a-z0-9-]{1,39}\.[A-Za-z0-9_-]{43}/g;

/** A stranger's text without the tokens of callbacks in it: it may repeat the address that it was given. */
export const withoutTokens = (text: string): string => text.replaceAll(tokens, '(token)');

/** Path of the address to which the service reports the end of a job. */
export const callbackPath = (service: string, taskId: TaskId, { n, owner, secret }: CallbackToken): string =>
  `/webhooks/${service.toLowerCase()}/${taskId}/${n}.${owner}.${secret}`;

/** Names a callback address in logs, by the hash of its secret: enough to tell it from others, not to call it. */
export const callbackId = (tokenHash: string): string => tokenHash.slice(0, 16);

/** The task and the token that a callback address names; undefined where it has not the form of ours. */
export function readCallbackAddress(url: string): { taskId: string; token: CallbackToken } | undefined {
  const [taskId = '', last = ''] = url.split('/').slice(-2);
  const token = readCallbackToken(last);
  return token === undefined ? undefined : { taskId, token };
}

/** True where an address is one of this very job, whatever its secret. */
export const isAddressOf = (url: string, { id, owner }: { id: TaskId; owner: Owner }, n: number): boolean =>
  url.includes(`/${id}/${n}.${owner}.`);
