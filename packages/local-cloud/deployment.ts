import { collectProblems } from './assembly/problems.ts';
import { readAssembly } from './assembly/read.ts';
import { resolveStacks, type Addresses, type Resource } from './assembly/template.ts';
import type { AccessDefinition } from './iam/access.ts';
import { identity } from './identity.ts';
import { readAccess } from './resources/actors.ts';
import { readEventBuses, readEventRules, type EventRule } from './resources/event-rules.ts';
import { readBuckets, type BucketDefinition } from './resources/buckets.ts';
import { readFunctions, type FunctionDefinition } from './resources/functions.ts';
import { readApi, type ApiDefinition } from './resources/http-api.ts';
import { readSocketApi, type SocketApiDefinition } from './resources/socket-api.ts';
import type { Reading } from './resources/reading.ts';
import { readSchedules, type ScheduleDefinition } from './resources/schedules.ts';
import { readSecrets, type SecretDefinition } from './resources/secrets.ts';
import { readStateMachines, type StateMachineDefinition } from './resources/state-machines.ts';
import { readTables, type TableDefinition } from './resources/tables.ts';
import { supportOf } from './support.ts';

/** All that a cloud assembly asks to be hosted. */
export interface Deployment {
  readonly api: ApiDefinition | undefined;
  readonly socketApi: SocketApiDefinition | undefined;
  readonly functions: readonly FunctionDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly buckets: readonly BucketDefinition[];
  readonly stateMachines: readonly StateMachineDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  /** The names of event buses, beside the default one. */
  readonly eventBuses: readonly string[];
  readonly eventRules: readonly EventRule[];
  readonly secrets: readonly SecretDefinition[];
  readonly access: AccessDefinition;
  readonly outputs: Readonly<Record<string, string>>;
  /** What the template has but a laptop does without, and why. */
  readonly acknowledged: readonly { readonly resource: string; readonly because: string }[];
}

/** Reads a cloud assembly whole; everything in it that is not hosted is named in one failure. */
export function readDeployment(assembly: string, addresses: Addresses): Deployment {
  const problems = collectProblems();
  const stacks = readAssembly(assembly);
  const reads = (type: string): boolean => supportOf(type).as === 'hosted';
  const { resources, outputs } = resolveStacks(stacks, { identity, problems, ...addresses, reads });
  const acknowledged = checkTypes(resources, (place, what) => problems.add(place, what));
  const reading: Reading = { problems, resources };
  const acting = {
    functions: readFunctions(reading),
    stateMachines: readStateMachines(reading),
    schedules: readSchedules(reading),
    eventRules: readEventRules(reading),
  };
  const deployment = {
    ...acting,
    api: readApi(reading),
    socketApi: readSocketApi(reading),
    eventBuses: readEventBuses(reading),
    tables: readTables(reading),
    buckets: readBuckets(reading),
    secrets: readSecrets(reading),
    access: readAccess(reading, acting),
    outputs,
    acknowledged,
  };
  checkTargets(deployment, (place, what) => problems.add(place, what));
  problems.settle();
  return deployment;
}

function checkTypes(
  resources: readonly Resource[],
  refuse: (place: string, what: string) => void,
): Deployment['acknowledged'] {
  return resources.flatMap(({ type, place }) => {
    const support = supportOf(type);
    if (support.as === 'refused') refuse(place, support.because);
    return support.as === 'acknowledged' ? [{ resource: place, because: support.because }] : [];
  });
}

function checkTargets(deployment: Deployment, refuse: (place: string, what: string) => void): void {
  const known = new Set([...deployment.functions, ...deployment.stateMachines].map(({ arn }) => arn));
  const unqualified = (arn: string): string => arn.split(':').slice(0, 7).join(':');
  const routes = [deployment.api, deployment.socketApi].flatMap((api) => api?.routes ?? []);
  for (const { routeKey, functionArn } of routes)
    if (!known.has(unqualified(functionArn)))
      refuse(`route ${routeKey}`, `${functionArn} is not in the template`);
  const starting = [
    ...deployment.schedules.map(({ name, targets }) => ({ what: `schedule ${name}`, targets })),
    ...deployment.eventRules.map(({ name, targets }) => ({ what: `rule ${name}`, targets })),
  ];
  for (const { what, targets } of starting)
    for (const { arn } of targets)
      if (!known.has(unqualified(arn))) refuse(what, `${arn} is not in the template`);
}
