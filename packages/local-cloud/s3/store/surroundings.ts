/** What a bucket needs from the store around it. */
export interface Surroundings {
  /** The bucket's own folder. */
  readonly folder: string;
  /** The folder of unfinished files, on the same disk. */
  readonly incoming: string;
  readonly now: () => number;
}
