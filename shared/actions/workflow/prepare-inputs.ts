import { inputRef, withCopies } from '#domain/files/input-ref.ts';
import {
  fileOf,
  laterInputs,
  limitsOn,
  unusableInput,
  type FailedInputs,
  type FoundInput,
  type LaterInputs,
  type Prepared,
} from '#domain/tasks/prepared-inputs.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { TaskRequest, TaskSnapshot } from '#domain/tasks/task.ts';
import { misfitOf } from '../files/misfit.ts';
import type { CopyOutcome, FileToCopy } from './copy-to-provider.ts';
import { fetchInput, type FetchInputDependencies } from './fetch-input.ts';

export interface PrepareDependencies extends FetchInputDependencies {
  readonly mediaBaseUrl: string;
  /** Has the provider hold a copy of a file of ours beyond a time, for an account there, and tells its address. */
  readonly copy: (account: ProviderAccount, file: FileToCopy, beyond: number) => Promise<CopyOutcome>;
}

/** After so long a visit has too little time left for the paid call: what has been prepared is remembered for the next. */
const PATIENCE_MS = 8000;

/** Finds the file that an input names: an upload or an output of the owner, or a foreign one, which is copied first. */
const finding = (dependencies: PrepareDependencies) => {
  const { uploads, mediaBaseUrl } = dependencies;
  const fetchForeign = fetchInput(dependencies);
  return async (snapshot: TaskSnapshot, url: string): Promise<FoundInput> => {
    const { owner } = snapshot.task;
    const ref = inputRef(url, owner, mediaBaseUrl);
    switch (ref.type) {
      case 'upload':
        return fileOf(url, await uploads.find(owner, ref.id), ref.key);
      case 'output':
        return { type: 'file', file: { key: ref.key } };
      case 'foreign':
        return fetchForeign(snapshot, ref.url);
      case 'closed':
        return unusableInput(url, 'it is not a file of the owner');
    }
  };
};

/** Has the provider hold a copy of an input; answers with its address there. */
const copying = (dependencies: PrepareDependencies) => {
  const { clock, copy } = dependencies;
  const find = finding(dependencies);
  return async (
    snapshot: TaskSnapshot,
    account: ProviderAccount,
    url: string,
  ): Promise<string | LaterInputs | FailedInputs> => {
    const { task, request } = snapshot;
    const found = await find(snapshot, url);
    if (found.type !== 'file') return found;
    const misfit = limitsOn(request, url).flatMap((limit) => misfitOf(found.file, limit) ?? [])[0];
    if (misfit !== undefined) return unusableInput(url, `it ${misfit}`);
    const copied = await copy(account, found.file, Date.parse(task.deadlineAt));
    switch (copied.type) {
      case 'copied':
        return copied.url;
      case 'missing':
        return unusableInput(url, 'the file is gone');
      case 'refused':
        return { type: 'failed', code: copied.code, message: copied.message };
      case 'unavailable':
        return laterInputs(copied.reason, clock.now(), copied.retryAfterSeconds * 1000);
    }
  };
};

/**
 * Sees to it, before anything is claimed or paid, that the provider can read every input of calls made with an account
 * until the task's deadline: a foreign file is first copied into our bucket as an upload of the owner, and of every file
 * of ours the provider gets a copy. Each step is remembered, so a visit that breaks off is continued by the next.
 */
export const prepareInputs = (dependencies: PrepareDependencies) => {
  const { clock } = dependencies;
  const copyOf = copying(dependencies);

  return async (snapshot: TaskSnapshot, account: ProviderAccount): Promise<Prepared> => {
    const { request } = snapshot;
    const files = [...new Set(request.inputs ?? [])];
    if (files.length === 0) return { type: 'ready', input: request.input };
    const begun = clock.now();
    const isLate = (): boolean => clock.now() - begun > PATIENCE_MS;
    const notNow = (): LaterInputs => laterInputs('preparing the inputs took long', clock.now(), 0);
    const copies = new Map<string, string>();
    for (const url of files) {
      if (isLate()) return notNow();
      const copy = await copyOf(snapshot, account, url);
      if (typeof copy !== 'string') return copy;
      copies.set(url, copy);
    }
    if (isLate()) return notNow();
    return { type: 'ready', input: withCopies(request.input, copies) as TaskRequest['input'] };
  };
};
