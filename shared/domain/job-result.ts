import type { AssetMedia } from './archive-key.ts';
import type { MilliCredits } from './money.ts';

/** What the provider made of a job. */
export interface JobResult {
  readonly outputs: readonly { readonly url: string; readonly media: AssetMedia }[];
  readonly credits?: MilliCredits;
}
