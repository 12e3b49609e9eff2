// Written by npm run openapi from docs/openapi.json (a4af8f24a845f9e244cdea169530adf21d288a2bc80083f3ad2756d1fc0d1401).
// What follows: 1064cfb81f628d6bf97db35cf365dd9538dc662a542b65bd41106fe959ca897c
import type { ProviderParams } from './api-types.gen.ts';

/** The models whose fields stand beside their name instead of in `input`. */
export const flatModels: readonly string[] = ["MIDJOURNEY","VEO3","mj","veo-3","veo-3-1"];

/** Who is asked for a model, where nobody is named. */
export const usualService: ProviderParams['service'] = "KIE";

/** Who is asked for those that the usual service does not offer. */
export const otherServices: Readonly<Record<string, ProviderParams['service']>> = {};
