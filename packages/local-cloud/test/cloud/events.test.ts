import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { ManualClock } from '../../manual-clock.ts';
import { allow, lambda, role, roleFor } from './assembly.ts';
import { hosting, type Hosted } from './hosted.ts';

const sdk = JSON.stringify(createRequire(import.meta.url).resolve('@aws-sdk/client-eventbridge'));

/** Sends what it is given, and otherwise remembers it. */
const code = `
const { EventBridgeClient, PutEventsCommand } = require(${sdk});
const heard = [];
exports.handler = async (event) => {
  if (event.told) return heard;
  if (event.fail) throw new Error('no');
  if (event.entries === undefined) return void heard.push(event);
  try {
    const { $metadata, ...answer } = await new EventBridgeClient().send(new PutEventsCommand({ Entries: event.entries }));
    return answer;
  } catch ({ name, message }) {
    return { name, message };
  }
};`;

const at = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });

const machine = {
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    RoleArn: at('MachineRole'),
    DefinitionString: JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Choose',
      States: {
        Choose: {
          Type: 'Choice',
          Choices: [{ Condition: "{% $states.input.wish = 'fail' %}", Next: 'Fail' }],
          Default: 'Succeed',
        },
        Fail: { Type: 'Fail', Error: 'Sad', Cause: 'it was asked for' },
        Succeed: { Type: 'Succeed' },
      },
    }),
  },
};

const rule = (EventPattern: unknown, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::Events::Rule',
  Properties: { EventPattern, State: 'ENABLED', Targets: [{ Id: 'a', Arn: at('Fn') }], ...more },
});

const permission = (id: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: at('Fn'),
    Principal: 'events.amazonaws.com',
    SourceArn: at(id),
  },
});

const stack = (more: Record<string, unknown> = {}) => ({
  assets: { fn: { 'index.js': code } },
  resources: {
    ...role,
    Fn: lambda('fn'),
    Machine: machine,
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'company' } },
    Failed: rule({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [{ Ref: 'Machine' }] },
    }),
    FailedPermission: permission('Failed'),
    Paid: rule({ 'detail-type': [{ prefix: 'order.' }] }, { EventBusName: { Ref: 'Bus' } }),
    PaidPermission: permission('Paid'),
    ...more,
  },
  outputs: {
    Machine: { Value: { Ref: 'Machine' } },
    Bus: { Value: at('Bus') },
    Name: { Value: { Ref: 'Bus' } },
  },
});

const host = hosting('test');
const clock = new ManualClock();
const hosted = (more: Record<string, unknown> = {}) => host(stack(more), { clock, mostInstances: 1 });

async function told(cloud: Hosted): Promise<readonly Record<string, unknown>[]> {
  await cloud.idle();
  const result = await cloud.invoke('Fn', { told: true });
  return result.ok ? (result.payload as Record<string, unknown>[]) : [];
}

async function send(cloud: Hosted, ...entries: readonly PutEventsRequestEntry[]): Promise<unknown> {
  const result = await cloud.invoke('Fn', { entries });
  return result.ok ? result.payload : result;
}

const paid = { Source: 'shop', DetailType: 'order.paid', Detail: '{"id":7}' };

async function run(cloud: Hosted, wish: string): Promise<string | undefined> {
  const client = new SFNClient({
    endpoint: cloud.statesUrl,
    region: 'us-east-1',
    credentials: cloud.credentials,
  });
  const { executionArn } = await client.send(
    new StartExecutionCommand({
      stateMachineArn: cloud.outputs['Machine'],
      name: wish,
      input: JSON.stringify({ wish }),
    }),
  );
  await cloud.idle();
  return executionArn;
}

it('an execution that fails is told of, and one that succeeds is not where nobody asks for it', async () => {
  const cloud = await hosted();
  await run(cloud, 'succeed');
  const executionArn = await run(cloud, 'fail');
  const heard = await told(cloud);
  expect(heard).toEqual([
    {
      version: '0',
      id: expect.any(String) as string,
      'detail-type': 'Step Functions Execution Status Change',
      source: 'aws.states',
      account: '000000000000',
      time: '2026-01-01T12:00:00Z',
      region: 'us-east-1',
      resources: [executionArn],
      detail: {
        executionArn,
        stateMachineArn: cloud.outputs['Machine'],
        stateMachineVersionArn: null,
        stateMachineAliasArn: null,
        name: 'fail',
        status: 'FAILED',
        startDate: clock.now(),
        stopDate: clock.now(),
        input: '{"wish":"fail"}',
        inputDetails: { included: true },
        output: null,
        outputDetails: null,
        redriveCount: 0,
        redriveDate: null,
        error: 'Sad',
        cause: 'it was asked for',
      },
    },
  ]);
  const statuses = cloud.events().map(({ event }) => event.detail['status']);
  expect(statuses).toEqual(['RUNNING', 'SUCCEEDED', 'RUNNING', 'FAILED']);
});

