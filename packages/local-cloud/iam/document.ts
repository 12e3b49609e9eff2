import * as z from 'zod';
import type { Identity } from '../identity.ts';
import { compileCondition, type Condition, type Report } from './conditions.ts';
import { anyOf, arnPattern, variableIn, wildcard, type Matcher } from './patterns.ts';
import { compilePrincipal, principalSchema, type PrincipalMatcher } from './principals.ts';

/** What a policy is attached to, which says what its statements may and must hold. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** One statement, ready to be asked. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Matcher;
  readonly resources: Matcher;
  readonly condition: Condition | undefined;
  /** Of policies of resources; who has a policy of an identity is the caller. */
  readonly principal: PrincipalMatcher | undefined;
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.union([text.transform((one) => [one]), z.array(text)]);

const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Condition: z.record(z.string(), z.record(z.string(), texts)).optional(),
  Principal: principalSchema.optional(),
});

const documentSchema = z.strictObject({
  Version: z.enum(['2012-10-17', '2008-10-17']).optional(),
  Id: z.string().optional(),
  Statement: z.union([z.array(statementSchema), statementSchema.transform((one) => [one])]),
});

type Written = z.infer<typeof statementSchema>;

/** How a document is read. */
export interface Reading {
  readonly kind: PolicyKind;
  readonly identity: Identity;
  /** Told of everything that cannot be evaluated: a policy is taken whole or refused. */
  readonly report: Report;
}

/** Reads a policy document into statements. */
export function compileDocument(document: unknown, reading: Reading): readonly Statement[] {
  const parsed = documentSchema.safeParse(document);
  if (parsed.success) return parsed.data.Statement.map((written) => compileStatement(written, reading));
  reading.report(`the policy cannot be read: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`);
  return [];
}

function compileStatement(written: Written, reading: Reading): Statement {
  const { kind, identity, report } = reading;
  checkElements(written, reading);
  const { Effect, Condition, Principal } = written;
  return {
    effect: Effect,
    actions: chosen(written.Action, written.NotAction, (pattern) => compileAction(pattern, report)),
    resources:
      kind === 'trust'
        ? () => true
        : chosen(written.Resource, written.NotResource, (pattern) => compileResource(pattern, report)),
    condition: Condition && compileCondition(Condition, report),
    principal: Principal && compilePrincipal(Principal, identity, report),
  };
}

function checkElements(written: Written, { kind, report }: Reading): void {
  const { Action, NotAction, Resource, NotResource, Principal } = written;
  const count = (...elements: unknown[]): number =>
    elements.filter((element) => element !== undefined).length;
  if (count(Action, NotAction) !== 1) report('a statement needs one of Action and NotAction');
  if (count(Resource, NotResource) !== (kind === 'trust' ? 0 : 1))
    report(
      kind === 'trust'
        ? 'a trust policy names no resource'
        : 'a statement needs one of Resource and NotResource',
    );
  if (count(Principal) !== (kind === 'identity' ? 0 : 1))
    report(kind === 'identity' ? 'a policy of a role names no principal' : 'a statement needs a Principal');
}

/** Those that are listed, or all but those. */
function chosen(
  listed: readonly string[] | undefined,
  excluded: readonly string[] | undefined,
  compile: (pattern: string) => Matcher,
): Matcher {
  if (excluded === undefined) return anyOf((listed ?? []).map(compile));
  const matches = anyOf(excluded.map(compile));
  return (given) => !matches(given);
}

function compileAction(pattern: string, report: Report): Matcher {
  if (!/^(\*|[\w-]+:[\w*?]+)$/.test(pattern)) report(`${pattern} is no action`);
  return wildcard(pattern, true);
}

function compileResource(pattern: string, report: Report): Matcher {
  const variable = variableIn(pattern);
  if (variable !== undefined) report(`the policy variable ${variable} is not evaluated`);
  const matcher = arnPattern(pattern);
  if (matcher === undefined) report(`the resource ${pattern} is no ARN`);
  return matcher ?? (() => false);
}
