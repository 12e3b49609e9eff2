import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import { parseSchedule } from '../scheduler/expression.ts';
import { messageOf } from '../failure.ts';
import { ofType, readProperties, type Reading } from './reading.ts';
import { readTargets, targetProperties, type TargetDefinition } from './targets.ts';

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

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const schedulerProperties = z.object({
  EndDate: time.optional(),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF', 'flexible time windows are not hosted') }),
  Name: z.string().optional(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  StartDate: time.optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: targetProperties.required({ RoleArn: true }),
});

const ruleProperties = z.object({
  Name: z.string().optional(),
  ScheduleExpression: z.string('a rule has a schedule or a pattern'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(targetProperties).default([]),
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
        targets: readTargets([read.Target], resource, reading),
      },
    ];
  });
  const rules = ofType(reading, 'AWS::Events::Rule').flatMap((resource) => {
    if (resource.properties['EventPattern'] !== undefined) return [];
    const read = readProperties(ruleProperties, resource, reading);
    if (read === undefined) return [];
    const window = { timezone: 'UTC', start: undefined, end: undefined };
    const service = { assumedBy: 'events.amazonaws.com' };
    return [
      {
        ...basics(resource, read, reading),
        ...window,
        ...service,
        targets: readTargets(read.Targets, resource, reading),
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
