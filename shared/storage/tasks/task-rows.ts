import * as z from 'zod';
import { failureStages } from '#domain/error.ts';
import { namesOf } from '#domain/names.ts';
import { once } from '#domain/once.ts';
import { thumbnailSizes, type ThumbnailSize } from '#domain/files/preview.ts';
import {
  priorities,
  taskStatuses,
  type Ending,
  type Task,
  type TaskRequest,
  type TaskSnapshot,
  type TaskStatus,
} from '#domain/tasks/task.ts';
import { belongingOf, isMeant, type Incarnated } from '#domain/tasks/incarnation.ts';
import type { Face } from '#domain/tasks/shown-task.ts';
import { readJob } from './job-rows.ts';
import { readOutput } from './output-rows.ts';
import { failCode, mediaKind, note, owner, taskId } from './row-fields.ts';
import { readTold, TOLD_SORT } from './told-rows.ts';
import { withSharedTexts, type StoredRequest } from './shared-texts.ts';
import type { Key, Row } from '../table/table-port.ts';

/** How a task lies in the table: one partition of owner and id, a row each for task, request, every job and every output. */

const anyObject = z.record(z.string(), z.unknown());

const incarnated = once(() => z.object({ incarnation: z.string().exactOptional() }));

const isThumbnailSize = (size: number): size is ThumbnailSize =>
  thumbnailSizes.some((known) => known === size);

const anyStatus = z.enum(namesOf(taskStatuses));

/** What a status without a name comes to. */
function statusBy(ending: Ending | undefined): TaskStatus {
  if (ending === undefined) return 'PENDING';
  return ending.failure === undefined ? 'SUCCESS' : 'FAILED';
}

/** Status and media of a task; `unrecognized` where one of them has no name. */
function inOurWords(row: {
  readonly status: string;
  readonly media: string;
  readonly ending?: Ending;
}): Pick<Task, 'status' | 'media' | 'unrecognized'> {
  const status = anyStatus.safeParse(row.status).data;
  const media = mediaKind.safeParse(row.media).data;
  return status === undefined || media === undefined
    ? { status: status ?? statusBy(row.ending), media: media ?? 'image', unrecognized: true }
    : { status, media };
}

const settlement = once(() =>
  z.object({
    prices: z.array(z.int()),
    final: z.boolean(),
    estimated: z.array(z.int()).exactOptional(),
    own: z.array(z.int()).exactOptional(),
  }),
);

const taskFields = once(() =>
  z
    .object({
      id: taskId,
      owner,
      status: z.string(),
      service: z.string(),
      model: z.string(),
      wireModel: z.string(),
      dialect: z.string(),
      media: z.string(),
      jobs: z.int(),
      estimate: z.int(),
      priority: z.enum(namesOf(priorities)).catch('normal'),
      promptId: z.string().exactOptional(),
      parentTaskId: taskId.exactOptional(),
      retryCount: z.int(),
      incarnation: z.string().exactOptional(),
      run: z.int(),
      requestHash: z.string().exactOptional(),
      createdAt: z.string(),
      deadlineAt: z.string(),
      allowedSeconds: z.number().exactOptional(),
      expectedSeconds: z.number(),
      firstLookSeconds: z.number(),
      polls: z.enum(['quick', 'slow']).catch('quick'),
      ending: z
        .object({
          at: z.string(),
          failure: z
            .object({
              code: failCode('generation_failed'),
              message: z.string(),
              stage: z.enum(namesOf(failureStages)).catch('persisting'),
            })
            .exactOptional(),
          detached: z.literal(true).exactOptional(),
          openOutputs: z.int().exactOptional(),
        })
        .exactOptional(),
      settlement: settlement().exactOptional(),
      previews: z
        .array(
          z.object({
            n: z.int(),
            sizes: z.array(z.number()).transform((sizes) => sizes.filter(isThumbnailSize)),
            thumbhash: z.string().exactOptional(),
          }),
        )
        .exactOptional(),
      undrawn: z.int().exactOptional(),
      hold: z.object({ amount: z.int(), month: z.string(), day: z.string() }).exactOptional(),
      placed: z.literal(true).exactOptional(),
      keyId: z.string().exactOptional(),
      callbackUrl: z.string().exactOptional(),
      overdueSince: z.string().exactOptional(),
      lookAt: z.string().exactOptional(),
      history: z.array(note()),
    })
    .transform((row): Task => ({ ...row, ...inOurWords(row) })),
);

