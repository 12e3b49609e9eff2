import { errorClasses, type ErrorClass, type FailCode, type FailureStage } from './error.ts';
import { isJobOver, newJob, type Job } from './job.ts';
import { toCredits } from './money.ts';
import { thumbnailKey, type Preview, type ThumbnailSize } from './preview.ts';
import { totalOf } from './settlement.ts';
import {
  firstExternalId,
  isEnded,
  type Output,
  type Priority,
  type Stage,
  type StoredFile,
  type Task,
  type TaskStatus,
  type WholeTask,
} from './task.ts';

/** One kept file, as a client sees it. */
export interface AssetView {
  readonly type: 'image' | 'video' | 'audio';
  readonly url: string;
  /** A small picture of it, and a larger one. */
  readonly thumbnailUrl?: string;
  readonly previewUrl?: string;
  readonly thumbhash?: string;
  readonly bytes: number;
  readonly contentType: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
  readonly codec?: string;
  readonly sha256: string;
  readonly sourceUrl: string;
  readonly late?: boolean;
}

/** What a client sees of a task: one shape for create, get, list and push. Credits are JSON numbers with at most three decimals. */
export interface TaskView {
  readonly id: string;
  readonly promptId?: string;
  readonly service: string;
  readonly model: string;
  readonly status: TaskStatus;
  readonly stage: Stage;
  readonly attempt: number;
  readonly retryCount: number;
  readonly parentTaskId?: string;
  readonly providerParams: Readonly<Record<string, unknown>>;
  readonly externalTaskId?: string;
  /** JSON text `{"resultUrls": […]}` of our own URLs. */
  readonly resultJson?: string;
  readonly assets: readonly AssetView[];
  readonly failCode?: FailCode;
  readonly failMsg?: string;
  readonly failureStage?: FailureStage;
  readonly errorClass?: ErrorClass;
  readonly cost: {
    readonly estimatedCredits: number;
    readonly actualCredits?: number;
    readonly final: boolean;
  };
  readonly priority: Priority;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly processingMs?: number;
  readonly startsAt?: string;
  readonly expectedSeconds?: number;
  readonly nextCheckSeconds?: number;
  readonly links: {
    readonly self: string;
    readonly status: string;
    readonly events: string;
    readonly cancel?: string;
    readonly retry?: string;
  };
}

/** The light view for clients that poll. */
export interface StatusView {
  readonly id: string;
  readonly status: TaskStatus;
  readonly stage: Stage;
  readonly attempt: number;
  readonly startsAt?: string;
  readonly expectedSeconds?: number;
  readonly nextCheckSeconds?: number;
  readonly failCode?: FailCode;
  readonly failMsg?: string;
}

/** All jobs of a task, the untouched ones included. */
export const allJobs = ({ task, jobs }: Pick<WholeTask, 'task' | 'jobs'>): Job[] =>
  Array.from({ length: task.jobs }, (_, i) => jobs.find((job) => job.n === i + 1) ?? newJob(i + 1));

/** How far a task is: that of the job which is furthest behind. */
export function stageOf(whole: Pick<WholeTask, 'task' | 'jobs'>): Stage {
  if (isEnded(whole.task)) return 'done';
  const open = allJobs(whole).filter((job) => !isJobOver(job));
  const some = (state: Job['state']): boolean => open.some((job) => job.state === state);
  if (some('unknown')) return 'outcome_unknown';
  const queued = open.filter((job) => job.state === 'queued');
  if (queued.some((job) => job.notBefore !== undefined)) return 'held';
  if (queued.length > 0 && queued.length === open.length) return 'queued';
  if (queued.length > 0 || some('submitting')) return 'submitting';
  return open.every((job) => job.readyAt !== undefined) ? 'archiving' : 'generating';
}

function startsAtOf(whole: Pick<WholeTask, 'task' | 'jobs'>): string | undefined {
  if (stageOf(whole) !== 'held') return undefined;
  return whole.jobs
    .flatMap((job) => (job.state === 'queued' && job.notBefore !== undefined ? [job.notBefore] : []))
    .sort()[0];
}

/** Claims of the paid call so far: those of the job with the most. */
export const attemptsOf = (jobs: readonly Job[]): number =>
  jobs.reduce((most, job) => Math.max(most, job.attempt), 0);

const startedAtOf = (jobs: readonly Job[]): string | undefined =>
  jobs.flatMap((job) => (job.firstClaimedAt === undefined ? [] : [job.firstClaimedAt])).sort()[0];

/** A good moment to ask again: a tenth of what the model usually takes, between 1 and 15 seconds. */
const nextCheckOf = (task: Task): number => Math.min(15, Math.max(1, Math.round(task.expectedSeconds / 10)));

function previewView(
  mediaBaseUrl: string,
  { key }: StoredFile,
  preview: Preview | undefined,
): Partial<AssetView> {
  const urlOf = (size: ThumbnailSize): string | undefined => {
    const small = preview?.sizes.includes(size) === true ? thumbnailKey(key, size) : undefined;
    return small === undefined ? undefined : `${mediaBaseUrl}/${small}`;
  };
  const [thumbnailUrl, previewUrl] = [urlOf(320), urlOf(1024)];
  return {
    ...(thumbnailUrl === undefined ? {} : { thumbnailUrl }),
    ...(previewUrl === undefined ? {} : { previewUrl }),
    ...(preview?.thumbhash === undefined ? {} : { thumbhash: preview.thumbhash }),
  };
}

