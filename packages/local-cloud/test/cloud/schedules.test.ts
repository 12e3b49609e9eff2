import { expect, it } from 'vitest';
import { ManualClock } from '../../manual-clock.ts';
import { allow, lambda, role, roleFor, writeAssembly } from './assembly.ts';
import { hosting } from './hosted.ts';
import { stack } from './workflow-stack.ts';

const host = hosting('test');

const schedules = {
  Tick: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(5 minutes)',
      Target: {
        Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['ScheduleRole', 'Arn'] },
        Input: '{"tick":1}',
      },
    },
  },
  Off: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 minute)',
      State: 'DISABLED',
      Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }],
    },
  },
  RulePermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'Fn' },
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['Off', 'Arn'] },
    },
  },
  Nightly: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      Target: {
        Arn: { Ref: 'Machine' },
        RoleArn: { 'Fn::GetAtt': ['ScheduleRole', 'Arn'] },
        Input: '{"id":"nightly"}',
      },
    },
  },
};

it('starts what is scheduled when the clock says so, and by hand', async () => {
  const clock = new ManualClock();
  const cloud = await host(stack(1, schedules), { clock });
  const ticks = () => cloud.entries.filter(({ type }) => type === 'tick').length;
  const calls = () => Object.values(cloud.meter.counts().invocations)[0] ?? 0;
  await clock.advance(11 * 60_000, () => cloud.idle());
  expect([ticks(), calls()]).toEqual([2, 2]);
  await cloud.runSchedule('Off');
  await cloud.idle();
  expect([ticks(), calls()]).toEqual([3, 3]);
  await cloud.runSchedule('Nightly');
  await cloud.idle();
  expect(calls()).toBe(4);
  await expect(cloud.runSchedule('Never')).rejects.toThrow(/Never/);
});

it('goes on counting where it stood when code is loaded anew', async () => {
  const clock = new ManualClock();
  const cloud = await host(stack(1, schedules), { clock });
  const ticks = () => cloud.entries.filter(({ type }) => type === 'tick').length;
  for (let saves = 0; saves < 4; saves += 1) {
    await clock.advance(4 * 60_000, () => cloud.idle());
    await cloud.reload(writeAssembly({ Stack: stack(2 + saves, schedules) }));
  }
  expect(ticks()).toBe(3);
});

it('says of what a schedule or a rule may not start that it was not delivered', async () => {
  const target = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
  const barred = (Arn: unknown) => ({
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'rate(1 day)',
      Target: { Arn, RoleArn: target('BarredRole'), Input: '{}' },
    },
  });
  const cloud = await host(
    stack(1, {
      BarredRole: roleFor('scheduler', allow('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:other')),
      Tick: barred(target('Fn')),
      Start: barred({ Ref: 'Machine' }),
      Rule: schedules.Off,
    }),
    { clock: new ManualClock() },
  );
  for (const name of ['Tick', 'Start', 'Rule']) await cloud.runSchedule(name);
  await cloud.idle();
  const errors = cloud.entries.flatMap((entry) => (entry.type === 'undelivered' ? [entry.error] : []));
  expect(errors).toEqual([
    expect.stringMatching(/assumed-role\/Stack-BarredRole-\w+\/\S+ is not .*lambda:InvokeFunction on/),
    expect.stringMatching(/is not authorized to perform: states:StartExecution on resource: arn:aws:states/),
    expect.stringMatching(/^User: events.amazonaws.com is not .* because no resource-based policy allows/),
  ]);
  expect(cloud.meter.counts().invocations).toEqual({});
});

const failing = (fail: string) => ({
  ...role,
  Bad: lambda('bad', { Environment: { Variables: { FAIL: fail } } }),
  Patience: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Bad' }, MaximumRetryAttempts: 1, Qualifier: '$LATEST' },
  },
  Once: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'at(2026-01-01T12:01:00)',
      Target: { Arn: { 'Fn::GetAtt': ['Bad', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['ScheduleRole', 'Arn'] } },
    },
  },
});

it('tries an asynchronous event again as often as configured, then says that it was not delivered', async () => {
  const clock = new ManualClock();
  const assets = { bad: { 'index.js': 'exports.handler = async () => { throw new Error("no"); }' } };
  const cloud = await host({ assets, resources: failing('yes') }, { clock });
  await clock.advance(3_600_000, () => cloud.idle());
  expect(Object.values(cloud.meter.counts().invocations)).toEqual([2]);
  expect(cloud.entries.filter(({ type }) => type === 'undelivered')).toHaveLength(1);
});
