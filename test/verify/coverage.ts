import { refusals, type RefusalCode } from '#contract/openapi/refusals.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import type { Row } from './row.ts';

/** Refusals that nobody can ask for from outside, and why. */
export const unaskable = {
  internal: 'Our fault: nothing that is sent may cause it.',
  feature_disabled: 'A deployment as it comes makes media of every kind.',
  queue_full: 'Takes an hour of paid calls that wait.',
  rate_limited: 'Takes more requests than a deployment is to be asked at once.',
  busy: 'Needs a service of AWS to be overloaded.',
} as const satisfies Partial<Record<RefusalCode, string>>;

/** Documented routes and refusals that no row asks for. */
export function uncovered(rows: readonly Row[]): { routes: RouteName[]; refusals: RefusalCode[] } {
  const asked = new Set(rows.map(({ route }) => route));
  const refused = new Set([...rows.map(({ refusal }) => refusal), ...Object.keys(unaskable)]);
  return {
    routes: (Object.keys(routes) as RouteName[]).filter((name) => !asked.has(name)),
    refusals: (Object.keys(refusals) as RefusalCode[]).filter((code) => !refused.has(code)),
  };
}
