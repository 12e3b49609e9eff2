import type { Clock } from './clock.ts';
import { CloudFailure, messageOf } from './failure.ts';
import type { Hosts } from './hosts.ts';
import type { LogEntry } from './log.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';

/** A scheduler whose events reach the hosted functions and state machines. */
export function startSchedules(hosts: Hosts, clock: Clock, log: (entry: LogEntry) => void): Scheduler {
  return createScheduler({
    clock,
    onTick: ({ name }, at) => log({ type: 'tick', at, schedule: name }),
    deliver: async ({ kind, arn }, input) => {
      const end = hosts.activity.begin();
      try {
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

async function startExecution(statesUrl: string, stateMachineArn: string, input: string): Promise<void> {
  const response = await fetch(statesUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AWSStepFunctions.StartExecution',
    },
    body: JSON.stringify({ stateMachineArn, input }),
  });
  if (!response.ok)
    throw new CloudFailure(`StartExecution answered ${response.status}: ${await response.text()}`);
}
