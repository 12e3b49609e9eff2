import { createRequire } from 'node:module';
import { allow, httpApi, lambda, role, roleFor, type StackParts } from './assembly.ts';

const sdk = (name: string): string =>
  JSON.stringify(createRequire(import.meta.url).resolve(`@aws-sdk/${name}`));

/** Sends any command of any client and says what came back: the answer, or the error as the SDK sees it. */
const caller = `
const modules = {
  dynamodb: require(${sdk('client-dynamodb')}), s3: require(${sdk('client-s3')}),
  secrets: require(${sdk('client-secrets-manager')}), states: require(${sdk('client-sfn')}),
};
const { getSignedUrl } = require(${sdk('s3-request-presigner')});
const clients = {
  dynamodb: new modules.dynamodb.DynamoDBClient(), s3: new modules.s3.S3Client(),
  secrets: new modules.secrets.SecretsManagerClient(), states: new modules.states.SFNClient(),
};
exports.handler = async ({ service, command, input, token, signs }) => {
  if (token !== undefined) {
    process.env.TOKEN = token;
    return {};
  }
  const request = new modules[service][command + 'Command'](
    input.taskToken === undefined ? input : { ...input, taskToken: process.env.TOKEN ?? input.taskToken });
  if (signs) return { url: await getSignedUrl(clients[service], request) };
  try {
    const { $metadata, Body, ...answer } = await clients[service].send(request);
    return { status: $metadata.httpStatusCode, answer, key: process.env.AWS_ACCESS_KEY_ID };
  } catch (error) {
    return { name: error.name, status: error.$metadata?.httpStatusCode, message: error.message };
  }
};`;

const environment = { Environment: { Variables: {} } };
const at = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const objects = (prefix: string) => ({ 'Fn::Join': ['', [at('Bucket'), `/${prefix}`]] });
const index = { 'Fn::Join': ['', [at('Table'), '/index/due']] };

const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const key = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' });

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: '${Fn}', Payload: { token: '{% $states.context.Task.Token %}' } },
      End: true,
    },
  },
};

const machine = (roleId: string, target: string) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    RoleArn: at(roleId),
    DefinitionString: JSON.stringify(definition),
    DefinitionSubstitutions: { Fn: at(target) },
  },
});

const resources = {
  ...role,
  Narrow: roleFor(
    'lambda',
    allow(['dynamodb:GetItem', 'dynamodb:PutItem'], at('Table')),
    allow('dynamodb:Query', index),
    allow(['s3:GetObject', 's3:PutObject'], objects('open/*')),
    allow('s3:ListBucket', at('Bucket'), { Condition: { StringLike: { 's3:prefix': 'open/*' } } }),
    allow('states:StartExecution', at('Machine')),
    allow('states:SendTaskFailure', at('Machine')),
  ),
  Lister: roleFor('lambda', allow(['s3:GetObject', 's3:ListBucket'], '*')),
  Powerless: roleFor('states', allow('lambda:InvokeFunction', at('Other'))),
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [attribute('pk'), attribute('due')],
      KeySchema: [key('pk')],
      GlobalSecondaryIndexes: [
        { IndexName: 'due', KeySchema: [key('due')], Projection: { ProjectionType: 'ALL' } },
      ],
    },
  },
  Bucket: { Type: 'AWS::S3::Bucket' },
  BucketPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: 's3:*',
            Resource: objects('*'),
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: objects('open/sealed/*') },
          {
            Effect: 'Allow',
            Principal: { AWS: at('Narrow') },
            Action: 's3:DeleteObject',
            Resource: objects('open/*'),
          },
        ],
      },
    },
  },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'x' } },
  Fn: lambda('caller', { ...environment, Role: at('Narrow'), Timeout: 20 }),
  Other: lambda('caller', { ...environment, Role: at('Lister'), Timeout: 20 }),
  Machine: machine('MachineRole', 'Fn'),
  Stuck: machine('Powerless', 'Fn'),
  ...httpApi({ 'GET /open': 'Fn', 'GET /shut': 'Other' }),
  Permission1: { Type: 'AWS::CDK::Metadata' },
};

const outputs = { Table: 'Table', Bucket: 'Bucket', Secret: 'Secret', Machine: 'Machine', Stuck: 'Stuck' };

/** Two functions that send whatever they are told to, with few permissions; a table, a bucket with a policy, machines. */
export const permissionStack: StackParts = {
  assets: { caller: { 'index.js': caller } },
  resources,
  outputs: Object.fromEntries(Object.entries(outputs).map(([id, Ref]) => [id, { Value: { Ref } }])),
};
