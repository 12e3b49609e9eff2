import { describe, expect, it } from 'vitest';
import { denialOf, ROLE, SESSION, type Question, type Written } from './policies.ts';

const KEY = 'arn:aws:s3:::media/images/1.png';
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/Tasks';
const read: Question = { action: 's3:GetObject', on: KEY };

const allow = (Action: unknown, Resource: unknown, more: Written = {}): Written => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown, more: Written = {}): Written => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const when = (Condition: unknown): Written => ({ Condition });
const to = (Principal: unknown): Written => ({ Principal });

const nobody = 'because no identity-based policy allows the s3:GetObject action';
const ownDeny = 'with an explicit deny in an identity-based policy';
const resourceDeny = 'with an explicit deny in a resource-based policy';

type Row = readonly [sentence: string, question: Question, denial: string | undefined];

const sides: readonly Row[] = [
  ['what nobody allows is denied', read, nobody],
  ['a policy of the role allows', { ...read, identity: [allow('s3:GetObject', KEY)] }, undefined],
  ['another action is not allowed by it', { ...read, identity: [allow('s3:PutObject', KEY)] }, nobody],
  ['another object is not allowed by it', { ...read, identity: [allow('s3:GetObject', `${KEY}x`)] }, nobody],
  [
    'an explicit deny wins over every allow, wherever it stands',
    { ...read, identity: [deny('s3:*', '*'), allow('*', '*')] },
    ownDeny,
  ],
  [
    'the policy of the resource suffices',
    { ...read, resource: [allow('s3:GetObject', KEY, to({ AWS: ROLE }))] },
    undefined,
  ],
  [
    'a session can be named instead of its role',
    { ...read, resource: [allow('s3:*', KEY, to({ AWS: SESSION }))] },
    undefined,
  ],
  ['everybody includes the role', { ...read, resource: [allow('s3:*', KEY, to('*'))] }, undefined],
  [
    'a resource that lets another role in lets this one not',
    { ...read, resource: [allow('s3:*', KEY, to({ AWS: 'arn:aws:iam::000000000000:role/Other' }))] },
    nobody,
  ],
  [
    'a resource that trusts its account leaves it to the policies of the role',
    { ...read, resource: [allow('s3:*', KEY, to({ AWS: '000000000000' }))] },
    nobody,
  ],
  [
    'a resource denies what the role may do',
    { ...read, identity: [allow('*', '*')], resource: [deny('s3:*', '*', to({ AWS: '*' }))] },
    resourceDeny,
  ],
  [
    'a resource that denies its account denies everybody in it',
    { ...read, identity: [allow('*', '*')], resource: [deny('s3:*', '*', to({ AWS: '000000000000' }))] },
    resourceDeny,
  ],
  ['the account itself may do everything', { ...read, by: 'account', identity: [deny('*', '*')] }, undefined],
];

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:alarms';
const publish: Question = { by: 'service', action: 'sns:Publish', on: TOPIC };
const cloudwatch = to({ Service: 'cloudwatch.amazonaws.com' });
const ofAccount = when({ StringEquals: { 'aws:SourceAccount': '000000000000' } });
const services: readonly Row[] = [
  [
    'a service needs the policy of the resource',
    publish,
    'because no resource-based policy allows the sns:Publish action',
  ],
  [
    'a service that is named may, for the account that is named',
    {
      ...publish,
      resource: [allow('sns:Publish', TOPIC, { ...cloudwatch, ...ofAccount })],
      context: { 'aws:sourceaccount': '000000000000' },
    },
    undefined,
  ],
  [
    'a service may not for another account',
    {
      ...publish,
      resource: [allow('sns:Publish', TOPIC, { ...cloudwatch, ...ofAccount })],
      context: { 'aws:sourceaccount': '111111111111' },
    },
    'because no resource-based policy allows the sns:Publish action',
  ],
  [
    'a role is no service',
    { ...publish, by: 'role', resource: [allow('sns:Publish', TOPIC, cloudwatch)] },
    'because no identity-based policy allows the sns:Publish action',
  ],
];

