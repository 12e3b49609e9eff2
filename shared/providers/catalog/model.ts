import type { FailCode } from '#domain/error.ts';
import type { RemoteJobId, TaskId } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money/money.ts';

export type Service = 'KIE' | 'GOOGLE' | 'AZURE' | 'OPENAI';
export type Media = 'image' | 'video' | 'audio';
export type Lifecycle = 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';

/** A request written down, not made. `path` is relative to the service's origin. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Bounds of one call. */
export interface CallLimits {
  readonly timeoutMs: number;
  /** Asked when all is ready, right before the first byte leaves: false sends nothing. */
  readonly isTimely?: () => boolean;
}

/** What came of making a call. `not-sent` is said only where no byte of the request can have left. */
export type Reply =
  | { readonly type: 'answered'; readonly status: number; readonly text: string }
  | { readonly type: 'not-sent'; readonly reason: string }
  | { readonly type: 'broken'; readonly reason: string };

/** The paid call's answer, classified once and for all (`docs/failure-windows.md`). Only `busy` and `not-sent` may be sent again. */
export type StartOutcome =
  | { readonly type: 'accepted'; readonly externalId: RemoteJobId }
  | { readonly type: 'not-sent'; readonly reason: string }
  | { readonly type: 'busy'; readonly reason: string; readonly retryAfterSeconds: number }
  | { readonly type: 'refused'; readonly failCode: FailCode; readonly message: string }
  | { readonly type: 'ambiguous'; readonly reason: string };

/** One file that the provider made. The address is a stranger's. */
export interface RemoteOutput {
  readonly url: string;
  readonly media: Media;
}

/** What the query endpoint says of one job. */
export type CheckOutcome =
  | {
      readonly type: 'pending';
      /** Percent. */
      readonly progress?: number;
      /** A status that no table knows: counted and logged, and waited through. */
      readonly unknownWord?: string;
      readonly callbackUrl?: string;
    }
  | {
      readonly type: 'succeeded';
      readonly outputs: readonly RemoteOutput[];
      readonly credits?: MilliCredits;
      /** The callback URL that the provider has on record, where it echoes the request. */
      readonly callbackUrl?: string;
    }
  | {
      readonly type: 'failed';
      readonly failCode: FailCode;
      readonly message: string;
      readonly credits?: MilliCredits;
      readonly callbackUrl?: string;
    }
  | { readonly type: 'not-found'; readonly message: string }
  | {
      readonly type: 'unavailable';
      readonly reason: string;
      readonly retryAfterSeconds: number;
      readonly auth?: true;
    };

/** When to look, how often, and when to give up. All in seconds. */
export interface Timing {
  readonly expectedSeconds: number;
  /** How long to trust in a callback before asking for the first time. */
  readonly firstLookSeconds: number;
  readonly deadlineSeconds: number;
  readonly polls: 'quick' | 'slow';
}

/** A file that goes in: where in the request its address stands, and what the model takes there. */
export interface InputFile {
  /** A JSON pointer into the request. */
  readonly path: string;
  readonly url: string;
  /** Media types; `image/*` where the provider names none. */
  readonly accept?: readonly string[];
  readonly maxMegabytes?: number;
}

/** An earlier task that a request names. */
export interface ParentTask {
  /** Ours. */
  readonly taskId: TaskId;
  /** The field of the input that carries the provider's name for it. */
  readonly field: string;
  /** Where in the request it is named: a JSON pointer. */
  readonly path: string;
  /** The public ids of the models whose tasks will do, and what the task has to have made. */
  readonly of: readonly string[];
  readonly media: Media;
}

/** A valid request, understood: everything that the rest of the system needs to know of its model. Fits in JSON. */
export interface Plan {
  readonly service: Service;
  /** The public id: IMAGEN4, VEO3, nano-banana-pro … */
  readonly model: string;
  /** The provider's id of the form chosen: google/imagen4-fast, veo3_fast, mj_txt2img … */
  readonly wireModel: string;
  readonly dialect: string;
  readonly media: Media;
  /** What the dialect sends, defaults filled in. */
  readonly input: Readonly<Record<string, unknown>>;
  /** How many paid calls it takes (1–4). */
  readonly jobs: number;
  /** For the whole task. */
  readonly estimate: MilliCredits;
  readonly timing: Timing;
  /** Nobody has said what it costs: the estimate is nothing, and only the bill will tell. */
  readonly unpriced?: true;
  /** The addresses of files that the provider will fetch. */
  readonly inputUrls: readonly InputFile[];
  /** The finished task of ours that this one goes on from; `withParent` puts the provider's name for it into the input. */
  readonly parent?: ParentTask;
  readonly deprecation?: { readonly date?: string; readonly sunset?: string; readonly successor?: string };
}

/** How one protocol of a service asks and how its answers read. Pure: no network, no clock. */
export interface Dialect {
  /** No callback comes that could be told whose it is: the job has to be asked after from the start. */
  readonly silent?: true;
  start(plan: Pick<Plan, 'wireModel' | 'input'>, callbackUrl: string | undefined): Call;
  /** Some answers name no job: those dialects make the id of what was asked for. */
  readStart(reply: Reply, plan?: Pick<Plan, 'wireModel' | 'input'>): StartOutcome;
  check(externalId: RemoteJobId, wireModel: string): Call;
  /** `media` is what the job was to make: the dialects know no models. */
  readCheck(reply: Reply, media: Media): CheckOutcome;
}
