import { isOwner, isTaskId, isUploadId } from '#domain/ids.ts';
import type { Upload, UploadStatus } from '#domain/files/upload.ts';
import type { Row } from '#storage/table/table-port.ts';
import { asTask, checkVersion, type Scene } from './rule-context.ts';

/** From which status of an upload to which others. */
const ways: Readonly<Record<UploadStatus, readonly UploadStatus[]>> = {
  pending: ['pending', 'ready', 'failed', 'removing'],
  fetching: ['fetching', 'ready', 'failed', 'removing'],
  ready: ['ready', 'removing'],
  failed: ['failed', 'removing'],
  removing: ['removing'],
};

/** A function may have seen an upload so long before it says what it made of that. */
const LONGEST_ANSWER_MS = 40_000;

export const asUpload = (row: Row): Upload => row as unknown as Upload;

export const uploadRow = (scene: Pick<Scene, 'table'>, owner: string, id: string): Row | undefined =>
  scene.table.get({ pk: `upload#${owner}#${id}`, sk: 'upload' });

/** What is ready is stored, with exactly these bytes. */
function checkStored(scene: Scene, { id, key = '', sha256, bytes }: Upload): void {
  const object = scene.media.objects.get(key);
  if (object?.sha256 !== sha256 || object?.bytes !== bytes) {
    scene.problem(`upload ${id} is ready, and not stored so`);
  }
}

/** Only what has expired, or was to be deleted, is taken away; and never from an open task. */
function checkTaken(scene: Scene, { id, owner, expiresAt }: Upload): void {
  const isExpired = Date.parse(expiresAt) <= scene.now();
  if (!isExpired && !scene.discarding.has(id)) scene.problem(`upload ${id} is taken away before its time`);
  for (const row of scene.table.partition(`upload#${owner}#${id}`, 'use#')) {
    const task = scene.table.get({ pk: `task#${owner}#${String(row['taskId'])}`, sk: 'task' });
    if (task === undefined || task['status'] !== 'PENDING') continue;
    if (Date.parse(asTask(task).deadlineAt) <= scene.now()) continue;
    scene.problem(`upload ${id} is taken away from task ${String(row['taskId'])}`);
  }
}

function checkChange(scene: Scene, old: Upload, now: Upload): void {
  const complain = (why: string): void => scene.problem(`upload ${now.id} ${why}`);
  if (!ways[old.status].includes(now.status)) complain(`went from ${old.status} to ${now.status}`);
  if (old.status === 'ready') {
    if (now.key !== old.key || now.sha256 !== old.sha256 || now.bytes !== old.bytes) complain('changed');
    if (now.expiresAt < old.expiresAt) complain('lives shorter than it was said to');
  }
  if (old.status !== 'removing' && now.status === 'removing') checkTaken(scene, old);
}

/** The object goes first. What nobody has been told of may vanish without one. */
function checkGone(scene: Scene, { id, key = '', status }: Upload): void {
  if (status !== 'removing' && status !== 'fetching') scene.problem(`upload ${id} vanished while ${status}`);
  const object = scene.media.objects.get(key);
  if (object !== undefined && object.writtenAt < scene.now() - LONGEST_ANSWER_MS) {
    scene.problem(`upload ${id} is gone, and its bytes are still there`);
  }
}

/** The rules for the row of an upload. */
export function checkUpload(scene: Scene, before: Row | undefined, after: Row | undefined): void {
  if (after?.sk !== 'upload' && before?.sk !== 'upload') return;
  if (after === undefined) return before === undefined ? undefined : checkGone(scene, asUpload(before));
  const now = asUpload(after);
  if (before !== undefined) {
    checkVersion(scene, before, after);
    checkChange(scene, asUpload(before), now);
  }
  const becomesReady = now.status === 'ready' && before?.['status'] !== 'ready';
  if (becomesReady) checkStored(scene, now);
}

/** A ready upload keeps its object: only what is on its way out loses it. */
export function checkRemovedObject(scene: Scene, key: string): void {
  const [, owner = '', id = ''] = /^uploads\/([^/]+)\/(?:.*\/)?([0-9a-f]{32})\.\w+$/.exec(key) ?? [];
  const row = isOwner(owner) && isUploadId(id) ? uploadRow(scene, owner, id) : undefined;
  if (row?.['status'] === 'ready' && row['key'] === key) scene.problem(`upload ${id} has lost its bytes`);
}

/** A new task is given only what is here, and had not expired when it was looked at. */
export function checkInputs(scene: Scene, request: Row): void {
  const [, owner = '', taskId = ''] = request.pk.split('#');
  for (const input of (request['inputs'] ?? []) as readonly string[]) {
    if (!isUploadId(input) || !isTaskId(taskId)) continue;
    const row = uploadRow(scene, owner, input);
    const upload = row === undefined ? undefined : asUpload(row);
    if (upload?.status !== 'ready') scene.problem(`task ${taskId} was given ${input}, which is not there`);
    else if (Date.parse(upload.expiresAt) + LONGEST_ANSWER_MS < scene.now()) {
      scene.problem(`task ${taskId} was given ${input}, which had expired`);
    }
  }
}

/** True where an input of the task can have been missing: a stranger's, or what another task made. */
export function mayLackInputs(scene: Scene, pk: string): boolean {
  const inputs = (scene.table.get({ pk, sk: 'request' })?.['inputs'] ?? []) as readonly string[];
  return inputs.some((input) => !isUploadId(input));
}

/** What a client is shown is here, and has not expired. */
export function checkShown(scene: Scene, upload: Upload): void {
  if (Date.parse(upload.expiresAt) <= scene.now())
    scene.problem(`upload ${upload.id} is shown after its end`);
  if (upload.status === 'ready') checkStored(scene, upload);
}
