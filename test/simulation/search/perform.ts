import { everyAwait, everyPair, type Enumeration, type Share } from './enumerate.ts';
import { followAll, hunt, type Trail } from './detect-mutant.ts';
import { runSeeds, type SeedRange, type SeedReport } from './seeds.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** One piece of work for one thread. */
export type Job =
  | { readonly type: 'awaits'; readonly share: Share }
  | { readonly type: 'pairs'; readonly share: Share }
  | ({ readonly type: 'seeds' } & SeedRange)
  /** Searches for any violation, the expected places first. */
  | { readonly type: 'hunt'; readonly trail: Trail }
  /** Searches only where those defects are expected. */
  | { readonly type: 'trails'; readonly trails: readonly Trail[] };

export type Result = Enumeration | SeedReport | { readonly caught: string | undefined };

export async function perform(job: Job, facts: Facts): Promise<Result> {
  switch (job.type) {
    case 'awaits':
      return everyAwait(facts, job.share);
    case 'pairs':
      return everyPair(facts, job.share);
    case 'seeds':
      return runSeeds(facts, job);
    case 'hunt':
      return { caught: await hunt(facts, job.trail) };
    case 'trails':
      return { caught: await followAll(facts, job.trails) };
  }
}
