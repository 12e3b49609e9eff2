import { failCodes } from '#domain/error.ts';
import { toCredits } from '#domain/money/money.ts';
import { isResult, storedAmong, type StoredFile, type StoredOutput } from '#domain/tasks/output.ts';
import { nextCheckSeconds } from '#domain/tasks/next-check.ts';
import type { MediaAddress } from '#domain/files/media-address.ts';
import { thumbnailKey, type Preview, type ThumbnailSize } from '#domain/files/preview.ts';
import { isPriceKnown, totalOf } from '#domain/money/settlement.ts';
import { shownTask, type ShownTask } from '#domain/tasks/shown-task.ts';
import { isEnded, type Task, type TaskSnapshot } from '#domain/tasks/task.ts';
import { addressOf, type Route } from '../route.ts';
import { taskRoutes } from './routes.ts';
import type { AssetView, CancelView, StatusView, TaskView } from './answers.ts';

/** What a client that waits for an open task wants to know. */
function waitingView({ task, stage, startedAt, startsAt }: ShownTask, now: number) {
  if (isEnded(task)) return {};
  const { createdAt, expectedSeconds } = task;
  const outlook = {
    stage,
    createdAt,
    expectedSeconds,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(startsAt === undefined ? {} : { startsAt }),
  };
  return { expectedSeconds, nextCheckSeconds: nextCheckSeconds(outlook, now) };
}

function previewView(
  addressOfKey: MediaAddress,
  { key }: StoredFile,
  preview: Preview | undefined,
): Partial<AssetView> {
  const urlOf = (size: ThumbnailSize): string | undefined => {
    const small = preview?.sizes.includes(size) === true ? thumbnailKey(key, size) : undefined;
    return small === undefined ? undefined : addressOfKey(small);
  };
  const [thumbnailUrl, previewUrl] = [urlOf(320), urlOf(1024)];
  return {
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    ...(previewUrl === undefined ? {} : { previewUrl }),
    ...(preview?.thumbhash === undefined ? {} : { thumbhash: preview.thumbhash }),
  };
}

/** Where assets are shown, and whose they are. */
interface AssetPlace {
  readonly taskId: string;
  readonly addressOfKey: MediaAddress;
}

const assetView = (
  { taskId, addressOfKey }: AssetPlace,
  { n, file, role, sourceUrl, late, at }: StoredOutput,
  preview: Preview | undefined,
): AssetView => ({
  id: `${taskId}-${n}`,
  type: file.media,
  role,
  url: addressOfKey(file.key),
  ...previewView(addressOfKey, file, preview),
  bytes: file.bytes,
  contentType: file.contentType,
  ...(file.width === undefined ? {} : { width: file.width }),
  ...(file.height === undefined ? {} : { height: file.height }),
  ...(file.durationSeconds === undefined ? {} : { durationSeconds: file.durationSeconds }),
  ...(file.codec === undefined ? {} : { codec: file.codec }),
  sha256: file.sha256,
  sourceUrl: sourceUrl ?? '',
  createdAt: at,
  ...(late ? { late } : {}),
});

const resultsFirst = (outputs: readonly StoredOutput[]): readonly StoredOutput[] => [
  ...outputs.filter(isResult),
  ...outputs.filter((output) => !isResult(output)),
];

function endingView(task: Task): Partial<TaskView> {
  const failure = task.ending?.failure;
  return {
    ...(task.ending === undefined ? {} : { completedAt: task.ending.at }),
    ...(task.ending?.detached === true ? { detached: true } : {}),
    ...(failure === undefined
      ? {}
      : {
          failCode: failure.code,
          failMsg: failure.message,
          failureStage: failure.stage,
          errorClass: failCodes[failure.code].errorClass,
        }),
  };
}

/** When a task that is held has its turn, and how many have theirs before. */
const turnView = ({ startsAt, position }: ShownTask) => ({
  ...(startsAt === undefined ? {} : { startsAt }),
  ...(position === undefined ? {} : { position }),
});

