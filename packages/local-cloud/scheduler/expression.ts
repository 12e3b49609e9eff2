import { Cron } from 'croner';
import { CloudFailure } from '../failure.ts';

/** The first time after `after` that a schedule falls due, or undefined when it never does again. */
export type NextTime = (after: number) => number | undefined;

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

// An AWS pattern that never matches again would otherwise be searched for ever.
const MOST_SKIPS = 1_000;

/** Reads `rate(…)`, `cron(…)` or `at(…)` as AWS writes them; rates count from `origin`. */
export function parseSchedule(expression: string, timezone: string, origin = 0): NextTime {
  const [, kind, inside] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  try {
    if (kind === 'rate') return everyRate(inside ?? '', origin);
    if (kind === 'cron') return cronTimes(inside ?? '', timezone);
    if (kind === 'at') return once(inside ?? '', timezone);
  } catch (cause) {
    throw new CloudFailure(`the schedule ${expression} cannot be read`, { cause });
  }
  throw new CloudFailure(`the schedule ${expression} is none of rate(…), cron(…), at(…)`);
}

function everyRate(inside: string, origin: number): NextTime {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(inside.trim()) ?? [];
  const period = Number(count) * (unitMs[unit ?? ''] ?? Number.NaN);
  if (!(period > 0)) throw new CloudFailure(`${inside} is no rate`);
  return (after) => origin + (Math.floor((after - origin) / period) + 1) * period;
}

/** AWS cron has six fields: minutes, hours, day of month, month, day of week (1 is Sunday), year. */
function cronTimes(inside: string, timezone: string): NextTime {
  const [minute, hour, dayOfMonth, month, dayOfWeek, year, ...more] = inside.trim().split(/\s+/);
  if (year === undefined || more.length > 0) throw new CloudFailure('an AWS cron expression has six fields');
  if ((dayOfMonth === '?') === (dayOfWeek === '?'))
    throw new CloudFailure('exactly one of day of month and day of week must be ?');
  const weekday = dayOfWeek === 'L' ? '7' : dayOfWeek; // alone, L is the last day of the week
  const pattern = ['0', minute, hour, dayOfMonth, month, weekday, year].join(' ');
  const cron = new Cron(pattern, { timezone, paused: true, alternativeWeekdays: true, sloppyRanges: true });
  return (after) => {
    let candidate = cron.nextRun(new Date(after));
    // Where clocks go forward, croner moves a time that does not exist; AWS leaves it out.
    for (let skips = 0; candidate !== null && !cron.match(candidate) && skips < MOST_SKIPS; skips += 1)
      candidate = cron.nextRun(candidate);
    return candidate?.getTime();
  };
}

function once(inside: string, timezone: string): NextTime {
  const time = new Cron(inside.trim(), { timezone, paused: true }).nextRun(new Date(0))?.getTime();
  if (time === undefined) throw new CloudFailure(`${inside} is no time`);
  return (after) => (time > after ? time : undefined);
}
