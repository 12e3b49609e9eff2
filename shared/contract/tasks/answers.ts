import * as z from 'zod';
import type { ErrorClass, FailCode, FailureStage } from '#domain/error.ts';
import type { AssetView, StatusView, TaskView } from '#domain/task-view.ts';
import type { Priority, Stage, TaskStatus } from '#domain/tasks/task.ts';
import type { Actor, Note } from '#domain/tasks/timeline.ts';
import { credits, instant, nextCursor, words, type Members } from '../wire/members.ts';

const media = z.enum(['image', 'video', 'audio']);
const taskId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .describe('32 lowercase hex digits.');

const status = words<TaskStatus>({
  PENDING: 'being worked on',
  SUCCESS: 'every output is in the archive',
  FAILED: 'ended without all its outputs; `failCode` says why',
  CANCELED: 'ended by its owner',
});
const stage = words<Stage>({
  queued: 'not yet sent to the provider',
  held: 'waits for its turn at the provider until `startsAt`',
  submitting: 'being sent to the provider',
  generating: 'the provider is at work',
  archiving: 'outputs are being copied into the archive',
  done: 'ended',
  outcome_unknown: 'the provider may or may not have taken the call; it is being asked',
});
const priority = words<Priority>({ high: 'first', normal: 'the usual', low: 'last' });
const failCode = words<FailCode>({
  provider_rejected_input: 'the provider refuses this input',
  content_blocked: 'the provider refuses this content',
  provider_auth: 'the provider does not accept our key',
  insufficient_provider_credit: 'the account at the provider is empty',
  provider_unavailable: 'the provider cannot be reached',
  generation_failed: 'the provider tried and failed',
  empty_result: 'the provider reports success without an output',
  timeout: 'the deadline of the model has passed',
  outcome_unknown: 'nobody can say whether the provider took the call; it is not sent again',
  input_expired: 'a file of the request is no longer there, or is not what the model takes',
  archive_failed: 'an output could not be copied',
  partial_result: 'some outputs are missing; those kept are in `assets`',
  output_rejected: 'an output is of a type or size that is not kept',
});
const failureStage = words<FailureStage>({
  submitting: 'while being sent',
  generating: 'at the provider',
  archiving: 'while outputs were copied',
  persisting: 'while the end was written down',
});
const errorClass = words<ErrorClass>({
  TEMPORARY: 'the same request may succeed later',
  PERMANENT: 'the same request will fail again',
  RATE_LIMIT: 'too many requests',
  AUTH_ERROR: 'the account at the provider needs attention',
  UNKNOWN: 'undecided',
});
const attempt = z.int().min(0).describe('How often the paid call was claimed.');
const startsAt = instant.describe('When a held task has its turn.');
const expectedSeconds = z.number().describe('How long the model usually takes.');
const nextCheckSeconds = z.int().min(1).describe('A good time to ask again.');
const failMessage = z.string().describe('The reason in words.');

