import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableLayout } from '#storage/table/table.ts';
import { allFunctions, isHandedEvents } from '../../../infra/functions.ts';
import { allowances, anAssembly, ofType, only, type Assembly } from './assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await anAssembly();
});
afterAll(() => assembly.remove());

describe('what holds data', () => {
  it('is kept when its stack is deleted, and lies in a stack of its own', () => {
    const types = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'];
    for (const type of types) {
      expect(ofType(assembly.service, type)).toEqual([]);
      for (const [, resource] of ofType(assembly.data, type)) {
        expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      }
    }
  });

  it('is a table laid out as the storage floor says, on demand and with point-in-time recovery', () => {
    const table = only(assembly.data, 'AWS::DynamoDB::Table');
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: tableLayout.ttl, Enabled: true },
      GlobalSecondaryIndexes: tableLayout.indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: [
          { AttributeName: index.partitionKey, KeyType: 'HASH' },
          { AttributeName: index.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: index.projection },
      })),
    });
    expect(table).not.toHaveProperty('ProvisionedThroughput');
  });

  it('is a bucket nobody can open to the public, encrypted, reached by TLS only', () => {
    const bucket = only(assembly.data, 'AWS::S3::Bucket');
    expect(bucket['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(JSON.stringify(bucket['BucketEncryption'])).toContain('AES256');
    expect(JSON.stringify(bucket['OwnershipControls'])).toContain('BucketOwnerEnforced');
    const policy = JSON.stringify(only(assembly.data, 'AWS::S3::BucketPolicy'));
    expect(policy).toContain('"aws:SecureTransport":"false"');
    expect(policy).not.toContain('"Allow"');
  });

  it('is swept by age only where nothing of worth lies', () => {
    const { Rules } = only(assembly.data, 'AWS::S3::Bucket')['LifecycleConfiguration'] as {
      Rules: unknown[];
    };
    expect(Rules).toEqual([
      { Id: 'versions', Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      { Id: 'leftovers', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      { Id: 'pending', Status: 'Enabled', Prefix: 'pending/', ExpirationInDays: 2 },
      { Id: 'uploads', Status: 'Enabled', Prefix: 'uploads/', ExpirationInDays: 400 },
      {
        Id: 'fetched',
        Status: 'Enabled',
        Prefix: 'fetched/',
        ExpirationInDays: 1,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
  });

  it('holds no key in the template: one is generated until the operator puts the real one in', () => {
    expect(only(assembly.data, 'AWS::SecretsManager::Secret')['GenerateSecretString']).toMatchObject({
      SecretStringTemplate: '{"webhookKeys":[]}',
      GenerateStringKey: 'apiKey',
    });
  });

  it('refuses deletion of the production table', async () => {
    const prod = await anAssembly('prod');
    expect(only(prod.data, 'AWS::DynamoDB::Table')['DeletionProtectionEnabled']).toBe(true);
    prod.remove();
  });
});

describe('the functions', () => {
  it('run on arm64 and Node 24, traced, with a timeout and a memory of their own', () => {
    const functions = ofType(assembly.service, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(allFunctions.length);
    for (const [, { Properties }] of functions) {
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
      });
      expect(Properties).toHaveProperty('MemorySize');
      expect(Properties).not.toHaveProperty('VpcConfig');
    }
  });

  it('each write into a log group of their own that forgets', () => {
    const groups = Object.fromEntries(ofType(assembly.service, 'AWS::Logs::LogGroup'));
    const used = ofType(assembly.service, 'AWS::Lambda::Function').map(([, { Properties }]) => {
      return (Properties['LoggingConfig'] as { LogGroup: { Ref: string } }).LogGroup.Ref;
    });
    expect(new Set(used).size).toBe(used.length);
    for (const { Properties } of Object.values(groups))
      expect(Properties).toHaveProperty('RetentionInDays', 30);
    expect(Object.keys(groups)).toEqual(expect.arrayContaining(used));
  });

  it('are never repeated by Lambda itself where something calls them and goes away, but for those that are handed events', () => {
    const configs = ofType(assembly.service, 'AWS::Lambda::EventInvokeConfig');
    expect(configs).toHaveLength(allFunctions.filter(isHandedEvents).length);
    for (const [id, { Properties }] of configs) {
      const isHanded = /^(FetchUpload|ExecutionEnded)/.test(id);
      expect(Properties).toHaveProperty('MaximumRetryAttempts', isHanded ? 2 : 0);
    }
  });

  it('have no concurrency of their own, but those that drive tasks where a deployment says so', async () => {
    const reservedIn = ({ service }: Assembly) =>
      ofType(service, 'AWS::Lambda::Function').flatMap(([, { Properties }]) =>
        'ReservedConcurrentExecutions' in Properties
          ? [[Properties['Description'], Properties['ReservedConcurrentExecutions']]]
          : [],
      );
    expect(reservedIn(assembly)).toEqual([]);
    const other = await anAssembly('dev', {
      reservedConcurrency: '20',
      waiters: '50',
      maxQueueSeconds: '600',
    });
    const names = [
      'submit-generation',
      'give-turns',
      'query-generation',
      'finalize-task',
      'provider-callback',
      'sweep-tasks',
    ];
    expect(reservedIn(other)).toEqual(names.map((name) => [`Darkroom: ${name}`, 20]));
    expect(JSON.stringify(other.service)).toContain('"MOST_WAITERS":"50"');
    expect(JSON.stringify(other.service)).toContain('"MAX_QUEUE_SECONDS":"600"');
    other.remove();
  });

  it('cannot be told to download from the laptop', () => {
    expect(JSON.stringify(assembly.service)).not.toMatch(/LOCAL_SOURCES|LOCAL_RECEIVERS/);
  });

  it('remove no objects without a row unless a deployment says so', () => {
    for (const [, { Properties }] of ofType(assembly.service, 'AWS::Lambda::Function'))
      expect(Properties).toMatchObject({ Environment: { Variables: { REMOVE_ORPHANS: 'false' } } });
  });

  it('are told where the API is, and media under it', () => {
    const variables = ofType(assembly.service, 'AWS::Lambda::Function').map(([, { Properties }]) => {
      return (Properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
    });
    const [api] = ofType(assembly.service, 'AWS::ApiGatewayV2::Api')[0] ?? [];
    const endpoint = { 'Fn::GetAtt': [api, 'ApiEndpoint'] };
    for (const known of variables) {
      expect(known).toMatchObject({
        PUBLIC_URL: endpoint,
        MEDIA_BASE_URL: { 'Fn::Join': ['', [endpoint, '/media']] },
      });
    }
  });

  it('are told other addresses, and no callback address, when a deployment says so', async () => {
    const other = await anAssembly('dev', { publicUrl: 'none', mediaBaseUrl: 'https://media.example.com' });
    const text = JSON.stringify(other.service);
    expect(text).toContain('"PUBLIC_URL":""');
    expect(text).toContain('"MEDIA_BASE_URL":"https://media.example.com"');
    other.remove();
  });
});

describe('the state machines', () => {
  it('log errors only, without inputs and outputs', () => {
    const machines = ofType(assembly.service, 'AWS::StepFunctions::StateMachine');
    expect(machines.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['Workflow', 'Dispatch']);
    for (const [, { Properties }] of machines)
      expect(Properties).toMatchObject({
        StateMachineType: 'STANDARD',
        LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
        TracingConfiguration: { Enabled: true },
      });
  });

  it('may call their functions, by alias or as executions from before it do, and no other', () => {
    const calledBy = (machine: string) => {
      const role =
        ofType(assembly.service, 'AWS::IAM::Role').find(([id]) => id.startsWith(`${machine}Role`))?.[0] ?? '';
      return allowances(assembly.service, role)
        .filter(({ actions }) => actions.includes('lambda:InvokeFunction'))
        .flatMap(({ resources }) => resources)
        .map((arn) => /^\{"(?:Fn::GetAtt":\[|Ref":)"([A-Za-z]+?)(?:[0-9A-F]{8})?"/.exec(arn)?.[1])
        .sort();
    };
    const each = (names: readonly string[]) => names.flatMap((name) => [name, `${name}Live`]);
    const functions = ['FinalizeTask', 'GiveTurns', 'QueryGeneration', 'SubmitGeneration'];
    expect(calledBy('Workflow')).toEqual(each(functions));
    expect(calledBy('Dispatch')).toEqual(each(['GiveTurns']));
  });
});

describe('the whole', () => {
  it('costs nothing at rest but one secret: nothing provisioned, no network, no keys', () => {
    const types = [
      ...Object.values(assembly.data.Resources),
      ...Object.values(assembly.service.Resources),
    ].map(({ Type }) => Type);
    expect(types.filter((type) => /^AWS::(?:EC2|KMS|RDS|ElastiCache|CloudFront|WAF)/.test(type))).toEqual([]);
    expect(types.filter((type) => type === 'AWS::SecretsManager::Secret')).toHaveLength(1);
    expect(JSON.stringify(assembly.service)).not.toContain('ProvisionedConcurrency');
  });

  it('names no account and no folder of the machine it was made on', () => {
    for (const stack of ['Data', 'Service']) {
      const text = readFileSync(
        join(assembly.folder, 'cdk.out', `Darkroom-dev-${stack}.template.json`),
        'utf8',
      );
      expect(text).not.toContain(import.meta.dirname);
      expect(text).not.toMatch(/\b\d{12}\b/);
    }
  });

  it('has the same assets when it is made again', async () => {
    const again = await anAssembly();
    expect(again.service).toEqual(assembly.service);
    again.remove();
  });
});
