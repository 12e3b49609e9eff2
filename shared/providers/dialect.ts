import type { FailCode } from '#domain/error.ts';
import type { RemoteJobId } from '#domain/ids.ts';
import type { OutputRole } from '#domain/tasks/output-role.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { Call, Reply } from './call.ts';
import type { Media, Plan } from './catalog/model.ts';

/** One file that the provider made, at an address of its choice. Without a role it is a `result`. */
export interface RemoteOutput {
  readonly url: string;
  readonly media: Media;
  readonly role?: OutputRole;
}

/** One file that came within an answer. Its type is told from the bytes, whatever the provider calls it. */
export interface InlineOutput {
  readonly bytes: Uint8Array;
  readonly media: Media;
}

/** The paid call's answer, classified once and for all (`docs/failure-windows.md`). Only `busy` and `not-sent` may be sent again. */
export type StartOutcome =
  | { readonly type: 'accepted'; readonly externalId: RemoteJobId }
  /** Done within the call: this is all that will ever be heard of it. No outputs are an empty result. */
  | {
      readonly type: 'completed';
      readonly outputs: readonly (RemoteOutput | InlineOutput)[];
      readonly credits?: MilliCredits;
      /** The provider's name for the call, where it has one. */
      readonly externalId?: RemoteJobId;
    }
  | { readonly type: 'not-sent'; readonly reason: string }
  | { readonly type: 'busy'; readonly reason: string; readonly retryAfterSeconds: number }
  | {
      readonly type: 'refused';
      readonly failCode: FailCode;
      readonly message: string;
      /** What it is instead where our key turns out to be good: then this one request was meant. */
      readonly whereKeyIsGood?: FailCode;
    }
  | {
      readonly type: 'ambiguous';
      /** What is known, with the answer itself where there is one: cut to a length that can be stored. */
      readonly reason: string;
      /** Ids in the answer that may be the job's. The query endpoint tells which is. */
      readonly candidateIds?: readonly RemoteJobId[];
    };

/** What a provider's record repeats of the request that made a job. */
export interface EchoedRequest {
  readonly prompt: string;
  /** The provider's id of the model, where the record names it. */
  readonly model?: string;
}

/** How a record says which request made the job. */
interface Echo {
  /** The callback URL that the provider has on record, where it echoes the request. */
  readonly callbackUrl?: string;
  /** Where it echoes the request without the callback URL. */
  readonly request?: EchoedRequest;
}

/** What the query endpoint says of one job. */
export type CheckOutcome =
  | (Echo & {
      readonly type: 'pending';
      /** Percent. */
      readonly progress?: number;
      /** A status that no table knows: counted and logged, and waited through. */
      readonly unknownWord?: string;
    })
  | (Echo & {
      readonly type: 'succeeded';
      /** The results first, in the provider's order. */
      readonly outputs: readonly RemoteOutput[];
      readonly credits?: MilliCredits;
      /** The record, cut to a length that can be stored, where its files stand in a place that no table knows. */
      readonly record?: string;
    })
  | (Echo & {
      readonly type: 'failed';
      readonly failCode: FailCode;
      readonly message: string;
      readonly credits?: MilliCredits;
      /** With `empty_result`: the record that names no file, cut to a length that can be stored. */
      readonly record?: string;
    })
  | { readonly type: 'not-found'; readonly message: string }
  | {
      readonly type: 'unavailable';
      readonly reason: string;
      readonly retryAfterSeconds: number;
      readonly auth?: true;
    };

interface AskingDialect {
  start(plan: Pick<Plan, 'wireModel' | 'input'>, callbackUrl: string | undefined): Call;
  /** Some answers name no job: those dialects make the id of what was asked for. */
  readStart(reply: Reply, plan?: Pick<Plan, 'wireModel' | 'input'>): StartOutcome;
}

/** How a protocol asks whose jobs run on their own: the answer to the paid call names the job, which is asked after. */
export interface QueriedDialect extends AskingDialect {
  readonly synchronous?: never;
  /** No callback comes that could be told whose it is: the job has to be asked after from the start. */
  readonly silent?: true;
  check(externalId: RemoteJobId, wireModel: string): Call;
  /** `media` is what the job was to make: the dialects know no models. */
  readCheck(reply: Reply, media: Media): CheckOutcome;
}

/** How a protocol asks whose paid call is answered with the result itself. Nobody calls back, and nothing can be asked after. */
export interface SynchronousDialect extends AskingDialect {
  readonly synchronous: true;
}

/** How one protocol of a service asks and how its answers read. Pure: no network, no clock. */
export type Dialect = QueriedDialect | SynchronousDialect;

/** A dialect whose jobs can be asked after. Throws for any other: none of its jobs is ever under way at the provider. */
export function asQueried(dialect: Dialect): QueriedDialect {
  if (dialect.synchronous === true) throw new Error('The jobs of this dialect cannot be asked after');
  return dialect;
}
