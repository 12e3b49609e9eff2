import { createRequire } from 'node:module';
import { httpApi, lambda, role, type StackParts } from './assembly.ts';

const sdk = (name: string): string =>
  JSON.stringify(createRequire(import.meta.url).resolve(`@aws-sdk/${name}`));

// Uses the services as any bundle does: clients without settings, everything from the environment.
const worker = (version: number) => `
const { DynamoDBClient, PutItemCommand } = require(${sdk('client-dynamodb')});
const { S3Client, PutObjectCommand, GetObjectCommand } = require(${sdk('client-s3')});
const { SecretsManagerClient, GetSecretValueCommand } = require(${sdk('client-secrets-manager')});
const { SFNClient, StartExecutionCommand, SendTaskSuccessCommand } = require(${sdk('client-sfn')});
const db = new DynamoDBClient(), s3 = new S3Client(), secrets = new SecretsManagerClient(), sfn = new SFNClient();
const { TABLE, BUCKET, SECRET, MACHINE } = process.env;
exports.handler = async (event) => {
  if (event.rawPath === '/start') {
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: MACHINE, input: JSON.stringify({ id: 'one' }) }));
    return { executionArn };
  }
  if (event.token) {
    await sfn.send(new SendTaskSuccessCommand({ taskToken: event.token, output: '{"version":${version}}' }));
    return {};
  }
  if (event.id) {
    await db.send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: event.id }, version: { N: '${version}' } } }));
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'a/b.txt', Body: 'bytes' }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a/b.txt' }));
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: SECRET }));
    return { body: await Body.transformToString(), secret: JSON.parse(SecretString), version: ${version} };
  }
  if (event.elsewhere) {
    const response = await fetch(process.env.AWS_ENDPOINT_URL, { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/kinesis/aws4_request, x' } });
    return { status: response.status, text: await response.text() };
  }
  return { version: ${version}, event };
};`;

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Work',
  States: {
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: '${Fn}', Payload: { id: '{% $states.input.id %}' } },
      Output: '{% $states.result.Payload %}',
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 60, Next: 'End' },
    End: { Type: 'Succeed' },
  },
};

/** A function that uses every service, behind an API and in a state machine with a wait of a minute. */
export const stack = (version = 1, more: Readonly<Record<string, unknown>> = {}): StackParts => ({
  assets: { [`worker${version}`]: { 'index.js': worker(version) } },
  resources: {
    ...role,
    ...httpApi({ $default: 'Fn' }),
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        Replicas: [{ Region: { Ref: 'AWS::Region' }, DeletionProtectionEnabled: true }],
        TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
      },
    },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Secret: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: '{"fixed":1}',
          GenerateStringKey: 'random',
          PasswordLength: 20,
          ExcludePunctuation: true,
        },
      },
    },
    Fn: lambda(`worker${version}`, {
      Timeout: 20,
      MemorySize: 256,
      Environment: {
        Variables: {
          TABLE: { Ref: 'Table' },
          BUCKET: { Ref: 'Bucket' },
          SECRET: { Ref: 'Secret' },
          MACHINE: { 'Fn::Sub': 'arn:aws:states:${AWS::Region}:${AWS::AccountId}:stateMachine:machine' },
        },
      },
    }),
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
        StateMachineName: 'machine',
        DefinitionString: JSON.stringify(definition),
        DefinitionSubstitutions: { Fn: { 'Fn::GetAtt': ['Fn', 'Arn'] } },
        LoggingConfiguration: { Level: 'ERROR', Destinations: [] },
      },
    },
    ...more,
  },
  outputs: {
    TableName: { Value: { Ref: 'Table' } },
    MachineArn: { Value: { Ref: 'Machine' } },
    SecretArn: { Value: { Ref: 'Secret' } },
  },
});
