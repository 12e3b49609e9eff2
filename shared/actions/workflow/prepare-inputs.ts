import type { FailCode } from '#domain/error.ts';
import type { Owner, TaskId } from '#domain/ids.ts';
import { inputsLateSince } from '#domain/tasks/job.ts';
import { inputRef, withCopies } from '#domain/files/input-ref.ts';
import { isoTime, type Digest } from '#domain/ports.ts';
import type { InputLimits, TaskSnapshot } from '#domain/tasks/task.ts';
import { uploadKey } from '#domain/files/upload-key.ts';
import { arrived, PENDING_LIFE_MS, type Upload } from '#domain/files/upload.ts';
import type { UploadWriter } from '#storage/objects/upload-writer.ts';
import type { CopyOutcome, FileToCopy } from './copy-to-provider.ts';
import type { FetchDependencies } from '../files/fetch-upload.ts';
import { foreignUploadId } from '../files/foreign-upload.ts';
import { misfitOf } from '../files/misfit.ts';
import { newUpload, type UploadDependencies } from '../files/upload-dependencies.ts';

/**
 * What the inputs of a task have come to. `later`: nothing is wrong, but the paid call must not be made in this visit;
 * `cause` where it is the input itself that keeps us waiting.
 */
export type Prepared =
  | { readonly type: 'ready'; readonly input: TaskSnapshot['request']['input'] }
  | { readonly type: 'later'; readonly until: string; readonly reason: string; readonly cause?: 'input' }
  | { readonly type: 'failed'; readonly code: FailCode; readonly message: string };

export interface PrepareDependencies
  extends UploadDependencies, Pick<FetchDependencies, 'openSource' | 'sourceProblem'> {
  readonly writer: UploadWriter;
  readonly digest: Digest;
  readonly mediaBaseUrl: string;
  /** Has the provider hold a copy of a file of ours beyond a time, and tells its address. */
  readonly copy: (service: string, file: FileToCopy, beyond: number) => Promise<CopyOutcome>;
}

/** After so long a visit has too little time left for the paid call: what has been prepared is remembered for the next. */
const PATIENCE_MS = 8000;
const RETRY_MS = 15_000;
/** A stranger's file that cannot be reached for so long is given up; tries come ever more rarely, but at least so often. */
const OUT_OF_REACH_MS = 10 * 60_000;
const RAREST_RETRY_MS = 120_000;

type Found = { readonly type: 'file'; readonly file: FileToCopy } | Exclude<Prepared, { type: 'ready' }>;
interface Order {
  readonly owner: Owner;
  readonly id: TaskId;
  /** Since when an input has been out of reach. */
  readonly lateSince: string | undefined;
}

/**
 * Sees to it, before anything is claimed or paid, that the provider can read every input until the task's deadline: a
 * stranger's file is first copied into our bucket as an upload of the owner, and of every file of ours the provider gets
 * a copy. Each step is remembered, so a visit that breaks off is continued by the next.
 */
