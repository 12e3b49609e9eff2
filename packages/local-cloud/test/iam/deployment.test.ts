import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../deployment.ts';
import { createAccess } from '../../iam/access.ts';
import { sessionOf } from '../../iam/session.ts';
import { ManualClock } from '../../manual-clock.ts';
import { allow, lambda, roleFor, writeAssembly } from '../cloud/assembly.ts';

const code = { fn: { 'index.js': 'exports.handler = async () => ({})' } };
const at = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const deployed = (resources: Readonly<Record<string, unknown>>) =>
  readDeployment(writeAssembly({ One: { assets: code, resources } }), {
    apiUrl: 'http://127.0.0.1:4000',
    socketUrl: 'ws://127.0.0.1:4001',
  });

const document = (...Statement: readonly unknown[]) => ({ Version: '2012-10-17', Statement });
const trust = document({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'lambda.amazonaws.com' },
});
const roleWith = (more: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: trust, ...more },
});
const open = roleFor('lambda', allow('*', '*'));

describe('a deployment is refused, by name, for', () => {
  it.each([
    [
      'a role that is not in the template',
      { Fn: lambda('fn', { Role: 'arn:aws:iam::111111111111:role/elsewhere' }) },
      'One/Fn (AWS::Lambda::Function): its role arn:aws:iam::111111111111:role/elsewhere is not in the template',
    ],
    [
      'a role that its service cannot assume',
      { Role: roleFor('states', allow('*', '*')), Fn: lambda('fn') },
      'cannot be assumed by lambda.amazonaws.com',
    ],
    [
      'a role whose trust holds for another machine only',
      {
        Role: roleWith({
          AssumeRolePolicyDocument: document({
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'lambda.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
          }),
        }),
        Fn: lambda('fn'),
      },
      'cannot be assumed by lambda.amazonaws.com',
    ],
    [
      'a policy of AWS that it does not know',
      { Role: roleWith({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/PowerUserAccess'] }) },
      'what the policy arn:aws:iam::aws:policy/PowerUserAccess allows is not known',
    ],
    [
      'a permission boundary',
      { Role: roleWith({ PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }) },
      'the property PermissionsBoundary is not hosted',
    ],
    [
      'a condition that it cannot evaluate, in a policy of a bucket',
      {
        Bucket: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: { Ref: 'Bucket' },
            PolicyDocument: document({
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: at('Bucket'),
              Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
            }),
          },
        },
      },
      'One/Policy (AWS::S3::BucketPolicy): the condition operator NotIpAddress is not evaluated',
    ],
    [
      'a policy of nothing',
      {
        Policy: {
          Type: 'AWS::SNS::TopicPolicy',
          Properties: { Topics: ['arn:aws:sns:us-east-1:000000000000:none'], PolicyDocument: document() },
        },
      },
      'arn:aws:sns:us-east-1:000000000000:none is not in the template',
    ],
    [
      'a policy of a table',
      {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: { AttributeDefinitions: [], KeySchema: [], ResourcePolicy: {} },
        },
      },
      'the property ResourcePolicy is not hosted',
    ],
  ])('%s', (_, resources, problem) => {
    expect(() => deployed(resources)).toThrow(problem);
  });
});

describe('what a role may do is said by', () => {
  const permission = { action: 's3:GetObject', resource: 'arn:aws:s3:::media/a' };
  const PolicyDocument = document(allow('s3:GetObject', 'arn:aws:s3:::media/*'));
  const Role = roleWith({});

  it.each([
    ['its inline policies', { Role: roleWith({ Policies: [{ PolicyName: 'p', PolicyDocument }] }) }],
    [
      'policies that name it',
      {
        Role,
        P: {
          Type: 'AWS::IAM::Policy',
          Properties: { PolicyDocument, PolicyName: 'p', Roles: [{ Ref: 'Role' }] },
        },
      },
    ],
    [
      'a policy of one role',
      {
        Role,
        P: {
          Type: 'AWS::IAM::RolePolicy',
          Properties: { PolicyDocument, PolicyName: 'p', RoleName: { Ref: 'Role' } },
        },
      },
    ],
    [
      'managed policies that name it',
      {
        Role,
        P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument, Roles: [{ Ref: 'Role' }] } },
      },
    ],
    [
      'managed policies that it names',
      {
        Role: roleWith({ ManagedPolicyArns: [{ Ref: 'P' }] }),
        P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } },
      },
    ],
    [
      'policies of AWS that it names',
      {
        Role: roleWith({
          ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess' }],
        }),
      },
    ],
  ])('%s', (_, resources) => {
    const { access, functions } = deployed({
      ...resources,
      Other: open,
      Fn: lambda('fn'),
      Bare: lambda('fn', { Role: at('Bareness') }),
      Bareness: roleWith({}),
    });
    const deciding = createAccess(new ManualClock());
    deciding.set(access);
    const denied = (name: string) => {
      const actor = functions.find(({ logicalId }) => logicalId === name)?.actor;
      return actor && deciding.denied(sessionOf(actor).credentials.accessKeyId, [permission])?.reason;
    };
    expect(denied('Fn')).toBeUndefined();
    expect(denied('Bare')).toMatch(/no identity-based policy/);
  });
});

it('nobody is allowed anything with keys of a role that has gone', () => {
  const deciding = createAccess(new ManualClock());
  const { access, functions } = deployed({ Role: open, Fn: lambda('fn') });
  deciding.set(access);
  const [{ actor } = { actor: { roleArn: '', session: '' } }] = functions;
  const { accessKeyId } = sessionOf(actor).credentials;
  const needs = [{ action: 's3:GetObject', resource: 'arn:aws:s3:::media/a' }];
  expect(deciding.denied(accessKeyId, needs)).toBeUndefined();
  deciding.set({ actors: new Map(), roles: new Map(), resources: new Map() });
  expect(deciding.denied(accessKeyId, needs)).toBeDefined();
  expect(deciding.keysOf(accessKeyId)).toBeUndefined();
});
