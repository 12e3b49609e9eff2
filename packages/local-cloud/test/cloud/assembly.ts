import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own that goes with the test file. */
export function scratch(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `darkroom-${name}-`));
  folders.push(folder);
  return folder;
}

export interface StackParts {
  readonly resources?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly template?: Readonly<Record<string, unknown>>;
  readonly dependencies?: readonly string[];
  /** Files of code, by asset and path. */
  readonly assets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Writes a cloud assembly by hand, as CDK would. */
export function writeAssembly(
  stacks: Readonly<Record<string, StackParts>>,
  folder = scratch('assembly'),
): string {
  const artifacts: Record<string, unknown> = {
    Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
  };
  for (const [name, parts] of Object.entries(stacks)) {
    const files: Record<string, unknown> = {};
    for (const [asset, sources] of Object.entries(parts.assets ?? {})) {
      files[asset] = {
        source: { path: `asset.${asset}`, packaging: 'zip' },
        destinations: { here: { bucketName: 'assets', objectKey: `${asset}.zip` } },
      };
      for (const [path, text] of Object.entries(sources)) write(join(folder, `asset.${asset}`, path), text);
    }
    write(join(folder, `${name}.assets.json`), JSON.stringify({ version: '44.0.0', files }));
    const template = { Resources: parts.resources ?? {}, Outputs: parts.outputs ?? {}, ...parts.template };
    write(join(folder, `${name}.template.json`), JSON.stringify(template));
    artifacts[`${name}.assets`] = { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } };
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      dependencies: [`${name}.assets`, ...(parts.dependencies ?? [])],
      properties: { templateFile: `${name}.template.json` },
    };
  }
  write(join(folder, 'manifest.json'), JSON.stringify({ version: '44.0.0', artifacts }));
  return folder;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** A Lambda function whose code is one asset. */
export const lambda = (asset: string, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: `${asset}.zip` },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ...more,
  },
});

/** A role that a service may assume, with one inline policy of these statements. */
export const roleFor = (service: string, ...statements: readonly unknown[]): unknown => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: `${service}.amazonaws.com` } },
      ],
    },
    Policies: [{ PolicyName: 'all', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  },
});

export const allow = (action: unknown, resource: unknown, more: object = {}): unknown => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});

/** Roles that may do everything: of functions, of a state machine, and of a schedule. */
export const role = {
  Role: roleFor('lambda', allow('*', '*')),
  MachineRole: roleFor('states', allow('*', '*')),
  ScheduleRole: roleFor('scheduler', allow('*', '*')),
};

/** An HTTP API whose routes lead to functions, by logical id. */
export function httpApi(
  routes: Readonly<Record<string, string>>,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const resources: Record<string, unknown> = {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP', ...more } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
    },
  };
  for (const [index, [routeKey, target]] of Object.entries(routes).entries()) {
    resources[`Integration${index}`] = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': [target, 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    };
    resources[`Route${index}`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        AuthorizationType: 'NONE',
        RouteKey: routeKey,
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: `Integration${index}` }]] },
      },
    };
    resources[`Permission${index}`] = {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [target, 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/*' },
      },
    };
  }
  return resources;
}
