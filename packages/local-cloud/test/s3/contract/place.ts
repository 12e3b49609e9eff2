import type { Target } from '../target.ts';

/** Where a part of the contract runs; the functions may be called only while tests run. */
export interface Place {
  readonly target: () => Target;
  /** A bucket made for this run. */
  readonly bucket: () => string;
  /** True of an implementation that answers NotImplemented to what it does not support. */
  readonly refusesByName: boolean;
}