export const prepareInputs = (dependencies: PrepareDependencies) => {
  const { uploads, writer, clock, log, digest, life, openSource, sourceProblem } = dependencies;

  const lost = (url: string, why: string): Extract<Prepared, { type: 'failed' }> => ({
    type: 'failed',
    code: 'input_expired',
    message: `The input ${shown(url)} cannot be used: ${why}`,
  });
  const later = (reason: string, ms = RETRY_MS): Extract<Prepared, { type: 'later' }> => ({
    type: 'later',
    until: isoTime(clock.now() + ms),
    reason,
  });

  /** Out of reach is not gone: tried again for ten minutes. */
  const unreachable = (url: string, lateSince: string | undefined, reason: string): Found => {
    const spent = lateSince === undefined ? 0 : clock.now() - Date.parse(lateSince);
    if (spent >= OUT_OF_REACH_MS) return lost(url, `it was out of reach for ten minutes (${reason})`);
    return { ...later(reason, Math.min(Math.max(RETRY_MS, spent), RAREST_RETRY_MS)), cause: 'input' };
  };

  const fileOf = (url: string, upload: Upload | undefined): Found => {
    const { key, contentType, bytes } = upload ?? {};
    if (upload?.status !== 'ready' || key === undefined || contentType === undefined || bytes === undefined) {
      return lost(url, 'the upload is gone');
    }
    return { type: 'file', file: { key, contentType, bytes } };
  };

  /** The upload's id is made of the task's and the address, so that a second visit finds what the first has copied. */
  const fetchForeign = async ({ owner, id, lateSince }: Order, url: string): Promise<Found> => {
    const uploadId = foreignUploadId(digest, { owner, id }, url);
    const known = await uploads.find(owner, uploadId);
    if (known !== undefined) return fileOf(url, known);
    const order = { owner, fileName: 'input' };
    const fresh = {
      ...newUpload(dependencies, order, { status: 'pending', lifeMs: PENDING_LIFE_MS }),
      id: uploadId,
    };
    try {
      const source = await openSource(url);
      const keyOf = (type: Parameters<typeof uploadKey>[1]): string => uploadKey(fresh, type);
      const written = await writer.write({ body: source.body, contentLength: source.contentLength, keyOf });
      if (written.type === 'rejected') return lost(url, written.reason);
      const upload = arrived(fresh, written.arrival, clock.now(), life);
      await uploads.create(upload);
      return fileOf(url, upload);
    } catch (error) {
      const problem = sourceProblem(error);
      if (problem === undefined) throw error;
      log.warn('input not fetched', { taskId: id, reason: problem.reason });
      return problem.final ? lost(url, problem.reason) : unreachable(url, lateSince, problem.reason);
    }
  };

  const find = async (order: Order, url: string): Promise<Found> => {
    const ref = inputRef(url, order.owner, dependencies.mediaBaseUrl);
    switch (ref.type) {
      case 'upload':
        return fileOf(url, await uploads.find(order.owner, ref.id));
      case 'output':
        return { type: 'file', file: { key: ref.key } };
      case 'foreign':
        return fetchForeign(order, ref.url);
      case 'closed':
        return lost(url, 'it is not a file of the owner');
    }
  };

  const copyOf = async (
    snapshot: TaskSnapshot,
    url: string,
  ): Promise<string | Exclude<Prepared, { type: 'ready' }>> => {
    const { task, jobs } = snapshot;
    const lateSince = jobs.flatMap((job) => inputsLateSince(job) ?? []).sort()[0];
    const found = await find({ owner: task.owner, id: task.id, lateSince }, url);
    if (found.type !== 'file') return found;
    const misfit = limitsOn(snapshot, url).flatMap((limit) => misfitOf(found.file, limit) ?? [])[0];
    if (misfit !== undefined) return lost(url, `it ${misfit}`);
    const copied = await dependencies.copy(task.service, found.file, Date.parse(task.deadlineAt));
    switch (copied.type) {
      case 'copied':
        return copied.url;
      case 'missing':
        return lost(url, 'the file is gone');
      case 'refused':
        return { type: 'failed', code: copied.code, message: copied.message };
      case 'unavailable':
        return later(copied.reason, copied.retryAfterSeconds * 1000);
    }
  };

  return async (snapshot: TaskSnapshot): Promise<Prepared> => {
    const { request } = snapshot;
    const files = [...new Set(request.inputs ?? [])];
    if (files.length === 0) return { type: 'ready', input: request.input };
    const begun = clock.now();
    const copies = new Map<string, string>();
    for (const url of files) {
      if (clock.now() - begun > PATIENCE_MS) return later('preparing the inputs took long', 0);
      const copy = await copyOf(snapshot, url);
      if (typeof copy !== 'string') return copy;
      copies.set(url, copy);
    }
    if (clock.now() - begun > PATIENCE_MS) return later('preparing the inputs took long', 0);
    return { type: 'ready', input: withCopies(request.input, copies) as TaskSnapshot['request']['input'] };
  };
};

/** What the model takes in each of the places where this file stands. */
const limitsOn = ({ request }: TaskSnapshot, url: string): readonly InputLimits[] =>
  (request.limits ?? []).filter((limit) => limit.url === url);

/** An address without what may be secret in it. */
function shown(text: string): string {
  const url = URL.parse(text);
  return url === null ? text : `${url.origin}${url.pathname}`.slice(0, 200);
}
