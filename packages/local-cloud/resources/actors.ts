import type { AccessDefinition } from '../iam/access.ts';
import type { Actor } from '../iam/session.ts';
import type { FunctionDefinition } from './functions.ts';
import type { Reading } from './reading.ts';
import { readResourcePolicies } from './resource-policies.ts';
import { mayAssume, readRoles, type RoleDefinition } from './roles.ts';
import type { EventRule } from './event-rules.ts';
import type { ScheduleDefinition } from './schedules.ts';
import type { StateMachineDefinition } from './state-machines.ts';

/** What acts under roles of the template. */
interface Acting {
  readonly functions: readonly FunctionDefinition[];
  readonly stateMachines: readonly StateMachineDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly eventRules: readonly EventRule[];
}

/** Something that acts, and the service that assumes its role. */
interface Assumption {
  readonly arn: string;
  readonly actor: Actor;
  readonly service: string;
}

/** Who may do what: the roles of the template, the policies of its resources, and who acts under which role. */
export function readAccess(reading: Reading, acting: Acting): AccessDefinition {
  const roles = readRoles(reading);
  const assumed = assumptions(acting);
  for (const assumption of assumed) checkAssumption(assumption, roles, reading);
  return {
    actors: new Map(assumed.map(({ arn, actor }) => [arn, actor])),
    roles: new Map([...roles].map(([arn, { policies }]) => [arn, policies])),
    resources: readResourcePolicies(reading),
  };
}

function assumptions({ functions, stateMachines, schedules, eventRules }: Acting): Assumption[] {
  return [
    ...functions.map(({ arn, actor }) => ({ arn, actor, service: 'lambda.amazonaws.com' })),
    ...stateMachines.map(({ arn, actor }) => ({ arn, actor, service: 'states.amazonaws.com' })),
    ...[...schedules, ...eventRules].flatMap(({ arn, assumedBy, targets }) =>
      targets.flatMap(({ actor }) => (actor === undefined ? [] : [{ arn, actor, service: assumedBy }])),
    ),
  ];
}

/** AWS refuses to create what has a role that its service cannot assume. */
function checkAssumption(
  { arn, actor, service }: Assumption,
  roles: ReadonlyMap<string, RoleDefinition>,
  reading: Reading,
): void {
  const place = reading.resources.find((resource) => resource.arn === arn)?.place ?? arn;
  const role = roles.get(actor.roleArn);
  if (role === undefined)
    reading.problems.add(
      place,
      `its role ${actor.roleArn} is not in the template: what it may do is not known`,
    );
  else if (!mayAssume(role, service, arn))
    reading.problems.add(place, `its role ${actor.roleArn} cannot be assumed by ${service}`);
}
