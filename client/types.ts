/** The shapes that travel: what the API answers, as the "Wire" section of its description has them. */
export type TaskStatus = 'PENDING' | 'SUCCESS' | 'FAILED' | 'CANCELED';

export type TaskStage =
  'queued' | 'held' | 'submitting' | 'generating' | 'archiving' | 'done' | 'outcome_unknown';

/** A file that the task made and that we keep. `url` is ours; `sourceUrl` was the provider's. */
export interface Asset {
  readonly type: 'image' | 'video' | 'audio';
  readonly url: string;
  readonly thumbnailUrl?: string;
  readonly bytes: number;
  readonly contentType: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
  readonly sha256: string;
  readonly sourceUrl?: string;
  readonly late?: boolean;
}

/** In credits, with at most three decimals. */
export interface Cost {
  readonly estimatedCredits: number;
  readonly actualCredits?: number;
  readonly final: boolean;
}

/** One generation task, in the one shape that every route shows. */
export interface Task {
  readonly id: string;
  readonly promptId?: string;
  readonly service: string;
  readonly model: string;
  readonly status: TaskStatus;
  readonly stage: TaskStage;
  readonly attempt: number;
  readonly retryCount: number;
  readonly parentTaskId?: string;
  readonly providerParams: Readonly<Record<string, unknown>>;
  readonly externalTaskId?: string;
  readonly resultJson?: string;
  readonly assets: readonly Asset[];
  readonly failCode?: string;
  readonly failMsg?: string;
  readonly failureStage?: string;
  readonly errorClass?: string;
  readonly cost: Cost;
  readonly priority: 'high' | 'normal' | 'low';
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly processingMs?: number;
  readonly startsAt?: string;
  readonly expectedSeconds?: number;
  readonly nextCheckSeconds?: number;
  readonly links: Readonly<Record<string, string>>;
}

/** How far a task is; small enough to ask for often. */
export interface TaskProgress {
  readonly id: string;
  readonly status: TaskStatus;
  readonly stage: TaskStage;
  readonly attempt: number;
  readonly startsAt?: string;
  readonly expectedSeconds?: number;
  readonly progress?: number;
  readonly nextCheckSeconds?: number;
  readonly failCode?: string;
  readonly failMsg?: string;
}

/** What a create call carries. `providerParams` is the provider's own form, named by `service` and `model`. */
export interface CreateTaskBody {
  readonly providerParams: ProviderParams;
  readonly promptId?: string;
  readonly priority?: 'high' | 'normal' | 'low';
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly path?: string;
  readonly keepOutputs?: boolean;
}

export interface ProviderParams {
  readonly service: string;
  readonly model: string;
  readonly [field: string]: unknown;
}

/** What narrows a list of tasks; every member is optional. */
export interface TaskFilter {
  readonly promptId?: string;
  readonly status?: string;
  readonly model?: string;
  readonly service?: string;
  readonly media?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** What narrows the list of models. */
export interface ModelFilter {
  readonly media?: string;
  readonly service?: string;
  readonly capability?: string;
  readonly status?: string;
  readonly cursor?: string;
}

/** One page of a list; `nextCursor` is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** A model of the catalogue, as far as every reader may rely on it. */
export interface ModelView {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly service: string;
  readonly media: string;
  readonly title?: string;
  readonly status: string;
  readonly successor?: string;
  readonly [field: string]: unknown;
}

/** RFC 9457, as every refusal of the API reads. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** With `model_retired`: the model to take instead. */
  readonly successor?: string;
  /** With `incompatible_service`: who does offer the model. */
  readonly services?: readonly string[];
}
