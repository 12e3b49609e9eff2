import { expect, it } from 'vitest';
import { readDeployment } from '../../deployment.ts';
import { lambda, role, writeAssembly } from './assembly.ts';

const API = 'http://127.0.0.1:4000';
const addresses = { apiUrl: API, socketUrl: 'ws://127.0.0.1:4001' };
const code = { fn: { 'index.js': 'exports.handler = async () => ({})' } };

const failureOf = (assembly: string): string => {
  try {
    readDeployment(assembly, addresses);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
};

const environment = (Variables: Record<string, unknown>) => ({ Environment: { Variables } });

it('names everything it does not host at once', () => {
  const message = failureOf(
    writeAssembly({
      One: {
        assets: code,
        resources: {
          ...role,
          Search: { Type: 'AWS::OpenSearchService::Domain' },
          Gate: { Type: 'AWS::ApiGateway::RestApi' },
          Fn: lambda('fn', { VpcConfig: {}, ...environment({ X: { 'Fn::Cidr': ['10.0.0.0/8', 1, 1] } }) }),
          Other: lambda('fn', { Runtime: 'python3.13' }),
          Bucket: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: {} } },
          Table: {
            Type: 'AWS::DynamoDB::Table',
            Properties: { AttributeDefinitions: [], KeySchema: [], StreamSpecification: {} },
          },
          Machine: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: { StateMachineType: 'EXPRESS', DefinitionString: '{"x":"${Missing}"}' },
          },
          Rule: { Type: 'AWS::Events::Rule', Properties: { EventPattern: {} } },
          Secret: {
            Type: 'AWS::SecretsManager::Secret',
            Properties: { SecretString: '{{resolve:ssm:/name}}', GenerateSecretString: { Foo: 1 } },
          },
        },
      },
    }),
  );
  for (const part of [
    'One/Search (AWS::OpenSearchService::Domain)',
    'only HTTP and WebSocket APIs',
    'VpcConfig',
    'Fn::Cidr',
    'only Node.js runtimes',
    'NotificationConfiguration',
    'StreamSpecification',
    'only STANDARD',
    'EventPattern',
    '{{resolve:ssm:/name}}',
    'GenerateSecretString.Foo',
  ])
    expect(message).toContain(part);
});

it('names what it does not host of WebSocket APIs', () => {
  const socketApi = (RouteSelectionExpression: string) => ({
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: { ProtocolType: 'WEBSOCKET', RouteSelectionExpression },
  });
  const stage = (api: string, StageName: string) => ({
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: { Ref: api }, StageName },
  });
  const message = failureOf(
    writeAssembly({
      One: {
        assets: code,
        resources: {
          ...role,
          Live: socketApi('$request.body.action'),
          First: stage('Live', 'live'),
          Second: stage('Live', 'next'),
          Fn: lambda('fn'),
          Integration: {
            Type: 'AWS::ApiGatewayV2::Integration',
            Properties: {
              ApiId: { Ref: 'Live' },
              IntegrationType: 'AWS_PROXY',
              IntegrationUri: { 'Fn::GetAtt': ['Fn', 'Arn'] },
              PayloadFormatVersion: '2.0',
            },
          },
          Other: socketApi('$request.body.action'),
        },
      },
      Two: { resources: { Odd: socketApi('${request.header.x}') } },
    }),
  );
  for (const part of [
    'Other (AWS::ApiGatewayV2::Api): one WebSocket API is hosted',
    'Odd (AWS::ApiGatewayV2::Api): one WebSocket API is hosted',
    'Second (AWS::ApiGatewayV2::Stage): one stage',
    'payload format 1.0 only',
  ])
    expect(message).toContain(part);
  const odd = failureOf(writeAssembly({ Two: { resources: { Odd: socketApi('${request.header.x}') } } }));
  expect(odd).toContain('only a member of the message is hosted');
});

it('names references that lead nowhere', () => {
  const message = failureOf(
    writeAssembly({
      One: {
        assets: code,
        resources: {
          ...role,
          Fn: lambda(
            'fn',
            environment({
              A: { Ref: 'Nobody' },
              B: { 'Fn::GetAtt': ['Role', 'Shoe'] },
              C: { 'Fn::ImportValue': 'Elsewhere' },
            }),
          ),
          Gone: lambda('lost'),
        },
      },
    }),
  );
  for (const part of ['Nobody', 'Shoe', 'Elsewhere', 'lost.zip']) expect(message).toContain(part);
});

it('acknowledges what a laptop does without, with the reason', () => {
  const assembly = writeAssembly({
    One: {
      resources: {
        ...role,
        Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { Unknown: { 'Fn::Whatever': [] } } },
        Cdn: { Type: 'AWS::CloudFront::Distribution' },
        Cleanup: { Type: 'Custom::S3AutoDeleteObjects' },
      },
    },
  });
  const { acknowledged } = readDeployment(assembly, addresses);
  expect(acknowledged.map(({ resource }) => resource)).toEqual([
    'One/Alarm (AWS::CloudWatch::Alarm)',
    'One/Cdn (AWS::CloudFront::Distribution)',
    'One/Cleanup (Custom::S3AutoDeleteObjects)',
  ]);
});
