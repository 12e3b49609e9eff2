import type { FailCode } from '#domain/error.ts';
import type { RemoteJobId } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money.ts';

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
  /** The addresses of files that the provider will fetch: JSON pointers into the request, and the values. */
  readonly inputUrls: readonly { readonly path: string; readonly url: string }[];
  readonly deprecation?: { readonly date?: string; readonly sunset?: string; readonly successor?: string };
}

/** How one protocol of a service asks and how its answers read. Pure: no network, no clock. */
export interface Dialect {
  start(plan: Pick<Plan, 'wireModel' | 'input'>, callbackUrl: string | undefined): Call;
  readStart(reply: Reply): StartOutcome;
  check(externalId: RemoteJobId, wireModel: string): Call;
  /** `ageSeconds`: since the job was accepted, for the grace in which a record may not be found yet. */
  readCheck(reply: Reply, wireModel: string): CheckOutcome;
}
