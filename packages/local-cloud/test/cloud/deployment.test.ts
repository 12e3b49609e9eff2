import { expect, it } from 'vitest';
import { readDeployment } from '../../deployment.ts';
import { httpApi, lambda, role, writeAssembly } from './assembly.ts';

const API = 'http://127.0.0.1:4000';
const addresses = { apiUrl: API, socketUrl: 'ws://127.0.0.1:4001' };
const code = { fn: { 'index.js': 'exports.handler = async () => ({})' } };

const environment = (Variables: Record<string, unknown>) => ({ Environment: { Variables } });

function variables(
  values: Record<string, unknown>,
  template: Record<string, unknown> = {},
): Record<string, string> {
  const assembly = writeAssembly({
    One: {
      assets: code,
      template,
      resources: {
        ...role,
        ...httpApi({ $default: 'Fn' }),
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            TableName: 'things',
            AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          },
        },
        Fn: lambda('fn', environment(values)),
      },
    },
  });
  return { ...readDeployment(assembly, addresses).functions[0]?.environment };
}

it('resolves the intrinsic functions a template uses', () => {
  expect(
    variables({
      REF: { Ref: 'Table' },
      ATT: { 'Fn::GetAtt': ['Table', 'Arn'] },
      JOIN: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }]] },
      SUB: { 'Fn::Sub': '${AWS::Partition}/${Table}/${Table.Arn}/${!kept}' },
      SUB_MAP: { 'Fn::Sub': ['${x}!', { x: { Ref: 'Table' } }] },
      SPLIT: { 'Fn::Select': [1, { 'Fn::Split': ['-', 'one-two-three'] }] },
      GONE: { Ref: 'AWS::NoValue' },
    }),
  ).toEqual({
    REF: 'things',
    ATT: 'arn:aws:dynamodb:us-east-1:000000000000:table/things',
    JOIN: 'a-us-east-1-000000000000',
    SUB: 'aws/things/arn:aws:dynamodb:us-east-1:000000000000:table/things/${kept}',
    SUB_MAP: 'things!',
    SPLIT: 'two',
  });
});

it('follows conditions, parameters with defaults and mappings', () => {
  const template = {
    Parameters: {
      Stage: { Type: 'String', Default: 'prod' },
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/x/version' },
    },
    Mappings: { Sizes: { prod: { n: '9' } } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      Neither: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'IsProd' }, { 'Fn::Equals': ['a', 'b'] }] }] },
    },
    Rules: { CheckBootstrapVersion: { Assertions: [] } },
  };
  expect(
    variables(
      {
        A: { 'Fn::If': ['IsProd', 'yes', 'no'] },
        B: { 'Fn::If': ['Neither', 'yes', 'no'] },
        C: { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'n'] },
      },
      template,
    ),
  ).toEqual({ A: 'yes', B: 'no', C: '9' });
});

it('puts its own address where the template spells out the address of the API', () => {
  const address = [
    'https://',
    { Ref: 'Api' },
    '.execute-api.',
    { Ref: 'AWS::Region' },
    '.',
    { Ref: 'AWS::URLSuffix' },
  ];
  expect(
    variables({
      MEDIA: { 'Fn::Join': ['', [...address, '/media']] },
      ENDPOINT: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] },
    }),
  ).toEqual({ MEDIA: `${API}/media`, ENDPOINT: API });
});

it('reads stacks in the order of their dependencies and passes exports between them', () => {
  const assembly = writeAssembly({
    Second: {
      dependencies: ['First'],
      assets: code,
      resources: {
        ...role,
        Fn: lambda('fn', environment({ BUCKET: { 'Fn::ImportValue': 'First:Bucket' } })),
      },
      outputs: { Name: { Value: { Ref: 'Fn' } } },
    },
    First: {
      resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'pictures' } } },
      outputs: { Exported: { Value: { Ref: 'Bucket' }, Export: { Name: 'First:Bucket' } } },
    },
  });
  const { functions, outputs } = readDeployment(assembly, addresses);
  expect(functions[0]?.environment).toEqual({ BUCKET: 'pictures' });
  expect(outputs).toEqual({ Exported: 'pictures', Name: functions[0]?.name });
});

it('invents the same names on every reading', () => {
  const parts = {
    One: {
      assets: code,
      resources: {
        ...role,
        Fn: lambda('fn'),
        Store: { Type: 'AWS::S3::Bucket' },
        Note: { Type: 'AWS::SecretsManager::Secret' },
      },
    },
  };
  const [first, second] = [
    readDeployment(writeAssembly(parts), addresses),
    readDeployment(writeAssembly(parts), addresses),
  ];
  expect(first.buckets[0]?.name).toMatch(/^one-store-[a-z0-9]{6}$/);
  expect(second.buckets).toEqual(first.buckets);
  expect(second.secrets).toEqual(first.secrets);
  expect(second.functions[0]?.arn).toBe(first.functions[0]?.arn);
});

it('substitutes into a definition given as an object, and escapes what it puts into JSON', () => {
  const assembly = writeAssembly({
    One: {
      resources: {
        ...role,
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
            Definition: { StartAt: 'A', Comment: 'says ${Word}', States: {} },
            DefinitionSubstitutions: { Word: 'a "quote"' },
          },
        },
      },
    },
  });
  const definition = readDeployment(assembly, addresses).stateMachines[0]?.definition ?? '';
  expect(JSON.parse(definition)).toMatchObject({ Comment: 'says a "quote"' });
});
