import { everyAwait, everyPair, type Enumeration, type Share, type Thoroughness } from './enumerate.ts';
import { tryHints, detectMutant, type DetectionHint } from './detect-mutant.ts';
import { fuzzSeeds, type FuzzRange, type FuzzReport } from '../fuzz/fuzz-seeds.ts';
import { runSeeds, type SeedRange, type SeedReport } from './seeds.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** One piece of work for one thread. */
export type Job =
  | ({ readonly type: 'awaits' | 'pairs'; readonly share: Share } & Pick<Thoroughness, 'faults'>)
  | ({ readonly type: 'seeds' } & SeedRange)
  | ({ readonly type: 'fuzz' } & FuzzRange)
  /** Searches for any violation, the expected places first. */
  | { readonly type: 'detect'; readonly hint: DetectionHint }
  /** Searches only where those defects are expected. */
  | { readonly type: 'hints'; readonly hints: readonly DetectionHint[] };

/** A job, and what is deployed. */
export interface Order {
  readonly job: Job;
  readonly facts: Facts;
}

export type Result = Enumeration | SeedReport | FuzzReport | { readonly caught: string | undefined };

export async function perform(job: Job, facts: Facts): Promise<Result> {
  switch (job.type) {
    case 'awaits':
      return everyAwait(facts, job.share, job);
    case 'pairs':
      return everyPair(facts, job.share, job);
    case 'seeds':
      return runSeeds(facts, job);
    case 'fuzz':
      return fuzzSeeds(facts, job);
    case 'detect':
      return { caught: await detectMutant(facts, job.hint) };
    case 'hints':
      return { caught: await tryHints(facts, job.hints) };
  }
}
