import type { Clock } from '../clock.ts';
import { CloudFailure } from '../failure.ts';
import { answersTo } from '../resources/answers-to.ts';
import type { ScheduleDefinition } from '../resources/schedules.ts';
import type { TargetDefinition } from '../resources/targets.ts';
import { parseSchedule } from './expression.ts';

/** Starts what schedules name, when they fall due by the clock. A tick missed while stopped stays missed, as on AWS. */
export interface Scheduler {
  /** Replaces all schedules. */
  set(schedules: readonly ScheduleDefinition[]): void;
  /** One tick now, whatever the time and state of the schedule; found by its name or logical id. */
  run(name: string): Promise<void>;
  stop(): void;
}

export interface SchedulerOptions {
  readonly clock: Clock;
  /** Hands the event to its target. */
  readonly deliver: (target: TargetDefinition, input: string, schedule: ScheduleDefinition) => Promise<void>;
  readonly onTick: (schedule: ScheduleDefinition, time: number) => void;
  /** A tick of which this says so does not happen. One that is made by hand always does. */
  readonly leavesOut: (schedule: ScheduleDefinition, time: number) => Promise<boolean>;
}

export function createScheduler({ clock, deliver, onTick, leavesOut }: SchedulerOptions): Scheduler {
  let timers: { cancel(): void }[] = [];
  let current: readonly ScheduleDefinition[] = [];
  /** Since when each rate counts: a schedule that is set again as it was goes on where it stood. */
  const begun = new Map<string, number>();

  const tick = async (schedule: ScheduleDefinition): Promise<void> => {
    const time = clock.now();
    onTick(schedule, time);
    await Promise.all(
      schedule.targets.map((target) =>
        deliver(target, target.input ?? defaultInput(schedule, time), schedule),
      ),
    );
  };
  const fallDue = async (schedule: ScheduleDefinition): Promise<void> => {
    if (!(await leavesOut(schedule, clock.now()))) await tick(schedule);
  };
  const arm = (schedule: ScheduleDefinition): void => {
    const name = `${schedule.logicalId} ${schedule.expression}`;
    const origin = schedule.start ?? begun.get(name) ?? clock.now();
    begun.set(name, origin);
    const next = parseSchedule(schedule.expression, schedule.timezone, origin);
    const slot = timers.length;
    const wait = (after: number): void => {
      const time = next(Math.max(after, (schedule.start ?? 0) - 1));
      if (time === undefined || (schedule.end !== undefined && time > schedule.end)) return;
      timers[slot] = clock.at(time, () => {
        wait(time);
        void fallDue(schedule);
      });
    };
    timers.push({ cancel: () => undefined });
    wait(clock.now());
  };
  const stop = (): void => {
    for (const timer of timers) timer.cancel();
    timers = [];
  };
  return {
    set: (schedules) => {
      stop();
      current = schedules;
      for (const schedule of schedules) if (schedule.enabled) arm(schedule);
    },
    run: async (name) => {
      const schedule = current.find((one) => answersTo(one, name));
      if (schedule === undefined) throw new CloudFailure(`There is no schedule ${name}.`);
      await tick(schedule);
    },
    stop,
  };
}

function defaultInput({ arn }: ScheduleDefinition, time: number): string {
  return JSON.stringify({
    version: '0',
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    time: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    resources: [arn],
    detail: {},
  });
}
