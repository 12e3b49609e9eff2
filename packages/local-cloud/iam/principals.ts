import * as z from 'zod';
import type { Identity } from '../identity.ts';
import type { Report } from './conditions.ts';
import { exactly, type Matcher } from './patterns.ts';

/** Who a request is made by. */
export type Caller =
  | { readonly kind: 'account'; readonly arn: string }
  | { readonly kind: 'role'; readonly arn: string; readonly roleArn: string }
  | { readonly kind: 'service'; readonly arn: string };

/**
 * What a `Principal` says of a caller: `named` it is; by the whole `account`, which leaves an Allow to the caller's own
 * policies; or not at all.
 */
export type PrincipalMatcher = (caller: Caller) => 'named' | 'account' | undefined;

const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** As policies write it. */
export const principalSchema = z.union([z.literal('*'), z.record(z.string(), list)]);

type Written = z.infer<typeof principalSchema>;

/** Reads the `Principal` of a statement; kinds of principals that nothing here can be are refused. */
export function compilePrincipal(written: Written, identity: Identity, report: Report): PrincipalMatcher {
  if (written === '*') return () => 'named';
  const matchers = Object.entries(written).flatMap(([kind, names]) => {
    if (kind === 'Service') return [serviceMatcher(names.map(exactly))];
    if (kind === 'AWS') return names.map((name) => accountMatcher(name, identity, report));
    report(`the principal ${kind} is not evaluated`);
    return [];
  });
  return (caller) => {
    const found = matchers.map((matches) => matches(caller));
    return found.includes('named') ? 'named' : found.find((one) => one !== undefined);
  };
}

const serviceMatcher =
  (names: readonly Matcher[]): PrincipalMatcher =>
  (caller) =>
    caller.kind === 'service' && names.some((matches) => matches(caller.arn)) ? 'named' : undefined;

function accountMatcher(name: string, identity: Identity, report: Report): PrincipalMatcher {
  const { accountId, partition } = identity;
  if (name === '*') return () => 'named';
  if (name === accountId || name === `arn:${partition}:iam::${accountId}:root`)
    return (caller) => (caller.kind === 'service' ? undefined : 'account');
  if (/^arn:[^:]+:(iam::\d+:role\/|sts::\d+:assumed-role\/)[^*?]+$/.test(name))
    return (caller) =>
      caller.kind === 'role' && (caller.roleArn === name || caller.arn === name) ? 'named' : undefined;
  // Users and other accounts: nobody here is one of them.
  if (/^(\d{12}|arn:[^:]+:iam::\d+:(user\/.+|root))$/.test(name)) return () => undefined;
  report(`the principal ${name} is not evaluated`);
  return () => undefined;
}
