import * as z from 'zod';
import { once } from '#domain/once.ts';
import { isOwner, isRemoteJobId, isTaskId, type ClaimId } from '#domain/ids.ts';
import type { Job } from '#domain/tasks/job.ts';
import { thumbnailSizes } from '#domain/files/preview.ts';
import type { Output, Task, TaskRequest, TaskSnapshot } from '#domain/tasks/task.ts';
import type { Key, Row } from '../table/table-port.ts';

/** How a task lies in the table: one partition of owner and id, a row each for task, request, every job and every output. */

const failCodes = [
  'provider_rejected_input',
  'content_blocked',
  'provider_auth',
  'insufficient_provider_credit',
  'provider_unavailable',
  'generation_failed',
  'empty_result',
  'timeout',
  'outcome_unknown',
  'input_expired',
  'archive_failed',
  'partial_result',
  'output_rejected',
] as const;

const taskId = z.string().refine(isTaskId);
const owner = z.string().refine(isOwner);
const remoteJobId = z.string().refine(isRemoteJobId);
const claimId = z.string().transform((text) => text as ClaimId);
const anyObject = z.record(z.string(), z.unknown());
const mediaKind = z.enum(['image', 'video', 'audio']);

const note = once(() =>
  z.object({
    at: z.string(),
    type: z.string(),
    actor: z.enum(['client', 'workflow', 'callback', 'sweeper', 'operator']),
    attempt: z.int(),
    reason: z.string().exactOptional(),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
  }),
);

const taskFields = once(
  () =>
    z.object({
      id: taskId,
      owner,
      status: z.enum(['PENDING', 'SUCCESS', 'FAILED', 'CANCELED']),
      service: z.string(),
      model: z.string(),
      wireModel: z.string(),
      dialect: z.string(),
      media: mediaKind,
      jobs: z.int(),
      estimate: z.int(),
      priority: z.enum(['high', 'normal', 'low']),
      promptId: z.string().exactOptional(),
      parentTaskId: taskId.exactOptional(),
      retryCount: z.int(),
      run: z.int(),
      requestHash: z.string().exactOptional(),
      createdAt: z.string(),
      deadlineAt: z.string(),
      expectedSeconds: z.number(),
      firstLookSeconds: z.number(),
      polls: z.enum(['quick', 'slow']),
      ending: z
        .object({
          at: z.string(),
          failure: z
            .object({
              code: z.enum(failCodes),
              message: z.string(),
              stage: z.enum(['submitting', 'generating', 'archiving', 'persisting']),
            })
            .exactOptional(),
          detached: z.literal(true).exactOptional(),
        })
        .exactOptional(),
      settlement: z.object({ prices: z.array(z.int()), final: z.boolean() }).exactOptional(),
      previews: z
        .array(
          z.object({
            n: z.int(),
            sizes: z.array(z.literal(thumbnailSizes)),
            thumbhash: z.string().exactOptional(),
          }),
        )
        .exactOptional(),
      hold: z.object({ amount: z.int(), month: z.string(), day: z.string() }).exactOptional(),
      lookAt: z.string().exactOptional(),
      history: z.array(note()),
    }) satisfies z.ZodType<Task>,
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
    }) satisfies z.ZodType<TaskRequest>,
);

const jobFields = once(
  () =>
    z.object({
      n: z.int(),
      state: z.enum(['queued', 'submitting', 'submitted', 'unknown', 'refused', 'canceled']),
      attempt: z.int(),
      releases: z.int(),
      notBefore: z.string().exactOptional(),
      slotAt: z.string().exactOptional(),
      claim: z.object({ claimId, claimedAt: z.string(), tokenHash: z.string() }).exactOptional(),
      firstClaimedAt: z.string().exactOptional(),
      taskToken: z.string().exactOptional(),
      externalId: remoteJobId.exactOptional(),
      submittedAt: z.string().exactOptional(),
      readyAt: z.string().exactOptional(),
      mailbox: z.array(remoteJobId).exactOptional(),
      result: z
        .object({
          outputs: z.array(z.object({ url: z.string(), media: mediaKind })),
          credits: z.int().exactOptional(),
        })
        .exactOptional(),
      failCode: z.enum(failCodes).exactOptional(),
      failMsg: z.string().exactOptional(),
      history: z.array(note()),
    }) satisfies z.ZodType<Job>,
);

const outputFields = once(
  () =>
    z.object({
      n: z.int(),
      job: z.int(),
      index: z.int(),
      sourceUrl: z.string(),
      stored: z
        .object({
          key: z.string(),
          media: mediaKind,
          contentType: z.string(),
          bytes: z.int(),
          sha256: z.string(),
          width: z.number().exactOptional(),
          height: z.number().exactOptional(),
          durationSeconds: z.number().exactOptional(),
          codec: z.string().exactOptional(),
        })
        .exactOptional(),
      lost: z
        .object({ code: z.enum(['archive_failed', 'output_rejected']), reason: z.string() })
        .exactOptional(),
      late: z.boolean().exactOptional(),
      failingSince: z.string().exactOptional(),
      failures: z.int().exactOptional(),
      at: z.string(),
    }) satisfies z.ZodType<Output>,
);

/** What every changeable row carries: its version, and who wrote that version. */
export interface Version {
  readonly rev: number;
  readonly by: string;
}
const version = z.object({ rev: z.int(), by: z.string() });

/** Which task: enough of it to find its rows. */
export type TaskAddress = Pick<Task, 'owner' | 'id'>;

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

export const readTask = (row: Row): Task => taskFields().parse(row);
export const readRequest = (row: Row): TaskRequest => requestFields().parse(row);
export const readJob = (row: Row): Job => jobFields().parse(row);
export const readOutput = (row: Row): Output => outputFields().parse(row);
export const readVersion = (row: Row): Version => version.parse(row);

/** A task with all its rows; undefined where the task or its request is not among them. */
export function readWhole(rows: readonly Row[]): TaskSnapshot | undefined {
  const task = rows.find((row) => row.sk === 'task');
  const request = rows.find((row) => row.sk === 'request');
  if (task === undefined || request === undefined) return undefined;
  return {
    task: readTask(task),
    request: readRequest(request),
    jobs: rows.filter((row) => row.sk.startsWith('job#')).map(readJob),
    outputs: rows.filter((row) => row.sk.startsWith('output#')).map(readOutput),
  };
}
