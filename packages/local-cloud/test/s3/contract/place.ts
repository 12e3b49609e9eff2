import type { CorsRule } from '../../../s3/store/records.ts';
import type { Target } from '../target.ts';

/** Where a part of the contract runs; the functions may be called only while tests run. */
export interface Place {
  readonly target: () => Target;
  /** A bucket made for this run. */
  readonly bucket: () => string;
  /** Replaces the CORS rules of a bucket. */
  readonly setCors: (bucket: string, rules: readonly CorsRule[]) => Promise<void>;
  /** True of an implementation that answers NotImplemented to what it does not support. */
  readonly refusesByName: boolean;
}
