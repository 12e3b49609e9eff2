import { expect, it } from 'vitest';
import { policy, problemsOf, type Written } from './policies.ts';

const statement = (more: Written): Written => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more });
const within = (Condition: unknown): Written => statement({ Condition });

it.each([
  [
    'an operator',
    within({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
    'the condition operator IpAddress is not evaluated',
  ],
  [
    'a set operator',
    within({ 'ForAnyValue:StringEquals': { 's3:prefix': 'a' } }),
    'the condition operator ForAnyValue:StringEquals is not evaluated',
  ],
  [
    'a key',
    within({ StringEquals: { 'dynamodb:LeadingKeys': 'a' } }),
    'the condition key dynamodb:LeadingKeys is not evaluated',
  ],
  [
    'a value',
    within({ Bool: { 'aws:SecureTransport': 'perhaps' } }),
    'Bool cannot be evaluated with the value perhaps',
  ],
  [
    'a variable in a condition',
    within({ StringEquals: { 's3:prefix': '${aws:username}' } }),
    'the policy variable ${aws:username} is not evaluated',
  ],
  [
    'a variable in a resource',
    statement({ Resource: 'arn:aws:s3:::a/${aws:userid}' }),
    'the policy variable ${aws:userid} is not evaluated',
  ],
  ['a resource that is no ARN', statement({ Resource: 'media/*' }), 'the resource media/* is no ARN'],
  ['an action without a service', statement({ Action: 'GetObject' }), 'GetObject is no action'],
  ['both of two elements', statement({ NotAction: 's3:*' }), 'a statement needs one of Action and NotAction'],
  ['no resource', { Effect: 'Allow', Action: '*' }, 'a statement needs one of Resource and NotResource'],
  ['a principal', statement({ Principal: '*' }), 'a policy of a role names no principal'],
])('refuses a policy of a role for %s', (_, written, problem) => {
  expect(problemsOf(policy(written))).toContain(problem);
});

it.each([
  ['none at all', {}, 'a statement needs a Principal'],
  [
    'a federated one',
    { Principal: { Federated: 'accounts.google.com' } },
    'the principal Federated is not evaluated',
  ],
  [
    'a pattern',
    { Principal: { AWS: 'arn:aws:iam::*:role/x' } },
    'the principal arn:aws:iam::*:role/x is not evaluated',
  ],
])('refuses the principal of a resource: %s', (_, more, problem) => {
  expect(problemsOf(policy(statement(more)), 'resource')).toContain(problem);
});

it('refuses elements that it does not know, by name', () => {
  expect(problemsOf(policy(statement({ NotPrincipal: '*' }))).join()).toMatch(/NotPrincipal/);
  expect(problemsOf({ Version: '2012-10-17' }).join()).toMatch(/Statement/);
});
