import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import type { Statement } from '../iam/document.ts';
import { PolicySet } from '../iam/evaluate.ts';
import { identity } from '../identity.ts';
import { ofType, readProperties, type Reading } from './reading.ts';
import { readDocument } from './roles.ts';

const document = z.record(z.string(), z.unknown());

/** The policies of one resource type, and how each says whose they are: by name, ARN or address. */
const kinds = {
  'AWS::S3::BucketPolicy': {
    schema: z
      .object({ Bucket: z.string(), PolicyDocument: document })
      .transform(({ Bucket, PolicyDocument }) => ({ of: [Bucket], PolicyDocument })),
    of: ['AWS::S3::Bucket'],
  },
  'AWS::SNS::TopicPolicy': {
    schema: z
      .object({ Topics: z.array(z.string()), PolicyDocument: document })
      .transform(({ Topics, PolicyDocument }) => ({ of: Topics, PolicyDocument })),
    of: ['AWS::SNS::Topic'],
  },
  'AWS::SQS::QueuePolicy': {
    schema: z
      .object({ Queues: z.array(z.string()), PolicyDocument: document })
      .transform(({ Queues, PolicyDocument }) => ({ of: Queues, PolicyDocument })),
    of: ['AWS::SQS::Queue'],
  },
  'AWS::SecretsManager::ResourcePolicy': {
    schema: z
      .object({ SecretId: z.string(), ResourcePolicy: document })
      .transform(({ SecretId, ResourcePolicy }) => ({ of: [SecretId], PolicyDocument: ResourcePolicy })),
    of: ['AWS::SecretsManager::Secret'],
  },
} as const;

const permissionProperties = z.object({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceAccount: z.string().optional(),
  SourceArn: z.string().optional(),
});

interface Attached {
  readonly arn: string;
  readonly statements: readonly Statement[];
}

/** Every policy of a resource, by the ARN of that resource. */
export function readResourcePolicies(reading: Reading): ReadonlyMap<string, PolicySet> {
  const documents = Object.entries(kinds).flatMap(([type, kind]) =>
    ofType(reading, type).flatMap((resource) => readPolicy(resource, kind, reading)),
  );
  const permissions = ofType(reading, 'AWS::Lambda::Permission').flatMap((resource) =>
    readPermission(resource, reading),
  );
  const byArn = Map.groupBy([...documents, ...permissions], ({ arn }) => arn);
  return new Map(
    [...byArn].map(([arn, all]) => [arn, new PolicySet(all.flatMap(({ statements }) => statements))]),
  );
}

function readPolicy(
  resource: Resource,
  { schema, of }: (typeof kinds)[keyof typeof kinds],
  reading: Reading,
): Attached[] {
  const read = readProperties<z.output<typeof schema>>(schema, resource, reading);
  if (read === undefined) return [];
  const statements = readDocument(read.PolicyDocument, 'resource', { resource, reading });
  return read.of.flatMap((called) => {
    const owner = ofType(reading, ...of).find(({ ref, name, arn }) => [ref, name, arn].includes(called));
    if (owner === undefined) reading.problems.add(resource.place, `${called} is not in the template`);
    return owner === undefined ? [] : [{ arn: owner.arn, statements }];
  });
}

/** A permission is a statement of a function's policy, of the version or alias that it names. */
function readPermission(resource: Resource, reading: Reading): Attached[] {
  const read = readProperties(permissionProperties, resource, reading);
  if (read === undefined) return [];
  const { Action, FunctionName, Principal, SourceAccount, SourceArn } = read;
  const arn = functionArn(FunctionName);
  const conditions = {
    ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': SourceArn } }),
    ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
  };
  const written = {
    Statement: {
      Effect: 'Allow',
      Action,
      Resource: arn,
      Principal: /\.amazonaws\.com$/.test(Principal) ? { Service: Principal } : { AWS: Principal },
      Condition: conditions,
    },
  };
  return [{ arn, statements: readDocument(written, 'resource', { resource, reading }) }];
}

const functionArn = (name: string): string =>
  name.startsWith('arn:')
    ? name
    : `arn:${identity.partition}:lambda:${identity.region}:${identity.accountId}:function:${name}`;
