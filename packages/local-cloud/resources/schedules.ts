import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import type { Actor } from '../iam/session.ts';
import { parseSchedule } from '../scheduler/expression.ts';
import { messageOf } from '../failure.ts';
import { ofType, readProperties, type Reading } from './reading.ts';

/** One schedule: when, and what it starts. */
export interface ScheduleDefinition {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  /** The service that delivers. */
  readonly assumedBy: string;
  readonly expression: string;
  readonly timezone: string;
  readonly enabled: boolean;
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly targets: readonly TargetDefinition[];
}

export interface TargetDefinition {
  readonly kind: 'function' | 'state-machine';
  readonly arn: string;
  /** The role it is called under; without one the target's own policy must let the service in. */
  readonly actor: Actor | undefined;
  /** JSON; what the target gets when the template says nothing. */
  readonly input: string | undefined;
}

// What happens to undeliverable events is without effect here, as the table of support says.
const target = z.strictObject({
  Arn: z.string(),
  DeadLetterConfig: z.unknown().optional(),
  Id: z.string().optional(),
  Input: z.string().optional(),
  RetryPolicy: z.unknown().optional(),
  RoleArn: z.string().optional(),
});

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const schedulerProperties = z.object({
  EndDate: time.optional(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF', 'flexible time windows are not hosted') }),
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  StartDate: time.optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: target.required({ RoleArn: true }),
});

const ruleProperties = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string('only rules with a schedule are hosted'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(target).default([]),
});

/** Every schedule of the template, EventBridge Scheduler's and EventBridge rules alike. */
export function readSchedules(reading: Reading): readonly ScheduleDefinition[] {
  const schedules = ofType(reading, 'AWS::Scheduler::Schedule').flatMap((resource) => {
    const read = readProperties(schedulerProperties, resource, reading);
    if (read === undefined) return [];
    const window = { timezone: read.ScheduleExpressionTimezone, start: read.StartDate, end: read.EndDate };
    const service = { assumedBy: 'scheduler.amazonaws.com' };
    return [
      {
        ...basics(resource, read, reading),
        ...window,
        ...service,
        targets: targets([read.Target], resource, reading),
      },
    ];
  });
  const rules = ofType(reading, 'AWS::Events::Rule').flatMap((resource) => {
    const read = readProperties(ruleProperties, resource, reading);
    if (read === undefined) return [];
    const window = { timezone: 'UTC', start: undefined, end: undefined };
    const service = { assumedBy: 'events.amazonaws.com' };
    return [
      {
        ...basics(resource, read, reading),
        ...window,
        ...service,
        targets: targets(read.Targets, resource, reading),
      },
    ];
  });
  return [...schedules, ...rules];
}

interface Basics {
  readonly ScheduleExpression: string;
  readonly State: 'ENABLED' | 'DISABLED';
  readonly ScheduleExpressionTimezone?: string;
}

function basics(resource: Resource, read: Basics, { problems }: Reading) {
  const { name, logicalId, arn, place } = resource;
  try {
    parseSchedule(read.ScheduleExpression, read.ScheduleExpressionTimezone ?? 'UTC');
  } catch (error) {
    problems.add(place, messageOf(error));
  }
  return { name, logicalId, arn, expression: read.ScheduleExpression, enabled: read.State === 'ENABLED' };
}

function targets(
  list: readonly z.infer<typeof target>[],
  { place, name }: Resource,
  { problems }: Reading,
): readonly TargetDefinition[] {
  return list.flatMap(({ Arn, Input, RoleArn }) => {
    const kind = targetKind(Arn);
    if (kind === undefined) problems.add(place, `the target ${Arn} is not hosted`);
    const actor = RoleArn === undefined ? undefined : { roleArn: RoleArn, session: name };
    return kind === undefined ? [] : [{ kind, arn: Arn, actor, input: Input }];
  });
}

function targetKind(arn: string): TargetDefinition['kind'] | undefined {
  if (/^arn:[^:]+:lambda:[^:]*:[^:]*:function:/.test(arn)) return 'function';
  if (/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:/.test(arn)) return 'state-machine';
  return undefined;
}
