import { expect, it } from 'vitest';
import { parseSchedule } from '../../scheduler/expression.ts';

const START = Date.parse('2026-03-27T00:00:00Z'); // a Friday

function next(expression: string, timezone = 'UTC', count = 3, from = START): string[] {
  const times: string[] = [];
  const after = parseSchedule(expression, timezone, from);
  let time: number | undefined = from;
  while (times.length < count) {
    time = after(time);
    if (time === undefined) break;
    times.push(new Date(time).toISOString().replace(':00.000Z', ''));
  }
  return times;
}

it.each([
  ['rate(5 minutes)', ['2026-03-27T00:05', '2026-03-27T00:10', '2026-03-27T00:15']],
  ['rate(1 hour)', ['2026-03-27T01:00', '2026-03-27T02:00', '2026-03-27T03:00']],
  ['rate(2 days)', ['2026-03-29T00:00', '2026-03-31T00:00', '2026-04-02T00:00']],
  ['cron(0 10 * * ? *)', ['2026-03-27T10:00', '2026-03-28T10:00', '2026-03-29T10:00']],
  ['cron(0/15 * * * ? *)', ['2026-03-27T00:15', '2026-03-27T00:30', '2026-03-27T00:45']],
  ['cron(0 18 ? * MON-FRI *)', ['2026-03-27T18:00', '2026-03-30T18:00', '2026-03-31T18:00']],
  ['cron(0 18 ? * 2-6 *)', ['2026-03-27T18:00', '2026-03-30T18:00', '2026-03-31T18:00']],
  ['cron(0 8 ? * 1 *)', ['2026-03-29T08:00', '2026-04-05T08:00', '2026-04-12T08:00']],
  ['cron(0 8 ? * L *)', ['2026-03-28T08:00', '2026-04-04T08:00', '2026-04-11T08:00']],
  ['cron(0 0 L * ? *)', ['2026-03-31T00:00', '2026-04-30T00:00', '2026-05-31T00:00']],
  ['cron(0 0 ? * 6L *)', ['2026-04-24T00:00', '2026-05-29T00:00', '2026-06-26T00:00']],
  ['cron(0 0 ? * 6#2 *)', ['2026-04-10T00:00', '2026-05-08T00:00', '2026-06-12T00:00']],
  ['cron(0 0 15W * ? *)', ['2026-04-15T00:00', '2026-05-15T00:00', '2026-06-15T00:00']],
  ['cron(30 6 1 JAN,JUL ? 2027)', ['2027-01-01T06:30', '2027-07-01T06:30']],
  ['cron(0 0 1 1 ? 2020)', []],
  ['at(2026-04-01T12:30:00)', ['2026-04-01T12:30']],
  ['at(2020-04-01T12:30:00)', []],
])('reads %s', (expression, times) => {
  expect(next(expression)).toEqual(times);
});

it('counts in the time zone of the schedule', () => {
  expect(next('cron(0 9 * * ? *)', 'Europe/Berlin')).toEqual([
    '2026-03-27T08:00',
    '2026-03-28T08:00',
    '2026-03-29T07:00',
  ]);
  expect(next('at(2026-07-01T12:00:00)', 'America/New_York')).toEqual(['2026-07-01T16:00']);
});

it('leaves out a time that does not exist and takes one that comes twice once', () => {
  expect(next('cron(30 2 * * ? *)', 'Europe/Berlin')).toEqual([
    '2026-03-27T01:30',
    '2026-03-28T01:30',
    '2026-03-30T00:30',
  ]);
  const autumn = Date.parse('2026-10-24T12:00:00Z');
  expect(next('cron(30 2 * * ? *)', 'Europe/Berlin', 2, autumn)).toEqual([
    '2026-10-25T00:30',
    '2026-10-26T01:30',
  ]);
});

it.each([
  'rate(0 minutes)',
  'rate(5 weeks)',
  'cron(* * * * *)',
  'cron(0 10 * * * *)',
  'cron(0 10 ? * ? *)',
  'cron(61 * * * ? *)',
  'at(soon)',
  'every day',
])('refuses %s', (expression) => {
  expect(() => parseSchedule(expression, 'UTC')).toThrow(/schedule/);
});
