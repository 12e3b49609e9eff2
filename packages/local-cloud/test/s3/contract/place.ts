import type { CorsRule } from '../../../s3/store/records.ts';
import type { Target } from '../target.ts';

/** Where a part of the contract runs; the functions may be called only while tests run. */
export interface Place {
  readonly target: () => Target;
  /** A bucket made for this run. */
  readonly bucket: () => string;
  /** Replaces the CORS rules of a bucket; false where the implementation takes none over the wire. */
  readonly setCors: (bucket: string, rules: readonly CorsRule[]) => Promise<boolean>;
  /** True of an implementation that answers NotImplemented to what it does not support. */
  readonly refusesByName: () => boolean;
}