it('what a function sends reaches the rules of its bus, by name and by ARN', async () => {
  const cloud = await hosted();
  const { Name, Bus } = cloud.outputs;
  expect(Bus).toBe('arn:aws:events:us-east-1:000000000000:event-bus/company');
  const answer = await send(
    cloud,
    { ...paid, EventBusName: Name },
    { ...paid, EventBusName: Bus, Detail: '{"id":8}', Resources: ['order/8'] },
    paid,
    { ...paid, EventBusName: Name, DetailType: 'lamp.lit' },
  );
  expect(answer).toEqual({
    FailedEntryCount: 0,
    Entries: Array.from({ length: 4 }, () => ({
      EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })),
  });
  const heard = await told(cloud);
  expect(heard).toMatchObject([
    { source: 'shop', 'detail-type': 'order.paid', detail: { id: 7 }, resources: [] },
    { detail: { id: 8 }, resources: ['order/8'] },
  ]);
  expect(cloud.events().map(({ bus }) => bus)).toEqual(['company', 'company', 'default', 'company']);
  expect(cloud.entries.filter(({ type }) => type === 'event')).toHaveLength(4);
});

it('says of each entry what is wrong with it, and sends the others', async () => {
  const cloud = await hosted();
  const answer = await send(
    cloud,
    { DetailType: 'order.paid', Detail: '{}' },
    { ...paid, Detail: 'no JSON' },
    { ...paid, Detail: '[]' },
    { ...paid, Source: 'aws.states' },
    { ...paid, EventBusName: 'company' },
    { ...paid, EventBusName: 'nowhere' },
  );
  expect(answer).toMatchObject({
    FailedEntryCount: 4,
    Entries: [
      { ErrorCode: 'InvalidArgument' },
      { ErrorCode: 'MalformedDetail' },
      { ErrorCode: 'MalformedDetail' },
      { ErrorCode: 'NotAuthorizedForSourceException' },
      { EventId: expect.any(String) as string },
      { EventId: expect.any(String) as string },
    ],
  });
  expect(await told(cloud)).toHaveLength(1);
});

it('takes one to ten entries of 256 KB together', async () => {
  const cloud = await hosted();
  expect(await send(cloud)).toMatchObject({ name: 'ValidationException' });
  const eleven = await send(cloud, ...Array.from({ length: 11 }, () => paid));
  expect(eleven).toMatchObject({ name: 'ValidationException' });
  const large = { ...paid, Detail: JSON.stringify({ text: 'x'.repeat(200 * 1024) }) };
  expect(await send(cloud, large)).toMatchObject({ FailedEntryCount: 0 });
  expect(await send(cloud, large, large)).toMatchObject({ name: 'ValidationException' });
});

it('refuses who may not send to a bus, and calls no function that does not let it', async () => {
  const bus = { 'Fn::GetAtt': ['Bus', 'Arn'] };
  const cloud = await hosted({
    Role: roleFor('lambda', allow('events:PutEvents', bus)),
    PaidPermission: undefined,
  });
  expect(await send(cloud, paid)).toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining('events:PutEvents') as string,
  });
  expect(await send(cloud, { ...paid, EventBusName: 'company' })).toMatchObject({ FailedEntryCount: 0 });
  await cloud.idle();
  expect(cloud.entries.filter(({ type }) => type === 'undelivered')).toHaveLength(1);
  expect(await told(cloud)).toEqual([]);
});

it('starts a state machine, with the input that the rule has for it', async () => {
  const cloud = await hosted({
    EventsRole: roleFor('events', allow('states:StartExecution', { Ref: 'Machine' })),
    Lit: rule(
      { 'detail-type': ['lamp.lit'] },
      {
        Targets: [{ Id: 'a', Arn: { Ref: 'Machine' }, RoleArn: at('EventsRole'), Input: '{"wish":"fail"}' }],
      },
    ),
  });
  await send(cloud, { ...paid, DetailType: 'lamp.lit' });
  expect(await told(cloud)).toMatchObject([{ detail: { status: 'FAILED', input: '{"wish":"fail"}' } }]);
});

it('keeps the last thousand events', async () => {
  const cloud = await hosted();
  for (let sent = 0; sent < 101; sent += 1) {
    const entries = Array.from({ length: 10 }, (_, i) => ({ ...paid, Detail: `{"n":${10 * sent + i}}` }));
    await send(cloud, ...entries);
  }
  const numbers = cloud.events().map(({ event }) => event.detail['n']);
  expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([1000, 10, 1009]);
});
