import type { AssetMedia } from '../files/archive-key.ts';
import type { MilliCredits } from '../money/money.ts';

/** What the provider made of a job. */
export interface JobResult {
  readonly outputs: readonly { readonly url: string; readonly media: AssetMedia }[];
  readonly credits?: MilliCredits;
}
