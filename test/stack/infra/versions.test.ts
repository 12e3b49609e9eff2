import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFunctions } from '../../../infra/functions.ts';
import { anAssembly, ofType, type Assembly, type Resource } from './assembly.ts';

let dev: Assembly;
let prod: Assembly;
beforeAll(async () => {
  dev = await anAssembly();
  prod = await anAssembly('prod', { trafficShift: 'canary' });
});
afterAll(() => {
  dev.remove();
  prod.remove();
});

const aliases = ({ service }: Assembly): [string, Resource][] => ofType(service, 'AWS::Lambda::Alias');
const isAlias = (value: unknown): boolean =>
  aliases(dev).some(([id]) => JSON.stringify(value) === JSON.stringify({ Ref: id }));

describe('the versions of functions and workflow', () => {
  it('are kept, and one of each function is live', () => {
    const versions = Object.fromEntries(ofType(dev.service, 'AWS::Lambda::Version'));
    expect(aliases(dev)).toHaveLength(allFunctions.length);
    for (const [, { Properties }] of aliases(dev)) {
      expect(Properties).toMatchObject({ Name: 'live' });
      const version = Properties['FunctionVersion'] as { 'Fn::GetAtt': [string, string] };
      expect(versions[version['Fn::GetAtt'][0]]).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      });
    }
  });

  it('are reached through the alias by the API, the schedules, the workflow and other functions', () => {
    // Those of the WebSocket API name the function within the address at which it is invoked.
    const aliasIn = (uri: unknown): unknown =>
      (uri as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join']?.[1].find(
        (part) => JSON.stringify(part).includes('Live') && typeof part === 'object',
      ) ?? uri;
    const integrations = ofType(dev.service, 'AWS::ApiGatewayV2::Integration').map(([, { Properties }]) =>
      aliasIn(Properties['IntegrationUri']),
    );
    const allowed = ofType(dev.service, 'AWS::Lambda::Permission').map(
      ([, { Properties }]) => Properties['FunctionName'],
    );
    const targets = ofType(dev.service, 'AWS::Scheduler::Schedule').map(
      ([, { Properties }]) => (Properties['Target'] as { Arn: unknown }).Arn,
    );
    const [machine] = ofType(dev.service, 'AWS::StepFunctions::StateMachine');
    const states = Object.values(
      machine?.[1].Properties['DefinitionSubstitutions'] as Record<string, unknown>,
    );
    const told = variablesOf(dev).flatMap((variables) =>
      [
        'FETCH_FUNCTION',
        'FETCH_FILE_FUNCTION',
        'MEDIA_FUNCTION',
        'DELIVER_FUNCTION',
        'PUSH_FUNCTION',
        'SUBMIT_FUNCTION',
      ].flatMap((name) => (name in variables ? [variables[name]] : [])),
    );
    for (const called of [integrations, allowed, targets, states, told]) {
      expect(called.length).toBeGreaterThan(0);
      expect(called.filter((one) => !isAlias(one))).toEqual([]);
    }
  });

  it('of the workflow become live with each change, and executions are started through the alias', () => {
    const [machine] = ofType(dev.service, 'AWS::StepFunctions::StateMachine');
    const [version] = ofType(dev.service, 'AWS::StepFunctions::StateMachineVersion');
    expect(version?.[1]).toMatchObject({
      UpdateReplacePolicy: 'Retain',
      Properties: { StateMachineRevisionId: { 'Fn::GetAtt': [machine?.[0], 'StateMachineRevisionId'] } },
    });
    const [alias] = ofType(dev.service, 'AWS::StepFunctions::StateMachineAlias');
    const StateMachineVersionArn = { 'Fn::GetAtt': [version?.[0], 'Arn'] };
    expect(alias?.[1].Properties).toEqual({
      Name: 'live',
      DeploymentPreference: { Type: 'ALL_AT_ONCE', StateMachineVersionArn },
    });
    const told = variablesOf(dev).flatMap(({ WORKFLOW_ARN: arn }) => (arn === undefined ? [] : [arn]));
    expect(told.length).toBeGreaterThan(0);
    for (const arn of told) expect(JSON.stringify(arn)).toMatch(/:stateMachine:darkroom-dev-tasks:live"/);
  });
});

describe('the traffic of a stage', () => {
  it('is not shifted where the stage does not ask for it', () => {
    expect(ofType(dev.service, 'AWS::CodeDeploy::DeploymentGroup')).toEqual([]);
    for (const [, alias] of aliases(dev)) expect(alias).not.toHaveProperty('UpdatePolicy');
  });

  it('goes to a new version by a tenth first, of each function and of the workflow', () => {
    expect(ofType(prod.service, 'AWS::CodeDeploy::DeploymentGroup')).toHaveLength(allFunctions.length);
    for (const [, alias] of aliases(prod))
      expect(alias).toHaveProperty('UpdatePolicy.CodeDeployLambdaAliasUpdate');
    for (const [, { Properties }] of ofType(prod.service, 'AWS::CodeDeploy::DeploymentGroup'))
      expect(Properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
        AutoRollbackConfiguration: { Enabled: true },
      });
    const [alias] = ofType(prod.service, 'AWS::StepFunctions::StateMachineAlias');
    expect(alias?.[1].Properties['DeploymentPreference']).toMatchObject({
      Type: 'CANARY',
      Percentage: 10,
      Interval: 5,
    });
  });

  it('goes back when an alarm on the code rings, and not for what waits for a person', () => {
    const brakes = [
      'ApiErrors',
      'FinalizeTaskErrors',
      'QueryGenerationErrors',
      'RunsFailed',
      'SubmitGenerationErrors',
      'UnexpectedErrors',
    ];
    // CodeDeploy takes ten.
    const nameOf = (reference: unknown): string =>
      (reference as { Ref: string }).Ref.replace(/[0-9A-F]{8}$/, '');
    for (const [, { Properties }] of ofType(prod.service, 'AWS::CodeDeploy::DeploymentGroup')) {
      const { Alarms, Enabled } = Properties['AlarmConfiguration'] as {
        Alarms: { Name: unknown }[];
        Enabled: boolean;
      };
      expect(Enabled).toBe(true);
      expect(Alarms.map(({ Name }) => nameOf(Name)).sort()).toEqual(brakes);
    }
    const [alias] = ofType(prod.service, 'AWS::StepFunctions::StateMachineAlias');
    const { Alarms } = alias?.[1].Properties['DeploymentPreference'] as { Alarms: unknown[] };
    expect(Alarms.map(nameOf).sort()).toEqual(brakes);
  });

  it('leaves room in the template, of which there may be five hundred resources', () => {
    expect(Object.keys(prod.service.Resources).length).toBeLessThanOrEqual(480);
  });
});

/** What functions are told. */
function variablesOf({ service }: Assembly): Record<string, unknown>[] {
  return ofType(service, 'AWS::Lambda::Function').map(
    ([, { Properties }]) => (Properties['Environment'] as { Variables: Record<string, unknown> }).Variables,
  );
}
