import type { FailCode } from '#domain/error.ts';
import type { RemoteJobId } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { Call, Reply } from './call.ts';
import type { Media, Plan } from './catalog/model.ts';

/** One file that the provider made, at an address of its choice. */
export interface RemoteOutput {
  readonly url: string;
  readonly media: Media;
}

/** The paid call's answer, classified once and for all (`docs/failure-windows.md`). Only `busy` and `not-sent` may be sent again. */
export type StartOutcome =
  | { readonly type: 'accepted'; readonly externalId: RemoteJobId }
  | { readonly type: 'not-sent'; readonly reason: string }
  | { readonly type: 'busy'; readonly reason: string; readonly retryAfterSeconds: number }
  | { readonly type: 'refused'; readonly failCode: FailCode; readonly message: string }
  | { readonly type: 'ambiguous'; readonly reason: string };

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
