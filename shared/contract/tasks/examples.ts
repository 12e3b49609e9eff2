import type { AssetView, StatusView, TaskView } from './answers.ts';
import type { Note } from '#domain/tasks/timeline.ts';
import { defaultService } from '#providers/services.ts';

/** What the description shows where a model has no better example of its own. Each passes its schema in a test. */
export const exampleTaskId = '3f1c0a7be29d4c5f8a6b7c8d9e0f1a2b';

const host = 'https://media.example.com';
const self = `/api/v1/generation/tasks/${exampleTaskId}`;

const ordered = {
  id: exampleTaskId,
  promptId: 'lighthouse-12',
  service: defaultService.name,
  model: 'IMAGEN4',
  status: 'PENDING',
  stage: 'queued',
  attempt: 0,
  retryCount: 0,
  providerParams: {
    service: defaultService.name,
    model: 'IMAGEN4',
    apiModel: 'google/imagen4',
    input: { prompt: 'A lighthouse at dusk, oil on canvas', aspect_ratio: '16:9' },
  },
  assets: [],
  cost: { estimatedCredits: 8, final: false },
  priority: 'normal',
  metadata: { scene: 12 },
  createdAt: '2026-11-21T10:00:00.000Z',
  links: { self, status: `${self}/status`, events: `${self}/events` },
} as const satisfies TaskView;

const pending: TaskView = { ...ordered, expectedSeconds: 20, nextCheckSeconds: 2 };

const asset: AssetView = {
  id: `${exampleTaskId}-1`,
  type: 'image',
  role: 'result',
  url: `${host}/images/generated/ana/${exampleTaskId}_8af608ee63b86ead1bdff4166a400922.png`,
  bytes: 1_482_331,
  contentType: 'image/png',
  width: 1408,
  height: 768,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  sourceUrl: 'https://tempfile.aiquickdraw.com/r/example.png',
  createdAt: '2026-11-21T10:00:21.640Z',
};

const succeeded: TaskView = {
  ...ordered,
  status: 'SUCCESS',
  stage: 'done',
  attempt: 1,
  externalTaskId: '281e5b0f39b9',
  resultJson: JSON.stringify({ resultUrls: [asset.url] }),
  assets: [asset],
  cost: { estimatedCredits: 8, actualCredits: 8, final: true },
  startedAt: '2026-11-21T10:00:00.412Z',
  completedAt: '2026-11-21T10:00:21.870Z',
  processingMs: 21_458,
};

const failed: TaskView = {
  ...ordered,
  status: 'FAILED',
  stage: 'done',
  attempt: 1,
  externalTaskId: '281e5b0f39b9',
  failCode: 'content_blocked',
  failMsg: 'The provider refuses this prompt',
  failureStage: 'generating',
  errorClass: 'PERMANENT',
  cost: { estimatedCredits: 8, actualCredits: 0, final: true },
  startedAt: '2026-11-21T10:00:00.412Z',
  completedAt: '2026-11-21T10:00:09.035Z',
  processingMs: 8623,
};

const canceled: TaskView = {
  ...ordered,
  status: 'CANCELED',
  stage: 'done',
  cost: { estimatedCredits: 8, actualCredits: 0, final: true },
  completedAt: '2026-11-21T10:00:02.114Z',
  links: { ...ordered.links, retry: `${self}/retry` },
};

/** The task that a retry of the first one makes. */
export const exampleRetryId = 'b5e8d0c3a1f24e6790b4c2d8e6f1a305';
const retrySelf = `/api/v1/generation/tasks/${exampleRetryId}`;

const retried: TaskView = {
  ...pending,
  id: exampleRetryId,
  parentTaskId: exampleTaskId,
  retryCount: 1,
  links: { self: retrySelf, status: `${retrySelf}/status`, events: `${retrySelf}/events` },
};

const progress: StatusView = {
  id: exampleTaskId,
  status: 'PENDING',
  stage: 'generating',
  attempt: 1,
  expectedSeconds: 20,
  nextCheckSeconds: 7,
};

const events: readonly Note[] = [
  { at: '2026-11-21T10:00:00.000Z', type: 'task-created', attempt: 0, actor: 'client' },
  {
    at: '2026-11-21T10:00:21.640Z',
    type: 'output-archived',
    attempt: 1,
    actor: 'workflow',
    data: {
      output: 1,
      job: 1,
      key: `images/generated/ana/${exampleTaskId}_8af608ee63b86ead1bdff4166a400922.png`,
    },
  },
  { at: '2026-11-21T10:00:21.870Z', type: 'task-ended', attempt: 1, actor: 'workflow' },
];

export const examples = { events, pending, succeeded, failed, canceled, retried, progress } as const;
