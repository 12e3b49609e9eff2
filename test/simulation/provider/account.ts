/** Our account there, as it is now. */
export interface Account {
  /** Undefined while none of ours is taken. */
  readonly key: () => string | undefined;
  readonly hasCredits: () => boolean;
}