function timesView(shown: ShownTask, now: number): Partial<TaskView> {
  const { task, startedAt } = shown;
  const endedAt = task.ending?.at;
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(startedAt === undefined || endedAt === undefined
      ? {}
      : // Earlier versions may have taken the time of a cancel before that of a claim.
        { processingMs: Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) }),
    ...turnView(shown),
    ...waitingView(shown, now),
  };
}

function costView({ estimate, settlement }: Task): TaskView['cost'] {
  const estimatedCredits = toCredits(estimate);
  if (settlement === undefined) return { estimatedCredits, final: false };
  return { estimatedCredits, actualCredits: toCredits(totalOf(settlement)), final: isPriceKnown(settlement) };
}

function linksView(task: Task): TaskView['links'] {
  const to = (route: Route): string => addressOf(route, task.id);
  return {
    self: to(taskRoutes.readTask),
    status: to(taskRoutes.readTaskStatus),
    events: to(taskRoutes.readTaskEvents),
    ...(isEnded(task) ? {} : { cancel: to(taskRoutes.cancelTask) }),
    ...(task.status === 'FAILED' || task.status === 'CANCELED' ? { retry: to(taskRoutes.retryTask) } : {}),
  };
}

/**
 * Shows a whole task as it is at `now` (epoch milliseconds); without, as its create answered and any repetition of it
 * does. A provider's URL never stands where a result is expected; `sourceUrl` only tells where a file came from.
 */
export const viewTask = (snapshot: TaskSnapshot, addressOfKey: MediaAddress, now?: number): TaskView =>
  viewShown(shownTask(snapshot), addressOfKey, now);

/** The same from what is shown of it. */
export function viewShown(shown: ShownTask, addressOfKey: MediaAddress, now?: number): TaskView {
  const { task, request, externalId } = shown;
  const previewOf = (n: number) => task.previews?.find((preview) => preview.n === n);
  const assets = isEnded(task)
    ? resultsFirst(storedAmong(shown.outputs)).map((output) =>
        assetView({ taskId: task.id, addressOfKey }, output, previewOf(output.n)),
      )
    : [];
  const results = assets.filter(isResult);
  return {
    id: task.id,
    ...(task.promptId === undefined ? {} : { promptId: task.promptId }),
    service: task.service,
    model: task.model,
    status: task.status,
    stage: shown.stage,
    attempt: shown.attempt,
    retryCount: task.retryCount,
    ...(task.parentTaskId === undefined ? {} : { parentTaskId: task.parentTaskId }),
    providerParams: request.providerParams,
    ...(request.seeds === undefined ? {} : { seeds: request.seeds.values }),
    ...(externalId === undefined ? {} : { externalTaskId: externalId }),
    ...(task.status === 'SUCCESS'
      ? { resultJson: JSON.stringify({ resultUrls: results.map((asset) => asset.url) }) }
      : {}),
    assets,
    ...endingView(task),
    cost: costView(task),
    priority: task.priority,
    ...(request.metadata === undefined ? {} : { metadata: request.metadata }),
    ...(request.path === undefined ? {} : { path: request.path }),
    ...(task.callbackUrl === undefined ? {} : { callbackUrl: task.callbackUrl }),
    createdAt: task.createdAt,
    ...timesView(shown, now ?? Date.parse(task.createdAt)),
    links: linksView(task),
  };
}

/** Shows how far a task is at `now` (epoch milliseconds), for clients that poll. */
export function viewStatus(snapshot: TaskSnapshot, now: number): StatusView {
  const shown = shownTask(snapshot);
  const { task, stage, attempt } = shown;
  const failure = task.ending?.failure;
  return {
    id: task.id,
    status: task.status,
    stage,
    attempt,
    ...turnView(shown),
    ...waitingView(shown, now),
    ...(failure === undefined ? {} : { failCode: failure.code, failMsg: failure.message }),
  };
}

/** Shows what became of a cancel. */
export const viewCanceled = (
  { outcome, snapshot }: { readonly outcome: CancelView['outcome']; readonly snapshot: TaskSnapshot },
  addressOfKey: MediaAddress,
  now: number,
): CancelView => ({ outcome, task: viewTask(snapshot, addressOfKey, now) });
