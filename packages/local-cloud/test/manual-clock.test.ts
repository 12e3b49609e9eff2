import { expect, it } from 'vitest';
import { ManualClock } from '../manual-clock.ts';

it('fires timers in the order of their times, and of their arming where times are equal', async () => {
  const clock = new ManualClock(0);
  const fired: string[] = [];
  const arm = (time: number, name: string) =>
    clock.at(time, () => fired.push(`${name}@${String(clock.now())}`));
  arm(20, 'c');
  arm(10, 'a');
  arm(10, 'b');
  arm(31, 'late');
  arm(15, 'cancelled').cancel();
  expect(clock.next()).toBe(10);
  await clock.advance(30);
  expect(fired).toEqual(['a@10', 'b@10', 'c@20']);
  expect([clock.now(), clock.next()]).toEqual([30, 31]);
});

it('fires timers that others arm on the way, once what they started has settled', async () => {
  const clock = new ManualClock(0);
  const fired: number[] = [];
  let work = Promise.resolve();
  const again = (): void => {
    fired.push(clock.now());
    work = Promise.resolve().then(() => void clock.at(clock.now() + 10, again));
  };
  clock.at(10, again);
  await clock.advance(35, () => work);
  expect(fired).toEqual([10, 20, 30]);
});

it('fires at once what is due already', async () => {
  const clock = new ManualClock(100);
  const fired: number[] = [];
  clock.at(50, () => fired.push(clock.now()));
  await Promise.resolve();
  expect(fired).toEqual([100]);
});
