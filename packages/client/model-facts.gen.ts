// Written by npm run openapi from docs/openapi.json (e2fa5a723ee205df8f8a18dd62975938ebd3e05f00fede4dbb16eee62b1ad3e7).
// What follows: 1064cfb81f628d6bf97db35cf365dd9538dc662a542b65bd41106fe959ca897c
import type { ProviderParams } from './api-types.gen.ts';

/** The models whose fields stand beside their name instead of in `input`. */
export const flatModels: readonly string[] = ["MIDJOURNEY","VEO3","mj","veo-3","veo-3-1"];

/** Who is asked for a model, where nobody is named. */
export const usualService: ProviderParams['service'] = "KIE";

/** Who is asked for those that the usual service does not offer. */
export const otherServices: Readonly<Record<string, ProviderParams['service']>> = {};
