import { isOwner, isTaskId, isUploadId } from '#domain/ids.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Upload, UploadStatus } from '#domain/files/upload.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import { MEDIA_URL } from '../engine/uploads.ts';
import { patienceWith } from '../ports/remote-files.ts';
import { asTask, checkVersion, type RuleContext } from './rule-context.ts';

/** From which status of an upload to which others. */
const ways: Readonly<Record<UploadStatus, readonly UploadStatus[]>> = {
  pending: ['pending', 'ready', 'failed', 'removing'],
  fetching: ['fetching', 'ready', 'failed', 'removing'],
  ready: ['ready', 'removing'],
  failed: ['failed', 'removing'],
  removing: ['removing'],
  unrecognized: [],
};

/** A function may have seen an upload so long before it says what it made of that. */
const LONGEST_ANSWER_MS = 40_000;

export const asUpload = (row: Row): Upload => row as unknown as Upload;

export const uploadRow = (context: Pick<RuleContext, 'table'>, owner: string, id: string): Row | undefined =>
  context.table.get({ pk: `upload#${owner}#${id}`, sk: 'upload' });

/** What is ready is stored, with exactly these bytes. */
function checkStored(context: RuleContext, { id, key = '', sha256, bytes }: Upload): void {
  const object = context.media.objects.get(key);
  if (object?.sha256 !== sha256 || object?.bytes !== bytes) {
    context.problem(`upload ${id} is ready, and not stored so`);
  }
}

/** Only expired uploads, or those to be deleted, are removed; and never from an open task. */
function checkTaken(context: RuleContext, { id, owner, expiresAt }: Upload): void {
  const isExpired = Date.parse(expiresAt) <= context.now();
  if (!isExpired && !context.discarding.has(id))
    context.problem(`upload ${id} is taken away before its time`);
  for (const row of context.table.partition(`upload#${owner}#${id}`, 'use#')) {
    const task = context.table.get({ pk: `task#${owner}#${String(row['taskId'])}`, sk: 'task' });
    if (task === undefined || task['status'] !== 'PENDING') continue;
    if (Date.parse(asTask(task).deadlineAt) <= context.now()) continue;
    context.problem(`upload ${id} is taken away from task ${String(row['taskId'])}`);
  }
}

function checkChange(context: RuleContext, old: Upload, now: Upload): void {
  const complain = (why: string): void => context.problem(`upload ${now.id} ${why}`);
  if (!ways[old.status].includes(now.status)) complain(`went from ${old.status} to ${now.status}`);
  if (old.status === 'ready') {
    if (now.key !== old.key || now.sha256 !== old.sha256 || now.bytes !== old.bytes) complain('changed');
    if (now.expiresAt < old.expiresAt) complain('lives shorter than it was said to');
  }
  if (old.status !== 'removing' && now.status === 'removing') checkTaken(context, old);
}

/** The object is removed before its row. An upload that no client was told of may go without one. */
function checkGone(context: RuleContext, { id, key = '', status }: Upload): void {
  if (status !== 'removing' && status !== 'fetching')
    context.problem(`upload ${id} vanished while ${status}`);
  const object = context.media.objects.get(key);
  if (object !== undefined && object.writtenAt < context.now() - LONGEST_ANSWER_MS) {
    context.problem(`upload ${id} is gone, and its bytes are still there`);
  }
}

/** The rules for the row of an upload. */
export function checkUpload(context: RuleContext, before: Row | undefined, after: Row | undefined): void {
  if (after?.sk !== 'upload' && before?.sk !== 'upload') return;
  if (after === undefined) return before === undefined ? undefined : checkGone(context, asUpload(before));
  const now = asUpload(after);
  if (before !== undefined) {
    checkVersion(context, before, after);
    checkChange(context, asUpload(before), now);
  }
  const becomesReady = now.status === 'ready' && before?.['status'] !== 'ready';
  if (becomesReady) checkStored(context, now);
}

/** A ready upload keeps its object: only what is on its way out loses it. */
export function checkRemovedObject(context: RuleContext, key: string): void {
  const [, owner = '', id = ''] =
    /^uploads\/([^/]+)\/(?:.*\/)?([0-9a-f]{32})(?:_[0-9a-f]{32})?\.\w+$/.exec(key) ?? [];
  const row = isOwner(owner) && isUploadId(id) ? uploadRow(context, owner, id) : undefined;
  if (row?.['status'] === 'ready' && row['key'] === key) context.problem(`upload ${id} has lost its bytes`);
}

/** A new task uses only uploads that exist and had not expired when they were read. */
export function checkInputs(context: RuleContext, request: Row): void {
  const [, owner = '', taskId = ''] = request.pk.split('#');
  for (const input of (request['inputs'] ?? []) as readonly string[]) {
    if (!isUploadId(input) || !isTaskId(taskId)) continue;
    const row = uploadRow(context, owner, input);
    const upload = row === undefined ? undefined : asUpload(row);
    if (upload?.status !== 'ready') context.problem(`task ${taskId} was given ${input}, which is not there`);
    else if (Date.parse(upload.expiresAt) + LONGEST_ANSWER_MS < context.now()) {
      context.problem(`task ${taskId} was given ${input}, which had expired`);
    }
  }
}

/** True where an input of the task may be missing: a third-party file that is never to be had, or another task's output. */
export function mayLackInputs(context: RuleContext, { owner, id, createdAt }: Task): boolean {
  const request = context.table.get({ pk: `task#${owner}#${id}`, sk: 'request' });
  const inputs = (request?.['inputs'] ?? []) as readonly string[];
  const age = context.now() - Date.parse(createdAt);
  return inputs.some((input) => {
    if (isUploadId(input)) return false;
    return input.startsWith(MEDIA_URL) || age >= (patienceWith(input) ?? Infinity);
  });
}

/** An upload that is shown to a client exists, and has not expired. */
export function checkShown(context: RuleContext, upload: Upload): void {
  if (Date.parse(upload.expiresAt) <= context.now())
    context.problem(`upload ${upload.id} is shown after its end`);
  if (upload.status === 'ready') checkStored(context, upload);
}

/** A removal that began has been finished, by the next cleanup at the latest, and not only when its upload expires. */
export function checkRemovals(table: MemoryTable, problem: (what: string) => void): void {
  for (const pk of table.partitions('upload#')) {
    const row = table.get({ pk, sk: 'upload' });
    if (row !== undefined && asUpload(row).status === 'removing')
      problem(`upload ${asUpload(row).id} never went`);
  }
}
