// Written by npm run openapi from docs/openapi.json (db570a5b4c7f1d00f6b14b60f39a5fcb92d9b732c7b8331a2e9ace2af61cd377).
// What follows: 1064cfb81f628d6bf97db35cf365dd9538dc662a542b65bd41106fe959ca897c
import type { ProviderParams } from './api-types.gen.ts';

/** The models whose fields stand beside their name instead of in `input`. */
export const flatModels: readonly string[] = ["MIDJOURNEY","VEO3","mj","veo-3","veo-3-1"];

/** Who is asked for a model, where nobody is named. */
export const usualService: ProviderParams['service'] = "KIE";

/** Who is asked for those that the usual service does not offer. */
export const otherServices: Readonly<Record<string, ProviderParams['service']>> = {};
