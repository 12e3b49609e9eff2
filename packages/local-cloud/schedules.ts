import type { Clock } from './clock.ts';
import { CloudFailure, messageOf } from './failure.ts';
import type { Hosts } from './hosts.ts';
import { denialText } from './iam/access.ts';
import { credentials } from './identity.ts';
import type { LogEntry } from './log.ts';
import type { ScheduleDefinition, TargetDefinition } from './resources/schedules.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';

/** Says of a tick that falls due whether it is left out; the schedule goes by its logical id. */
export type LeaveOut = (schedule: string, time: number) => Promise<boolean>;

interface SchedulesOptions {
  readonly clock: Clock;
  readonly log: (entry: LogEntry) => void;
  readonly leavesOut?: LeaveOut | undefined;
}

/** A scheduler whose events reach the hosted functions and state machines. */
export function startSchedules(hosts: Hosts, { clock, log, leavesOut }: SchedulesOptions): Scheduler {
  return createScheduler({
    clock,
    leavesOut: async ({ logicalId }, time) => {
      if (leavesOut === undefined) return false;
      const end = hosts.activity.begin();
      return leavesOut(logicalId, time).finally(end);
    },
    onTick: ({ name }, at) => log({ type: 'tick', at, schedule: name }),
    deliver: async (target, input, schedule) => {
      const { kind, arn } = target;
      const end = hosts.activity.begin();
      try {
        checkPermission(hosts, target, schedule);
        if (kind === 'function') hosts.functions.invokeLater(arn, JSON.parse(input));
        else await startExecution(hosts.states.url, arn, input);
      } catch (error) {
        log({ type: 'undelivered', at: clock.now(), target: arn, error: messageOf(error) });
      } finally {
        end();
      }
    },
  });
}

/** A target is called under the role that it names; without one its own policy must let the service in. */
function checkPermission(
  { access }: Hosts,
  { kind, arn, actor }: TargetDefinition,
  schedule: ScheduleDefinition,
): void {
  const action = kind === 'function' ? 'lambda:InvokeFunction' : 'states:StartExecution';
  const need = { action, resource: arn };
  const denial =
    actor === undefined
      ? access.deniedToService({ service: schedule.assumedBy, sourceArn: schedule.arn }, need)
      : access.deniedTo(actor, need);
  if (denial !== undefined) throw new CloudFailure(denialText(denial));
}

// What the schedule may do has been checked; the call is made with the account's own keys.
async function startExecution(statesUrl: string, stateMachineArn: string, input: string): Promise<void> {
  const response = await fetch(statesUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StartExecution',
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/`,
    },
    body: JSON.stringify({ stateMachineArn, input }),
  });
  if (!response.ok)
    throw new CloudFailure(`StartExecution answered ${response.status}: ${await response.text()}`);
}
