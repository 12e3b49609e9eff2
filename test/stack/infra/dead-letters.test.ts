import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scheduleOf } from '../../../infra/function-row.ts';
import { allFunctions, constructId } from '../../../infra/functions.ts';
import { allowances, anAssembly, ofType, roleOf, type Assembly } from './assembly.ts';

let assembly: Assembly;
let queue: { 'Fn::GetAtt': [string, 'Arn'] };
beforeAll(async () => {
  assembly = await anAssembly();
  queue = { 'Fn::GetAtt': [ofType(assembly.service, 'AWS::SQS::Queue')[0]?.[0] ?? '', 'Arn'] };
});
afterAll(() => assembly.remove());

const asynchronous = allFunctions.filter(
  ({ trigger, isHanded }) => trigger === 'event' || typeof trigger === 'object' || isHanded === true,
);

const sends = (role: string) =>
  allowances(assembly.service, role)
    .filter(({ actions }) => actions.some((action) => action.startsWith('sqs:')))
    .map(({ actions, resources }) => ({ actions, resources }));

describe('what an asynchronous call leaves undone', () => {
  it('lies in one queue for fourteen days, reached by TLS only', () => {
    const queues = ofType(assembly.service, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(1);
    expect(queues[0]?.[1].Properties).toMatchObject({
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
    });
    const [policy] = ofType(assembly.service, 'AWS::SQS::QueuePolicy');
    expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
  });

  it('is sent there by every function that is called so, and by no other', () => {
    const sending = ofType(assembly.service, 'AWS::Lambda::EventInvokeConfig')
      .filter(([, { Properties }]) => 'DestinationConfig' in Properties)
      .map(([id, { Properties }]) => {
        expect(Properties).toMatchObject({ DestinationConfig: { OnFailure: { Destination: queue } } });
        return id;
      });
    expect(sending).toHaveLength(asynchronous.length);
    for (const { name } of asynchronous) {
      expect(sending.some((id) => id.startsWith(constructId(name)))).toBe(true);
      expect(sends(roleOf(assembly.service, name))).toEqual([
        { actions: ['sqs:SendMessage'], resources: [JSON.stringify(queue)] },
      ]);
    }
    for (const { name } of allFunctions.filter((row) => !asynchronous.includes(row)))
      expect(sends(roleOf(assembly.service, name))).toEqual([]);
  });

  it('is sent there by every schedule that could not deliver its tick', () => {
    const schedules = ofType(assembly.service, 'AWS::Scheduler::Schedule');
    expect(schedules).toHaveLength(
      allFunctions.filter(({ trigger }) => scheduleOf(trigger) !== undefined).length,
    );
    for (const [, { Properties }] of schedules) {
      const target = Properties['Target'] as { RoleArn: { 'Fn::GetAtt': [string, string] } };
      expect(target).toMatchObject({ DeadLetterConfig: { Arn: queue } });
      expect(sends(target.RoleArn['Fn::GetAtt'][0])).toEqual([
        { actions: ['sqs:SendMessage'], resources: [JSON.stringify(queue)] },
      ]);
    }
  });

  it('is sent there by the rule for executions of the workflow that did not succeed, and may be', () => {
    const [[id = '', { Properties = {} } = {}] = []] = ofType(assembly.service, 'AWS::Events::Rule');
    expect(Properties).toMatchObject({
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
      Targets: [{ DeadLetterConfig: { Arn: queue } }],
    });
    const [[, policy] = []] = ofType(assembly.service, 'AWS::SQS::QueuePolicy');
    const fromRule = { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [id, 'Arn'] } } };
    expect(JSON.stringify(policy)).toContain(JSON.stringify(fromRule));
  });

  it('is not delivered when the next tick is due: those of the minute are a minute old at most', () => {
    const ages = (type: string, read: (properties: Readonly<Record<string, unknown>>) => unknown) =>
      Object.fromEntries(
        ofType(assembly.service, type).map(([id, { Properties }]) => [id, read(Properties)] as const),
      );
    const schedules = ages(
      'AWS::Scheduler::Schedule',
      ({ Target }) =>
        (Target as { RetryPolicy: Record<string, unknown> }).RetryPolicy['MaximumEventAgeInSeconds'],
    );
    expect(schedules).toEqual({
      SweepTasksSchedule: 60,
      SweepDeliveriesSchedule: 60,
      EraseDataSchedule: 300,
      ExpireUploadsSchedule: 3600,
      CheckAccountsSchedule: 900,
      CompareModelsSchedule: 21_600,
    });
    const invokes = ages(
      'AWS::Lambda::EventInvokeConfig',
      ({ MaximumEventAgeInSeconds }) => MaximumEventAgeInSeconds,
    );
    const ageOf = (name: string) =>
      Object.entries(invokes).find(([id]) => id.startsWith(constructId(name)))?.[1];
    expect(ageOf('sweep-tasks')).toBe(60);
    expect(ageOf('erase-data')).toBe(300);
  });
});