const assetView = (
  mediaBaseUrl: string,
  file: StoredFile,
  output: Output,
  preview: Preview | undefined,
): AssetView => ({
  type: file.media,
  url: `${mediaBaseUrl}/${file.key}`,
  ...previewView(mediaBaseUrl, file, preview),
  bytes: file.bytes,
  contentType: file.contentType,
  ...(file.width === undefined ? {} : { width: file.width }),
  ...(file.height === undefined ? {} : { height: file.height }),
  ...(file.durationSeconds === undefined ? {} : { durationSeconds: file.durationSeconds }),
  ...(file.codec === undefined ? {} : { codec: file.codec }),
  sha256: file.sha256,
  sourceUrl: output.sourceUrl,
  ...(output.late === true ? { late: true } : {}),
});

function endingView(task: Task): Partial<TaskView> {
  const failure = task.ending?.failure;
  return {
    ...(task.ending === undefined ? {} : { completedAt: task.ending.at }),
    ...(failure === undefined
      ? {}
      : {
          failCode: failure.code,
          failMsg: failure.message,
          failureStage: failure.stage,
          errorClass: errorClasses[failure.code],
        }),
  };
}

function timesView(whole: WholeTask): Partial<TaskView> {
  const { task } = whole;
  const startedAt = startedAtOf(whole.jobs);
  const endedAt = task.ending?.at;
  const startsAt = startsAtOf(whole);
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(startedAt === undefined || endedAt === undefined
      ? {}
      : { processingMs: Date.parse(endedAt) - Date.parse(startedAt) }),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(isEnded(task) ? {} : { expectedSeconds: task.expectedSeconds, nextCheckSeconds: nextCheckOf(task) }),
  };
}

function costView({ estimate, settlement }: Task): TaskView['cost'] {
  const estimatedCredits = toCredits(estimate);
  if (settlement === undefined) return { estimatedCredits, final: false };
  return { estimatedCredits, actualCredits: toCredits(totalOf(settlement)), final: settlement.final };
}

function linksView(task: Task, self: string): TaskView['links'] {
  return {
    self,
    status: `${self}/status`,
    events: `${self}/events`,
    ...(isEnded(task) ? {} : { cancel: `${self}/cancel` }),
    ...(task.status === 'FAILED' || task.status === 'CANCELED' ? { retry: `${self}/retry` } : {}),
  };
}

/** Shows a whole task. A provider's URL never stands where a result is expected; `sourceUrl` only tells where a file came from. */
export function viewTask(whole: WholeTask, mediaBaseUrl: string): TaskView {
  const { task, request } = whole;
  const externalTaskId = firstExternalId(whole.jobs);
  const assets = isEnded(task)
    ? whole.outputs.flatMap((output) =>
        output.stored === undefined
          ? []
          : [
              assetView(
                mediaBaseUrl,
                output.stored,
                output,
                task.previews?.find(({ n }) => n === output.n),
              ),
            ],
      )
    : [];
  const self = `/api/v1/generation/tasks/${task.id}`;
  return {
    id: task.id,
    ...(task.promptId === undefined ? {} : { promptId: task.promptId }),
    service: task.service,
    model: task.model,
    status: task.status,
    stage: stageOf(whole),
    attempt: attemptsOf(whole.jobs),
    retryCount: task.retryCount,
    ...(task.parentTaskId === undefined ? {} : { parentTaskId: task.parentTaskId }),
    providerParams: request.providerParams,
    ...(externalTaskId === undefined ? {} : { externalTaskId }),
    ...(task.status === 'SUCCESS'
      ? { resultJson: JSON.stringify({ resultUrls: assets.map((asset) => asset.url) }) }
      : {}),
    assets,
    ...endingView(task),
    cost: costView(task),
    priority: task.priority,
    ...(request.metadata === undefined ? {} : { metadata: request.metadata }),
    createdAt: task.createdAt,
    ...timesView(whole),
    links: linksView(task, self),
  };
}

/** Shows how far a task is, for clients that poll. */
export function viewStatus(whole: WholeTask): StatusView {
  const { task } = whole;
  const startsAt = startsAtOf(whole);
  const failure = task.ending?.failure;
  return {
    id: task.id,
    status: task.status,
    stage: stageOf(whole),
    attempt: attemptsOf(whole.jobs),
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(isEnded(task) ? {} : { expectedSeconds: task.expectedSeconds, nextCheckSeconds: nextCheckOf(task) }),
    ...(failure === undefined ? {} : { failCode: failure.code, failMsg: failure.message }),
  };
}

/** The task as it was the moment it was created: what a repeated request is answered with. */
export function asCreated(whole: WholeTask): WholeTask {
  const { ending, settlement, ...task } = whole.task;
  const unchanged = ending === undefined && settlement === undefined && whole.jobs.length === 0;
  return unchanged
    ? whole
    : {
        task: { ...task, status: 'PENDING', run: 1, history: task.history.slice(0, 1) },
        request: whole.request,
        jobs: [],
        outputs: [],
      };
}
