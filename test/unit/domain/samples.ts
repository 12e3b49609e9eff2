import { isOwner, isRemoteJobId, isTaskId, type ClaimId } from '#domain/ids.ts';
import type { JobEvent } from '#domain/tasks/job-event.ts';
import { advanceJob } from '#domain/tasks/job-events.ts';
import { newJob, type Job } from '#domain/tasks/job.ts';
import type { Task, TaskSnapshot } from '#domain/tasks/task.ts';

/** A task and jobs of it in any state, for tests of rules. Times count from `START`. */

const [ana, first, theirs] = ['ana', '0'.repeat(32), 'ext-1'];
if (!isOwner(ana) || !isTaskId(first) || !isRemoteJobId(theirs)) throw new Error('Not ids');
export const owner = ana;
export const taskId = first;
export const externalId = theirs;

export const START = Date.parse('2026-11-28T10:00:00.000Z');
export const MINUTE_MS = 60_000;
/** ISO time so many seconds after the start. */
export const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();
/** Epoch milliseconds, likewise. */
export const after = (seconds: number): number => START + seconds * 1000;

export const claimId = 'c'.repeat(32) as ClaimId;
export const claim = { claimId, claimedAt: at(0), tokenHash: 'f'.repeat(64) };

export const sampleTask = (more: Partial<Task> = {}): Task => ({
  id: taskId,
  owner,
  status: 'PENDING',
  service: 'KIE',
  model: 'IMAGEN4',
  wireModel: 'google/imagen4-fast',
  dialect: 'jobs',
  media: 'image',
  jobs: 1,
  estimate: 4000,
  priority: 'normal',
  retryCount: 0,
  run: 1,
  createdAt: at(0),
  deadlineAt: at(1800),
  expectedSeconds: 10,
  firstLookSeconds: 120,
  polls: 'quick',
  lookAt: at(45),
  history: [],
  ...more,
});

export const settled = { prices: [4000], final: true };
export const endedTask = (more: Partial<Task> = {}): Task =>
  sampleTask({ status: 'FAILED', ending: { at: at(60) }, ...more });

/** A job after these events, each a second later than the one before. */
export const jobAfter = (...events: readonly JobEvent[]): Job =>
  events.reduce((job, event, i) => advanceJob(job, event, { at: at(i), actor: 'workflow' }), newJob(1));

export const claimed = { type: 'claimed', claim, taskToken: 'token' } as const satisfies JobEvent;
export const accepted: JobEvent = { type: 'accepted', claimId, externalId, at: at(1) };
/** Files that came within an answer, the first of a kind that is not kept. */
export const inline = [
  { media: 'image', rejected: 'it is text' },
  { media: 'image', inline: { contentType: 'image/png', bytes: 70, sha256: 'a'.repeat(64) } },
] as const;
export const answered: JobEvent = {
  type: 'answered',
  claimId,
  result: { outputs: inline, credits: 2500 },
  at: at(1),
};
export const reported: JobEvent = { type: 'callback-received', at: at(9), externalId };

export const sampleSnapshot = (jobs: readonly Job[], more: Partial<TaskSnapshot> = {}): TaskSnapshot => ({
  task: sampleTask(),
  request: { providerParams: {}, input: {} },
  jobs,
  outputs: [],
  ...more,
});
