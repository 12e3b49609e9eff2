// Written by npm run openapi from docs/openapi.json (996b46847840f87c12d8dac45404a3e8909ecb5111da57d42ae045ec032ef7e3).
// What follows: 1064cfb81f628d6bf97db35cf365dd9538dc662a542b65bd41106fe959ca897c
import type { ProviderParams } from './api-types.gen.ts';

/** The models whose fields stand beside their name instead of in `input`. */
export const flatModels: readonly string[] = ["MIDJOURNEY","VEO3","mj","veo-3","veo-3-1"];

/** Who is asked for a model, where nobody is named. */
export const usualService: ProviderParams['service'] = "KIE";

/** Who is asked for those that the usual service does not offer. */
export const otherServices: Readonly<Record<string, ProviderParams['service']>> = {};
