import * as z from 'zod';
import { errorClasses, failureStages } from '#domain/error.ts';
import { outputRoles } from '#domain/tasks/output-role.ts';
import { priorities, stages, taskStatuses } from '#domain/tasks/task.ts';
import { actors, type Note } from '#domain/tasks/timeline.ts';
import { eventWords } from './event-words.ts';
import { failCodeWords } from './fail-code-words.ts';
import { credits, instant, inWords, nextCursor, words, type Members, type Shown } from '../wire/members.ts';

const media = z.enum(['image', 'video', 'audio']);
const taskId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .describe('32 lowercase hex digits.');

const status = words(inWords(taskStatuses, ({ what }) => what));
const stage = words(stages);
const priority = words(priorities);
const failCode = words(
  inWords(
    failCodeWords,
    ({ errorClass, what, billed, remedy }) =>
      `${what}. Billed: ${billed}. What to do: ${remedy}. Error class: \`${errorClass}\`.`,
  ),
);
const failureStage = words(failureStages);
const errorClass = words(errorClasses);
const attempt = z.int().min(0).describe('How often the paid call was claimed.');
const startsAt = instant.describe(
  'When a held task has its turn. Where it waits behind others, that is an estimate: of the moment where the task is read by itself, of when it joined the queue in lists.',
);
const position = z
  .int()
  .min(1)
  .describe(
    'Its place among those of its priority that wait for their turn at the provider: 1 is next. There where a held task is read by itself.',
  );
const expectedSeconds = z.number().describe('How long the model usually takes.');
const nextCheckSeconds = z
  .int()
  .min(1)
  .describe(
    'Ask again after so many seconds. Tells from how long the model usually takes and how long the task has been waited for: who obeys asks at most five times for a task that takes what is expected, and ever more seldom for one that takes long.',
  );
const failMessage = z.string().describe('The reason in words.');

/** One kept file. */
export const assetView = z
  .object({
    id: z.string().describe('Of this file for good: the id of its task and its number there.'),
    type: media,
    role: words(inWords(outputRoles, ({ what }) => what)),
    url: z.url().describe('Where the file is, with us. It does not expire.'),
    thumbnailUrl: z
      .url()
      .describe(
        'A WebP of at most 320 pixels a side. Films show the provider’s own picture, or one that they were made from.',
      )
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
    sourceUrl: z
      .string()
      .describe('Where the provider had it. Probably expired; empty where it came within an answer.'),
    createdAt: instant.describe('When it was kept.'),
    late: z.boolean().describe('Arrived after the task had ended.').exactOptional(),
  })
  .meta({
    id: 'Asset',
    description: 'A file that the task made and that is kept.',
  });

export type AssetView = Shown<typeof assetView>;

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
    providerParams: z
      .record(z.string(), z.unknown())
      .describe('As they were sent; what was null is left out.'),
    seeds: z
      .array(z.union([z.string(), z.number()]))
      .describe(
        'Where several outputs are asked for with one seed, each a call of its own: the seed of each, counted up from the one that was sent. With the same seed all would be the same.',
      )
      .exactOptional(),
    externalTaskId: z.string().describe('What the provider calls the first job.').exactOptional(),
    resultJson: z
      .string()
      .describe('With SUCCESS: JSON text `{"resultUrls": […]}` of the results in `assets`.')
      .exactOptional(),
    assets: z
      .array(assetView)
      .describe(
        'The files kept, once the task has ended: the results first, then what the provider made besides.',
      ),
    detached: z
      .literal(true)
      .describe(
        'Canceled when it had been sent already: the provider runs out, and the cost is settled then.',
      )
      .exactOptional(),
    failCode: failCode.exactOptional(),
    failMsg: failMessage.exactOptional(),
    failureStage: failureStage.exactOptional(),
    errorClass: errorClass.exactOptional(),
    cost: z.object({
      estimatedCredits: credits,
      actualCredits: credits.exactOptional(),
      final: z
        .boolean()
        .describe(
          'True where the actual cost is what the provider says it took, or nothing was taken. False before the end, while it is not known what became of a call, and where the actual cost is our estimate because the provider named no figure: it is asked once more six hours after the end.',
        ),
    }),
    priority,
    metadata: z.record(z.string(), z.unknown()).describe('Yours, from the request.').exactOptional(),
    path: z
      .object({
        project: z.string(),
        branch: z.string(),
        scene: z.string().exactOptional(),
        shot: z.string().exactOptional(),
        role: z.string().exactOptional(),
      })
      .describe('Where in a production the outputs belong, from the request.')
      .exactOptional(),
    callbackUrl: z.string().describe('Yours, from the request.').exactOptional(),
    createdAt: instant,
    startedAt: instant.exactOptional(),
    completedAt: instant.exactOptional(),
    processingMs: z.int().describe('From the first claim to the end.').exactOptional(),
    startsAt: startsAt.exactOptional(),
    position: position.exactOptional(),
    expectedSeconds: expectedSeconds.exactOptional(),
    nextCheckSeconds: nextCheckSeconds.exactOptional(),
    links: z.object({
      self: z.string(),
      status: z.string(),
      events: z.string(),
      cancel: z.string().describe('While the task can be canceled.').exactOptional(),
      retry: z.string().describe('When the task has failed.').exactOptional(),
    }),
  })
  .meta({
    id: 'Task',
    description: 'A generation task, the same wherever one is shown.',
  });

/** What a client sees of a task, the same in every answer. */
export type TaskView = Shown<typeof taskView>;

/** How far a task is. */
export const statusView = z
  .object({
    id: taskId,
    status,
    stage,
    attempt,
    startsAt: startsAt.exactOptional(),
    position: position.exactOptional(),
    expectedSeconds: expectedSeconds.exactOptional(),
    nextCheckSeconds: nextCheckSeconds.exactOptional(),
    failCode: failCode.exactOptional(),
    failMsg: failMessage.exactOptional(),
  })
  .meta({
    id: 'TaskProgress',
    description: 'How far a task is; small enough to ask often.',
  });

export type StatusView = Shown<typeof statusView>;

const actor = words(actors);

/** One line of a timeline. */
export const eventView = z
  .object({
    at: instant,
    type: words(eventWords),
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

/** All that fit into one answer, without anything around them. */
export const taskArrayView = z.array(taskView).describe('Newest first.');

/** What became of a cancel. */
export const cancelView = z
  .object({
    outcome: words({
      canceled: 'nothing was sent, and nothing is paid',
      detached: 'it was sent already: the provider runs out, and the cost is settled then',
    }),
    task: taskView,
  })
  .meta({ id: 'CanceledTask', description: 'What became of a cancel.' });

export type CancelView = Shown<typeof cancelView>;
export type EventListView = Shown<typeof eventListView>;
export type TaskListView = Shown<typeof taskListView>;