const patterns: readonly Row[] = [
  ['actions ignore case', { ...read, identity: [allow('S3:getobject', KEY)] }, undefined],
  [
    'resources do not',
    { ...read, identity: [allow('s3:GetObject', KEY.toUpperCase().replace('ARN:AWS:S3', 'arn:aws:s3'))] },
    nobody,
  ],
  [
    'an action may have wildcards',
    { ...read, identity: [allow(['s3:Put*', 's3:Get?bject'], KEY)] },
    undefined,
  ],
  [
    'a wildcard reaches over slashes',
    { ...read, identity: [allow('s3:GetObject', 'arn:aws:s3:::media/*')] },
    undefined,
  ],
  [
    'a prefix is no other prefix',
    { ...read, identity: [allow('s3:GetObject', 'arn:aws:s3:::media/videos/*')] },
    nobody,
  ],
  [
    'a bucket is not its objects',
    { ...read, identity: [allow('s3:GetObject', 'arn:aws:s3:::media')] },
    nobody,
  ],
  [
    'a wildcard does not reach over the parts of an ARN',
    {
      action: 's3:GetObject',
      on: 'arn:aws:s3:us-east-1:0:media/1.png',
      identity: [allow('s3:GetObject', 'arn:aws:s3:*:media/1.png:')],
    },
    nobody,
  ],
  [
    'the last part of an ARN may hold colons',
    {
      action: 'states:DescribeExecution',
      on: 'arn:aws:states:us-east-1:0:execution:m:1-2',
      identity: [allow('states:DescribeExecution', 'arn:aws:states:us-east-1:0:execution:m:*')],
    },
    undefined,
  ],
  [
    'a table is not its index',
    { action: 'dynamodb:Query', on: `${TABLE}/index/due`, identity: [allow('dynamodb:Query', TABLE)] },
    'because no identity-based policy allows the dynamodb:Query action',
  ],
  [
    'an escaped star is a star',
    { ...read, on: 'arn:aws:s3:::media/a*b', identity: [allow('s3:GetObject', 'arn:aws:s3:::media/a${*}b')] },
    undefined,
  ],
  [
    'an escaped star is no wildcard',
    { ...read, on: 'arn:aws:s3:::media/axb', identity: [allow('s3:GetObject', 'arn:aws:s3:::media/a${*}b')] },
    nobody,
  ],
  [
    'signs of regular expressions mean themselves',
    { ...read, on: 'arn:aws:s3:::media/axb', identity: [allow('s3:GetObject', 'arn:aws:s3:::media/a.b*')] },
    nobody,
  ],
  [
    'NotAction allows all others',
    { ...read, identity: [{ Effect: 'Allow', NotAction: 's3:Put*', Resource: '*' }] },
    undefined,
  ],
  [
    'NotAction allows not those',
    { ...read, identity: [{ Effect: 'Allow', NotAction: 's3:Get*', Resource: '*' }] },
    nobody,
  ],
  [
    'NotResource denies all others',
    {
      ...read,
      identity: [allow('*', '*'), { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::other/*' }],
    },
    ownDeny,
  ],
  [
    'NotResource denies not those',
    {
      ...read,
      identity: [allow('*', '*'), { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::media/*' }],
    },
    undefined,
  ],
];

/** What a condition says of a request with these keys: whether a statement under it applies. */
const conditions: readonly (readonly [
  condition: unknown,
  context: Record<string, string>,
  holds: boolean,
])[] = [
  [{ Bool: { 'aws:SecureTransport': 'false' } }, { 'aws:securetransport': 'true' }, false],
  [{ Bool: { 'aws:SecureTransport': false } }, { 'aws:securetransport': 'false' }, true],
  [{ Bool: { 'aws:SecureTransport': 'true' } }, {}, false],
  [{ BoolIfExists: { 'aws:SecureTransport': 'true' } }, {}, true],
  [{ StringEquals: { 's3:prefix': ['images/', 'videos/'] } }, { 's3:prefix': 'videos/' }, true],
  [{ StringEquals: { 's3:prefix': 'images/*' } }, { 's3:prefix': 'images/1' }, false],
  [{ StringLike: { 'S3:Prefix': 'images/*' } }, { 's3:prefix': 'images/1' }, true],
  [{ StringEqualsIgnoreCase: { 's3:prefix': 'IMAGES/' } }, { 's3:prefix': 'images/' }, true],
  [{ StringNotEquals: { 's3:prefix': ['images/', 'videos/'] } }, { 's3:prefix': 'videos/' }, false],
  [{ StringNotEquals: { 's3:prefix': 'images/' } }, {}, true],
  [{ StringNotLike: { 's3:prefix': 'images/*' } }, { 's3:prefix': 'audio/1' }, true],
  [
    { StringEquals: { 's3:prefix': 'a' }, Bool: { 'aws:SecureTransport': 'true' } },
    { 's3:prefix': 'a' },
    false,
  ],
  [{ StringEquals: { 's3:prefix': 'a', 's3:delimiter': '/' } }, { 's3:prefix': 'a' }, false],
  [
    { ArnLike: { 'aws:SourceArn': 'arn:aws:states:*:*:stateMachine:*' } },
    { 'aws:sourcearn': 'arn:aws:states:us-east-1:0:stateMachine:m' },
    true,
  ],
  [
    { ArnNotLike: { 'aws:SourceArn': 'arn:aws:states:*:*:stateMachine:*' } },
    { 'aws:sourcearn': 'arn:aws:states:us-east-1:0:stateMachine:m' },
    false,
  ],
  [
    { ArnEquals: { 'aws:SourceArn': 'arn:aws:states:us-east-1:0:stateMachine:n' } },
    { 'aws:sourcearn': 'arn:aws:states:us-east-1:0:stateMachine:m' },
    false,
  ],
  [{ NumericLessThanEquals: { 's3:max-keys': '10' } }, { 's3:max-keys': '10' }, true],
  [{ NumericLessThanEquals: { 's3:max-keys': 10 } }, { 's3:max-keys': '11' }, false],
  [
    { DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } },
    { 'aws:currenttime': '2025-12-31T23:59:59Z' },
    true,
  ],
  [{ DateGreaterThan: { 'aws:EpochTime': '1767225600' } }, { 'aws:epochtime': '1767225599' }, false],
  [{ Null: { 's3:prefix': 'true' } }, {}, true],
  [{ Null: { 's3:prefix': 'false' } }, {}, false],
];

describe('the evaluation of a request', () => {
  it.each([...sides, ...services, ...patterns])('%s', (_, question, denial) => {
    expect(denialOf(question)).toBe(denial);
  });

  it.each(conditions)('finds that %j of %j is %s', (condition, context, holds) => {
    const denial = denialOf({ ...read, identity: [allow('*', '*', when(condition))], context });
    expect(denial === undefined).toBe(holds);
  });
});
