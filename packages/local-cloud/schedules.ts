import type { Clock } from './clock.ts';
import { deliverTo } from './delivery.ts';
import type { Hosts } from './hosts.ts';
import type { LogEntry } from './log.ts';
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
  const deliver = deliverTo(hosts, { clock, log });
  return createScheduler({
    clock,
    leavesOut: async ({ logicalId }, time) => {
      if (leavesOut === undefined) return false;
      const end = hosts.activity.begin();
      return leavesOut(logicalId, time).finally(end);
    },
    onTick: ({ name }, at) => log({ type: 'tick', at, schedule: name }),
    deliver: (target, input, from) => deliver({ target, input, from }),
  });
}