const requestFields = once(
  () =>
    z.object({
      providerParams: anyObject,
      inputs: z.array(z.string()).exactOptional(),
      limits: z
        .array(
          z.object({
            url: z.string(),
            accept: z.array(z.string()).exactOptional(),
            maxMegabytes: z.number().exactOptional(),
          }),
        )
        .exactOptional(),
      input: anyObject,
      sharedTexts: z.array(z.object({ at: z.array(z.string()), from: z.array(z.string()) })).exactOptional(),
      seeds: z
        .object({ field: z.string(), values: z.array(z.union([z.string(), z.number()])) })
        .exactOptional(),
      metadata: anyObject.exactOptional(),
      path: z
        .object({
          project: z.string(),
          branch: z.string(),
          scene: z.string().exactOptional(),
          shot: z.string().exactOptional(),
          role: z.string().exactOptional(),
        })
        .exactOptional(),
      keepOutputs: z.boolean().exactOptional(),
      keyPart: z.string().exactOptional(),
      requestId: z.string().exactOptional(),
    }) satisfies z.ZodType<StoredRequest>,
);

/** What every changeable row carries: its version, and who wrote that version. */
export interface Version {
  readonly rev: number;
  readonly by: string;
}
const version = z.object({ rev: z.int(), by: z.string() });

/** Which task: enough of it to find its rows. Without an incarnation: whichever task has this id now. */
export type TaskAddress = Pick<Task, 'owner' | 'id' | 'incarnation'>;

export const partitionOf = (ownerName: string, id: string): string => `task#${ownerName}#${id}`;
export const taskKey = (ownerName: string, id: string): Key => ({
  pk: partitionOf(ownerName, id),
  sk: 'task',
});
export const requestKey = (ownerName: string, id: string): Key => ({
  pk: partitionOf(ownerName, id),
  sk: 'request',
});
export const jobKey = (ownerName: string, id: string, n: number): Key => ({
  pk: partitionOf(ownerName, id),
  sk: `job#${n}`,
});
export const outputKey = (ownerName: string, id: string, n: number): Key => ({
  pk: partitionOf(ownerName, id),
  sk: `output#${String(n).padStart(3, '0')}`,
});

/** True for the rows without which a task is none. */
export const isHead = (row: Row): boolean => row.sk === 'task' || row.sk === 'request';

export const readTask = (row: Row): Task => taskFields().parse(row);
export const readRequest = (row: Row): TaskRequest => withSharedTexts(requestFields().parse(row));

const shownRequest = once(() =>
  requestFields().pick({ providerParams: true, seeds: true, metadata: true, path: true }),
);
/** As much of a request as is shown. */
export const readShownRequest = (members: unknown): Face['request'] => shownRequest().parse(members);
export const readVersion = (row: Row): Version => version.parse(row);

const incarnationOf = (row: Row): Incarnated => incarnated().parse(row);

/** Whether a row was written for this task, or for an earlier or later one with its id. */
export const belongingOfRow = (row: Row, task: Incarnated): ReturnType<typeof belongingOf> =>
  belongingOf(incarnationOf(row), task);

/** True where the row of a task is another task's than the one that is meant. */
export const isAnother = (row: Row, meant: Incarnated): boolean => !isMeant(incarnationOf(row), meant);

/** Rows of a task are not as any version of ours writes them. */
export class UnreadableTask extends Error {
  constructor(cause: unknown) {
    super(`Its rows cannot be read: ${String(cause)}`, { cause });
    this.name = 'UnreadableTask';
  }
}

function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UnreadableTask(error);
  }
}

/** Most tasks are told of to nobody. */
function toldOf(rows: readonly Row[]): Pick<TaskSnapshot, 'told'> {
  const told = rows.filter((row) => row.sk.startsWith(TOLD_SORT)).flatMap((row) => readTold(row) ?? []);
  return told.length === 0 ? {} : { told };
}

/** A task with all its rows; undefined where the task or its request is not among them. Throws `UnreadableTask`. */
export function readSnapshot(rows: readonly Row[]): TaskSnapshot | undefined {
  const head = rows.find((row) => row.sk === 'task');
  const request = rows.find((row) => row.sk === 'request');
  if (head === undefined || request === undefined) return undefined;
  return readable(() => snapshotOf(readTask(head), request, rows));
}

/** A task with what is among these rows of it. */
export function snapshotOf(task: Task, request: Row, rows: readonly Row[]): TaskSnapshot {
  const own = rows.filter((row) => belongingOfRow(row, task) === 'own');
  return {
    task,
    request: readRequest(request),
    jobs: own.filter((row) => row.sk.startsWith('job#')).map(readJob),
    outputs: own.filter((row) => row.sk.startsWith('output#')).map(readOutput),
    ...toldOf(own),
  };
}
