import type { ErrorClass, FailCode, FailureStage } from './error.ts';
import type { Priority, Stage, TaskStatus } from './tasks/task.ts';

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
