import { identity } from '../../identity.ts';
import { compileDocument, type PolicyKind } from '../../iam/document.ts';
import { PolicySet, reasonOfDenial } from '../../iam/evaluate.ts';
import type { Caller } from '../../iam/principals.ts';

/** A statement, or the single value of one, as policies write it. */
export type Written = Readonly<Record<string, unknown>>;

export const policy = (...statements: readonly Written[]): unknown => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** What a document cannot be evaluated for. */
export function problemsOf(document: unknown, kind: PolicyKind = 'identity'): string[] {
  const problems: string[] = [];
  compileDocument(document, { kind, identity, report: (what) => problems.push(what) });
  return problems;
}

export function compiled(kind: PolicyKind, ...statements: readonly Written[]): PolicySet {
  const report = (what: string): never => {
    throw new Error(what);
  };
  return new PolicySet(compileDocument(policy(...statements), { kind, identity, report }));
}

export const ROLE = 'arn:aws:iam::000000000000:role/Reader';
export const SESSION = 'arn:aws:sts::000000000000:assumed-role/Reader/read';

export const callers = {
  role: { kind: 'role', arn: SESSION, roleArn: ROLE },
  account: { kind: 'account', arn: 'arn:aws:iam::000000000000:root' },
  service: { kind: 'service', arn: 'cloudwatch.amazonaws.com' },
} as const satisfies Record<string, Caller>;

/** One question to policies of either side. */
export interface Question {
  readonly by?: keyof typeof callers;
  readonly identity?: readonly Written[];
  readonly resource?: readonly Written[];
  readonly action: string;
  readonly on: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** Why it is denied; undefined when it is allowed. */
export function denialOf(question: Question): string | undefined {
  const { by = 'role', identity: own = [], resource = [], action, on, context = {} } = question;
  const policies = {
    identity: compiled('identity', ...own),
    resource: resource.length === 0 ? undefined : compiled('resource', ...resource),
  };
  return reasonOfDenial(callers[by], policies, { action, resource: on, context: (key) => context[key] });
}
