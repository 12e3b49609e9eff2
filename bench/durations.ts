/**
 * What a round trip takes on AWS. Nobody has measured it from here: these are assumptions, printed with every estimate
 * that rests on them.
 */
export const assumed = {
  dynamodbMs: 5,
  statesMs: 15,
  s3Ms: 30,
  /** A create or a query at the provider. */
  providerMs: 300,
  /** Until the first byte of an output arrives, and then so fast. */
  firstByteMs: 150,
  megabytesPerSecond: 30,
  imageMegabytes: 1.5,
  videoMegabytes: 8,
  /** One in so many requests is traced. */
  tracedShare: 0.05,
  /** Traces a task is the root of: create, callback and execution. */
  tracesPerTask: 3,
  accessLogBytes: 330,
  /** A secret is read once in five minutes by each warm instance, so by some hundred tasks together. */
  secretReadsPerTask: 0.05,
} as const;

/** What one call of a function waits for. */
export interface Waiting {
  readonly dynamodb: number;
  readonly states: number;
  readonly s3: number;
  readonly provider: number;
  readonly images: number;
  readonly videos: number;
}

/** How long a call takes on AWS: the time measured here, where all services are local, plus the network time to them on AWS. */
export function estimatedMs(localMs: number, waiting: Waiting): number {
  const { images, videos } = waiting;
  const megabytes = images * assumed.imageMegabytes + videos * assumed.videoMegabytes;
  return (
    localMs +
    waiting.dynamodb * assumed.dynamodbMs +
    waiting.states * assumed.statesMs +
    waiting.s3 * assumed.s3Ms +
    waiting.provider * assumed.providerMs +
    // Outputs are fetched side by side, but through one wire.
    (images + videos > 0 ? assumed.firstByteMs : 0) +
    (megabytes / assumed.megabytesPerSecond) * 1000
  );
}
