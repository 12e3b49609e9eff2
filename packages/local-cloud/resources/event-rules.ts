import * as z from 'zod';
import { DEFAULT_BUS } from '../events/default-bus.ts';
import { compilePattern, type Pattern } from '../events/pattern.ts';
import { messageOf } from '../failure.ts';
import { ofType, readProperties, type Reading } from './reading.ts';
import { readTargets, targetProperties, type TargetDefinition } from './targets.ts';

/** A rule that waits for events. */
export interface EventRule {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  /** The service that delivers. */
  readonly assumedBy: string;
  /** The name of the bus that it listens to. */
  readonly bus: string;
  readonly wants: Pattern;
  readonly enabled: boolean;
  readonly targets: readonly TargetDefinition[];
}

const ruleProperties = z.object({
  EventBusName: z.string().default(DEFAULT_BUS),
  EventPattern: z.record(z.string(), z.unknown()),
  Name: z.string().optional(),
  ScheduleExpression: z.undefined('a rule has a schedule or a pattern here, not both').optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(targetProperties).default([]),
});

const busProperties = z.object({ Name: z.string() });

/** The names of the buses that the template makes, beside the default one. */
export const readEventBuses = (reading: Reading): readonly string[] =>
  ofType(reading, 'AWS::Events::EventBus').flatMap((resource) => {
    const read = readProperties(busProperties, resource, reading);
    return read === undefined ? [] : [read.Name];
  });

/** The rules that have a pattern. */
export function readEventRules(reading: Reading): readonly EventRule[] {
  const buses = new Set([DEFAULT_BUS, ...readEventBuses(reading)]);
  return ofType(reading, 'AWS::Events::Rule').flatMap((resource) => {
    if (resource.properties['EventPattern'] === undefined) return [];
    const read = readProperties(ruleProperties, resource, reading);
    if (read === undefined) return [];
    const bus = read.EventBusName.split(':event-bus/').at(-1) ?? read.EventBusName;
    if (!buses.has(bus)) reading.problems.add(resource.place, `there is no event bus ${bus}`);
    const wants = patternOf(read.EventPattern, (what) => reading.problems.add(resource.place, what));
    const { name, logicalId, arn } = resource;
    return [
      {
        ...{ name, logicalId, arn, bus, wants, assumedBy: 'events.amazonaws.com' },
        enabled: read.State === 'ENABLED',
        targets: readTargets(read.Targets, resource, reading),
      },
    ];
  });
}

function patternOf(pattern: unknown, refuse: (what: string) => void): Pattern {
  try {
    return compilePattern(pattern);
  } catch (error) {
    refuse(`EventPattern: ${messageOf(error)}`);
    return () => false;
  }
}
