import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import { identity } from '../identity.ts';
import { compileDocument, type PolicyKind, type Statement } from '../iam/document.ts';
import { reasonOfDenial, PolicySet } from '../iam/evaluate.ts';
import { managedPolicies } from '../iam/managed.ts';
import { ofType, readProperties, type Reading } from './reading.ts';

/** One role: who may assume it, and what it may do. */
export interface RoleDefinition {
  readonly arn: string;
  readonly trust: PolicySet;
  readonly policies: PolicySet;
}

const document = z.record(z.string(), z.unknown());

const roleProperties = z.object({
  AssumeRolePolicyDocument: document,
  ManagedPolicyArns: z.array(z.string()).default([]),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: document })).default([]),
  RoleName: z.string().optional(),
});

const policyProperties = z.object({
  PolicyDocument: document,
  PolicyName: z.string().optional(),
  RoleName: z.string().optional(),
  Roles: z.array(z.string()).default([]),
});

/** Reads a policy; what cannot be evaluated in it is a problem of the resource that holds it. */
export function readDocument(
  written: unknown,
  kind: PolicyKind,
  { resource, reading }: { readonly resource: Resource; readonly reading: Reading },
): readonly Statement[] {
  const report = (what: string): void => reading.problems.add(resource.place, what);
  return compileDocument(written, { kind, identity, report });
}

interface Attached {
  /** Names of roles. */
  readonly roles: readonly string[];
  /** Of a policy that roles may name themselves. */
  readonly arn: string | undefined;
  readonly statements: readonly Statement[];
}

/** Every role of the template with all policies attached to it, by ARN. */
export function readRoles(reading: Reading): ReadonlyMap<string, RoleDefinition> {
  const attached = ofType(
    reading,
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy',
    'AWS::IAM::RolePolicy',
  ).flatMap((resource) => readPolicy(resource, reading));
  const roles = ofType(reading, 'AWS::IAM::Role').flatMap((resource) =>
    readRole(resource, attached, reading),
  );
  return new Map(roles.map((role) => [role.arn, role]));
}

function readPolicy(resource: Resource, reading: Reading): Attached[] {
  const read = readProperties(policyProperties, resource, reading);
  if (read === undefined) return [];
  const isManaged = resource.type === 'AWS::IAM::ManagedPolicy';
  return [
    {
      roles: read.RoleName === undefined ? read.Roles : [read.RoleName],
      arn: isManaged ? resource.arn : undefined,
      statements: readDocument(read.PolicyDocument, 'identity', { resource, reading }),
    },
  ];
}

function readRole(resource: Resource, attached: readonly Attached[], reading: Reading): RoleDefinition[] {
  const read = readProperties(roleProperties, resource, reading);
  if (read === undefined) return [];
  const { name, arn } = resource;
  const within = { resource, reading };
  const inline = read.Policies.flatMap(({ PolicyDocument }) =>
    readDocument(PolicyDocument, 'identity', within),
  );
  const outer = attached.filter(({ roles }) => roles.includes(name)).flatMap(({ statements }) => statements);
  const named = read.ManagedPolicyArns.flatMap((wanted) => {
    const own = attached.find((policy) => policy.arn === wanted);
    if (own !== undefined) return own.statements;
    const known = managedPolicies[wanted.replace(/^arn:[^:]+:iam::aws:policy\//, '')];
    if (known !== undefined) return readDocument(known, 'identity', within);
    reading.problems.add(resource.place, `what the policy ${wanted} allows is not known`);
    return [];
  });
  return [
    {
      arn,
      trust: new PolicySet(readDocument(read.AssumeRolePolicyDocument, 'trust', within)),
      policies: new PolicySet([...inline, ...outer, ...named]),
    },
  ];
}

/** Whether a service may assume a role on behalf of one of its resources. */
export function mayAssume(role: RoleDefinition, service: string, sourceArn: string): boolean {
  const values: Readonly<Record<string, string>> = {
    'aws:sourceaccount': identity.accountId,
    'aws:sourcearn': sourceArn,
    'aws:principalisawsservice': 'true',
    'aws:principalservicename': service,
  };
  const asked = { action: 'sts:AssumeRole', resource: role.arn, context: (key: string) => values[key] };
  const policies = { identity: undefined, resource: role.trust };
  return reasonOfDenial({ kind: 'service', arn: service }, policies, asked) === undefined;
}
