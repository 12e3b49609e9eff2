import type { FailCode } from '../error.ts';
import type { ClaimId, RemoteJobId } from '../ids.ts';
import type { JobResult } from './job-result.ts';
import type { Claim } from './job.ts';

/** What can happen to a job. `job-events.ts` says what becomes of it. */
export type JobEvent =
  | { readonly type: 'slot-taken'; readonly slotAt: string }
  /** The provider refuses our key, or an input is out of reach: nothing is sent until `until`. */
  | { readonly type: 'held'; readonly until: string; readonly cause?: 'input' }
  /** It waits for its turn at the provider, which comes about then. */
  | {
      readonly type: 'queued';
      readonly until: string;
      readonly due: string;
      readonly ticket: number;
      readonly account?: string;
    }
  | { readonly type: 'claimed'; readonly claim: Claim; readonly taskToken: string }
  | { readonly type: 'execution-changed'; readonly taskToken: string }
  | {
      readonly type: 'accepted';
      readonly claimId: ClaimId;
      readonly externalId: RemoteJobId;
      readonly at: string;
    }
  | {
      readonly type: 'answered';
      readonly claimId: ClaimId;
      readonly result: JobResult;
      readonly externalId?: RemoteJobId;
      readonly at: string;
    }
  | { readonly type: 'released'; readonly claimId: ClaimId; readonly notBefore: string }
  | {
      readonly type: 'refused';
      readonly claimId: ClaimId;
      readonly failCode: FailCode;
      readonly failMsg: string;
    }
  /** Its inputs cannot be had: it is over before it was ever claimed. */
  | { readonly type: 'input-unavailable'; readonly failCode: FailCode; readonly failMsg: string }
  | {
      readonly type: 'outcome-unknown';
      readonly claimId: ClaimId;
      /** Ids that the answer to the call named. */
      readonly candidateIds?: readonly RemoteJobId[];
    }
  | { readonly type: 'callback-received'; readonly at: string; readonly externalId?: RemoteJobId }
  | { readonly type: 'completed-at-provider'; readonly at: string }
  | { readonly type: 'result-empty'; readonly at: string; readonly record?: string }
  /** The files stood in a place of the provider's record that is not documented. */
  | { readonly type: 'result-undocumented'; readonly record: string }
  | { readonly type: 'result-refreshed'; readonly result: JobResult }
  | { readonly type: 'adopted'; readonly externalId: RemoteJobId; readonly at: string }
  /** Ids from callbacks that the provider's own records show to be another job's. */
  | { readonly type: 'callback-id-rejected'; readonly externalIds: readonly RemoteJobId[] }
  | { readonly type: 'canceled' };
