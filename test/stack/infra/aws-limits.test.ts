import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableLayout } from '#storage/table/table.ts';
import { readSettings } from '../../../infra/settings.ts';
import { anAssembly, ofType, type Assembly, type Template } from './assembly.ts';

/** The longest that a stage may be called. */
const STAGE = 'a-stage-of-twenty-ab';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await anAssembly(STAGE, {
    alarmEmail: 'on-call@example.com',
    mediaEndpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
    mediaBucket: 'b'.repeat(63),
    mediaBaseUrl: 'https://media.example.com',
  });
});
afterAll(() => assembly.remove());

/** What a value becomes at most that is known only when it is deployed: an ARN, an address, a generated name. */
const LONGEST_TOKEN = 'x'.repeat(140);

/** A value of the template as it is deployed, in length. */
function resolved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  const [[name = '', inner] = []] = Object.entries(value);
  if (name === 'Ref' || name === 'Fn::GetAtt' || name === 'Fn::ImportValue') return LONGEST_TOKEN;
  if (name === 'Fn::Join') {
    const [separator, parts] = inner as [string, unknown[]];
    return parts.map(resolved).map(String).join(separator);
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(member)]));
}
const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(resolved(value)));

const templates = (): readonly Template[] => [assembly.data, assembly.service];

/** Each limit of AWS, and what of it may be used: the rest is for the next changes. */
const within = (limit: number, share = 0.8): number => limit * share;

describe('names', () => {
  it('of log groups that AWS delivers into lie below the prefix that one statement covers', () => {
    const delivered = Object.fromEntries(
      ofType(assembly.service, 'AWS::Logs::LogGroup').filter(([id]) =>
        /^(?:Api|Workflow|Dispatch)Logs/.test(id),
      ),
    );
    const names = Object.values(delivered).map(({ Properties }) => String(Properties['LogGroupName']));
    expect(names.toSorted()).toEqual([
      `/aws/vendedlogs/darkroom-${STAGE}/api`,
      `/aws/vendedlogs/darkroom-${STAGE}/dispatch`,
      `/aws/vendedlogs/darkroom-${STAGE}/workflow`,
    ]);
    const [stage] = ofType(assembly.service, 'AWS::ApiGatewayV2::Stage');
    const machines = ofType(assembly.service, 'AWS::StepFunctions::StateMachine');
    for (const resource of [stage, ...machines])
      expect(Object.keys(delivered).some((id) => JSON.stringify(resource).includes(id))).toBe(true);
  });

  it('of our choice are short enough with the longest stage', () => {
    expect(readSettings((key) => (key === 'stage' ? STAGE : undefined)).stage).toHaveLength(20);
    const named: [type: string, property: string, limit: number][] = [
      ['AWS::StepFunctions::StateMachine', 'StateMachineName', 80],
      ['AWS::ApiGatewayV2::Api', 'Name', 128],
      ['AWS::Logs::LogGroup', 'LogGroupName', 512],
      ['AWS::Lambda::Function', 'FunctionName', 64],
      ['AWS::Lambda::Function', 'Description', 256],
      ['AWS::CloudWatch::Alarm', 'AlarmDescription', 1024],
    ];
    for (const [type, property, limit] of named)
      for (const [, { Properties }] of ofType(assembly.service, type))
        expect(JSON.stringify(Properties[property] ?? '').length).toBeLessThanOrEqual(within(limit));
  });
});

describe('sizes', () => {
  it('of templates leave room: resources, outputs and bytes', () => {
    for (const template of templates()) {
      // A route takes one, a function six; before 440 the routes have to move into a stack of their own.
      expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(within(500, 0.88));
      expect(Object.keys(template.Outputs).length).toBeLessThanOrEqual(within(200));
      expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThanOrEqual(within(1_000_000));
    }
  });

  it('of the policies of a role together stay below what a role may carry', () => {
    const sizes = new Map<string, number>();
    for (const [, { Properties }] of ofType(assembly.service, 'AWS::IAM::Policy')) {
      for (const { Ref } of Properties['Roles'] as { Ref: string }[])
        sizes.set(Ref, (sizes.get(Ref) ?? 0) + sizeOf(Properties['PolicyDocument']));
    }
    for (const [role, size] of sizes) expect([role, size <= within(10_240)]).toEqual([role, true]);
  });

  it('of the environment of a function stay below four kilobytes', () => {
    for (const [id, { Properties }] of ofType(assembly.service, 'AWS::Lambda::Function')) {
      const { Variables } = Properties['Environment'] as { Variables: unknown };
      expect([id, sizeOf(Variables) <= within(4096)]).toEqual([id, true]);
    }
  });

  it('of the state machine stay below a megabyte', () => {
    const [machine] = ofType(assembly.service, 'AWS::StepFunctions::StateMachine');
    expect(sizeOf(machine?.[1].Properties['DefinitionString'])).toBeLessThanOrEqual(within(1_000_000));
  });

  it('of the API leave room: routes, integrations, and the permission that each route adds to its function', () => {
    const routes = ofType(assembly.service, 'AWS::ApiGatewayV2::Route');
    expect(routes.length).toBeLessThanOrEqual(within(300));
    expect(ofType(assembly.service, 'AWS::ApiGatewayV2::Integration').length).toBeLessThanOrEqual(
      within(300),
    );
    const permissions = Map.groupBy(
      ofType(assembly.service, 'AWS::Lambda::Permission'),
      ([, { Properties }]) => JSON.stringify(Properties['FunctionName']),
    );
    // A statement of a function's own policy, of which there may be twenty kilobytes.
    const STATEMENT = 450;
    for (const [name, those] of permissions)
      expect([name, those.length * STATEMENT <= within(20_480)]).toEqual([name, true]);
  });
});

describe('the table', () => {
  it('gains or loses at most one index in a release: an update may create or delete no more', () => {
    const path = join(import.meta.dirname, 'released-indexes.json');
    const released = JSON.parse(readFileSync(path, 'utf8')) as unknown[];
    const [before, after] = [released, tableLayout.indexes].map(
      (indexes) => new Set(indexes.map((index) => JSON.stringify(index))),
    );
    const changes = before?.symmetricDifference(after ?? new Set());
    expect([...(changes ?? [])].length).toBeLessThanOrEqual(1);
    expect(after?.size).toBeLessThanOrEqual(within(20));
  });
});
