import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import type { Actor } from '../iam/session.ts';
import { flag, ofType, readProperties, type Reading } from './reading.ts';

/** One state machine; substitutions are done. */
export interface StateMachineDefinition {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  /** Names that stand for it behind its ARN. They all lead to the newest definition. */
  readonly aliases: readonly string[];
  readonly actor: Actor;
  readonly definition: string;
  /** In the words of the Step Functions API. */
  readonly logging: Readonly<Record<string, unknown>>;
}

const machineProperties = z.object({
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionString: z.string().optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  LoggingConfiguration: z
    .strictObject({
      Destinations: z.unknown().optional(),
      IncludeExecutionData: flag.default(false),
      Level: z.string().default('OFF'),
    })
    .default({ IncludeExecutionData: false, Level: 'OFF' }),
  RoleArn: z.string(),
  StateMachineName: z.string().optional(),
  StateMachineType: z.literal('STANDARD', 'only STANDARD state machines are hosted').default('STANDARD'),
});

const aliasProperties = z.object({
  Name: z.string(),
  DeploymentPreference: z.object({ StateMachineVersionArn: z.string() }).optional(),
  RoutingConfiguration: z.array(z.object({ StateMachineVersionArn: z.string() })).default([]),
});

/** The aliases of the template, each with the ARNs of the versions that it points to. */
const readAliases = (reading: Reading) =>
  ofType(reading, 'AWS::StepFunctions::StateMachineAlias').flatMap((resource) => {
    const read = readProperties(aliasProperties, resource, reading);
    if (read === undefined) return [];
    const { Name, DeploymentPreference, RoutingConfiguration } = read;
    const routed = RoutingConfiguration.map(({ StateMachineVersionArn }) => StateMachineVersionArn);
    const versions = [
      ...routed,
      ...(DeploymentPreference ? [DeploymentPreference.StateMachineVersionArn] : []),
    ];
    return [{ name: Name, versions }];
  });

/** Every state machine of the template. */
export function readStateMachines(reading: Reading): readonly StateMachineDefinition[] {
  const all = readAliases(reading);
  return ofType(reading, 'AWS::StepFunctions::StateMachine').flatMap((resource) => {
    const machine = readMachine(resource, reading);
    const isOfIt = (version: string): boolean => version.startsWith(`${resource.arn}:`);
    const aliases = all.filter(({ versions }) => versions.some(isOfIt)).map(({ name }) => name);
    return machine === undefined ? [] : [{ ...machine, aliases }];
  });
}

function readMachine(
  resource: Resource,
  reading: Reading,
): Omit<StateMachineDefinition, 'aliases'> | undefined {
  const read = readProperties(machineProperties, resource, reading);
  if (read === undefined) return undefined;
  const { name, logicalId, arn } = resource;
  const source = read.DefinitionString ?? JSON.stringify(read.Definition ?? {});
  const definition = source.replace(/\$\{([\w-]+)\}/g, (whole, key: string) => {
    const value = read.DefinitionSubstitutions[key];
    if (value === undefined) reading.problems.add(resource.place, `nothing is substituted for ${whole}`);
    return JSON.stringify(value ?? '').slice(1, -1); // it stands inside a JSON string
  });
  const { Level, IncludeExecutionData } = read.LoggingConfiguration;
  const logging = { level: Level, includeExecutionData: IncludeExecutionData };
  const actor = { roleArn: read.RoleArn, session: name };
  return { name, logicalId, arn, actor, definition, logging };
}
