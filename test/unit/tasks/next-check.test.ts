import { describe, expect, it } from 'vitest';
import { nextCheckSeconds, type Outlook } from '#domain/tasks/next-check.ts';
import { after, at } from '../domain/samples.ts';

/** What takes 2 s to 15 min. */
const models = [2, 5, 8, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900].map((seconds) => ({ seconds }));

interface Life {
  /** Seconds that the model is said to take. */
  readonly expected: number;
  /** Seconds from the claim to the end. */
  readonly takes: number;
  /** Seconds that the task is held before. */
  readonly heldFor?: number;
}

function outlookOf({ expected, heldFor = 0 }: Life, seconds: number): Outlook {
  const known = { createdAt: at(0), expectedSeconds: expected };
  if (seconds < 1) return { ...known, stage: 'queued' };
  if (seconds < heldFor) return { ...known, stage: 'held', startsAt: at(heldFor) };
  return { ...known, stage: 'generating', startedAt: at(heldFor) };
}

/** The times at which a client asks that obeys every answer, from the create's on; the last is when it learns of the end. */
function asked(life: Life): number[] {
  const times: number[] = [];
  const endsAt = (life.heldFor ?? 0) + life.takes;
  for (let seconds = 0; seconds < endsAt;) {
    const pause = nextCheckSeconds(outlookOf(life, seconds), after(seconds));
    expect(pause).toBeGreaterThanOrEqual(1);
    expect(Number.isInteger(pause)).toBe(true);
    seconds += pause;
    times.push(seconds);
  }
  return times;
}

describe('a client that obeys nextCheckSeconds', () => {
  it.each(models)(
    'asks at most five times where a model of $seconds s takes what is expected',
    ({ seconds }) => {
      expect(asked({ expected: seconds, takes: seconds }).length).toBeLessThanOrEqual(5);
    },
  );

  it.each(models)(
    'asks at most five times where a task of a model of $seconds s had to wait for its turn too',
    ({ seconds }) => {
      const times = asked({ expected: seconds, takes: seconds, heldFor: 600 });
      expect(times.length).toBeLessThanOrEqual(5);
    },
  );

  it.each(models)(
    'learns of the end within a fifth of the wait and 2 s, however long over $seconds s it takes',
    ({ seconds }) => {
      for (let takes = (seconds * 2) / 3; takes < seconds * 20; takes *= 1.03) {
        const found = asked({ expected: seconds, takes }).at(-1) ?? 0;
        expect(found - takes, `ends after ${takes} s`).toBeLessThanOrEqual(found / 5 + 2);
      }
    },
  );

  it.each(models)(
    'learns soon, or after two fifths or two thirds of $seconds s, of what ends sooner',
    ({ seconds }) => {
      const [first = 0, second = 0, third = 0] = asked({ expected: seconds, takes: seconds });
      expect(first).toBeLessThanOrEqual(10);
      expect(second).toBeLessThanOrEqual(Math.max(seconds * 0.4, 4) + 1);
      expect(third).toBeLessThanOrEqual(Math.max((seconds * 2) / 3, 7) + 1);
    },
  );

  it('asks ever more seldom where a task takes much longer than expected', () => {
    const times = asked({ expected: 20, takes: 7200 });
    const pauses = times.slice(2).map((time, i) => time - (times[i + 1] ?? 0));
    expect(pauses).toEqual(pauses.toSorted((left, right) => left - right));
    expect(times.length).toBeLessThan(35);
  });
});

describe('the pause', () => {
  const generating = {
    stage: 'generating',
    createdAt: at(0),
    startedAt: at(1),
    expectedSeconds: 600,
  } as const;
  it.each<[string, Outlook, number, number]>([
    ['of a new task is short', { stage: 'queued', createdAt: at(0), expectedSeconds: 600 }, 0, 10],
    [
      'of a new task of a quick model is shorter',
      { stage: 'queued', createdAt: at(0), expectedSeconds: 5 },
      0,
      2,
    ],
    ['of one that nobody sends grows', { stage: 'queued', createdAt: at(0), expectedSeconds: 600 }, 100, 27],
    ['goes up to two fifths of what the model takes', generating, 11, 230],
    ['goes up to two thirds of it from there', generating, 241, 160],
    ['is a quarter of the wait from then on', generating, 601, 152],
    [
      'of a held task goes beyond its turn',
      { stage: 'held', createdAt: at(0), startsAt: at(300), expectedSeconds: 60 },
      10,
      314,
    ],
    [
      'of a held task whose turn has come is short',
      { stage: 'held', createdAt: at(0), startsAt: at(300), expectedSeconds: 60 },
      301,
      6,
    ],
    [
      'of a held task without a turn grows with its wait',
      { stage: 'held', createdAt: at(0), expectedSeconds: 60 },
      200,
      52,
    ],
    ['is short while results are copied', { ...generating, stage: 'archiving' }, 31, 2],
    ['is longer where copies of a long film take long', { ...generating, stage: 'archiving' }, 601, 30],
    ['is 2 s where a model is not said to take any time', { ...generating, expectedSeconds: 0 }, 1, 2],
    ['is counted from the creation by a clock that is behind', { ...generating, expectedSeconds: 1 }, 0.5, 1],
  ])('%s', (_name, outlook, seconds, pause) => {
    expect(nextCheckSeconds(outlook, after(seconds))).toBe(pause);
  });
});