/** One kept file. */
export const assetView = z
  .object({
    type: media,
    url: z.url().describe('Where the file is, with us. It does not expire.'),
    thumbnailUrl: z
      .url()
      .describe('A WebP of at most 320 pixels a side. Films show a picture that they were made from.')
      .exactOptional(),
    previewUrl: z.url().describe('The same, of at most 1024 pixels a side.').exactOptional(),
    thumbhash: z.string().describe('A placeholder (ThumbHash) in base64.').exactOptional(),
    bytes: z.int().min(0),
    contentType: z.string().describe('Told from the bytes.'),
    width: z.int().exactOptional(),
    height: z.int().exactOptional(),
    durationSeconds: z.number().exactOptional(),
    codec: z.string().describe('How a film or a sound is encoded.').exactOptional(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    sourceUrl: z.string().describe('Where the provider had it. Probably expired.'),
    late: z.boolean().describe('Arrived after the task had ended.').exactOptional(),
  } satisfies Members<AssetView>)
  .meta({
    id: 'Asset',
    description: 'A file that the task made and that is kept.',
  }) satisfies z.ZodType<AssetView>;

/** A whole task. */
export const taskView = z
  .object({
    id: taskId,
    promptId: z.string().describe('Yours, from the request.').exactOptional(),
    service: z.string(),
    model: z.string().describe('The public id of the model.'),
    status,
    stage,
    attempt,
    retryCount: z.int().min(0).describe('How many retries lie between this task and the first.'),
    parentTaskId: taskId.describe('The task that this one follows.').exactOptional(),
    providerParams: z.record(z.string(), z.unknown()).describe('As they were sent.'),
    externalTaskId: z.string().describe('What the provider calls the first job.').exactOptional(),
    resultJson: z
      .string()
      .describe('With SUCCESS: JSON text `{"resultUrls": […]}` of the addresses in `assets`.')
      .exactOptional(),
    assets: z.array(assetView).describe('The files kept, once the task has ended.'),
    failCode: failCode.exactOptional(),
    failMsg: failMessage.exactOptional(),
    failureStage: failureStage.exactOptional(),
    errorClass: errorClass.exactOptional(),
    cost: z.object({
      estimatedCredits: credits,
      actualCredits: credits.exactOptional(),
      final: z.boolean().describe('False while the actual cost may still change.'),
    } satisfies Members<TaskView['cost']>),
    priority,
    metadata: z.record(z.string(), z.unknown()).describe('Yours, from the request.').exactOptional(),
    createdAt: instant,
    startedAt: instant.exactOptional(),
    completedAt: instant.exactOptional(),
    processingMs: z.int().describe('From the first claim to the end.').exactOptional(),
    startsAt: startsAt.exactOptional(),
    expectedSeconds: expectedSeconds.exactOptional(),
    nextCheckSeconds: nextCheckSeconds.exactOptional(),
    links: z.object({
      self: z.string(),
      status: z.string(),
      events: z.string(),
      cancel: z.string().describe('While the task can be canceled.').exactOptional(),
      retry: z.string().describe('When the task has failed.').exactOptional(),
    } satisfies Members<TaskView['links']>),
  } satisfies Members<TaskView>)
  .meta({
    id: 'Task',
    description: 'A generation task, the same wherever one is shown.',
  }) satisfies z.ZodType<TaskView>;

/** How far a task is. */
export const statusView = z
  .object({
    id: taskId,
    status,
    stage,
    attempt,
    startsAt: startsAt.exactOptional(),
    expectedSeconds: expectedSeconds.exactOptional(),
    nextCheckSeconds: nextCheckSeconds.exactOptional(),
    failCode: failCode.exactOptional(),
    failMsg: failMessage.exactOptional(),
  } satisfies Members<StatusView>)
  .meta({
    id: 'TaskProgress',
    description: 'How far a task is; small enough to ask often.',
  }) satisfies z.ZodType<StatusView>;

const actor = words<Actor>({
  client: 'whoever holds the API key',
  workflow: 'the workflow that drives the task',
  callback: 'the provider, reporting back',
  sweeper: 'the schedule that looks after what is stuck',
  operator: 'somebody who runs this service',
});

/** One line of a timeline. */
export const eventView = z
  .object({
    at: instant,
    type: z.string().describe('Noun and verb, such as `task-created`, `output-archived`, `task-ended`.'),
    attempt,
    actor,
    reason: z.string().exactOptional(),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
  } satisfies Members<Note>)
  .meta({ id: 'TaskEvent', description: 'Something that happened to a task.' }) satisfies z.ZodType<Note>;

/** The timeline of a task. */
export const eventListView = z
  .object({ items: z.array(eventView), nextCursor })
  .meta({ id: 'TaskEvents', description: 'What happened to a task, oldest first.' });

/** One page of tasks. */
export const taskListView = z
  .object({ items: z.array(taskView), nextCursor })
  .meta({ id: 'TaskList', description: 'One page of tasks, newest first.' });
