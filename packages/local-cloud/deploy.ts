import type { Deployment } from './deployment.ts';
import { ensureTables } from './dynamodb/tables.ts';
import type { Hosts } from './hosts.ts';
import type { Scheduler } from './scheduler/scheduler.ts';

/** What a deployment is given to. */
export interface Running {
  readonly hosts: Hosts;
  readonly schedules: Scheduler;
  /** Values for secrets that are created; those that are there keep theirs. */
  readonly secretValues: Readonly<Record<string, string>>;
}

/** Gives the running servers what a deployment asks for. Data stays; what is new is created. */
export async function deploy(
  deployment: Deployment,
  { hosts, schedules, secretValues }: Running,
): Promise<void> {
  const { functions, tables, buckets, stateMachines, secrets } = deployment;
  // First all that may refuse, so that a refused deployment leaves the one before in place.
  const code = await hosts.code.take(functions);
  await ensureTables(hosts.tables, tables);
  hosts.secrets.ensure(secrets, secretValues);
  for (const { name, cors, lifecycle } of buckets) await hosts.s3.createBucket(name, { cors, lifecycle });
  for (const { name, arn, aliases, definition, logging } of stateMachines)
    await hosts.states.defineStateMachine({ name, arn, aliases, definition, loggingOptions: logging });
  hosts.access.set(deployment.access);
  hosts.functions.set(functions, code);
  hosts.gateway.set(deployment.api);
  hosts.sockets.set(deployment.socketApi);
  hosts.sweeper.set(tables);
  hosts.buses.set(deployment.eventBuses, deployment.eventRules);
  schedules.set(deployment.schedules);
}
