import { describe, expect, it } from 'vitest';
import { freeLanes, latestUse, nextLook, stepMs } from '#domain/tasks/lanes.ts';
import type { Priority } from '#domain/tasks/task.ts';
import {
  behindOf,
  dueOf,
  planTurns,
  positionIn,
  standingIn,
  turnOf,
  type Line,
  type Served,
} from '#domain/tasks/turns.ts';

const rule = { creates: 20, windowMs: 10_000 };
const NOW = Date.parse('2026-01-01T12:00:00Z');
const MINUTE_MS = 60_000;
const nothing = { high: 0, normal: 0, low: 0 };
const fresh: Served = { passes: nothing, clocks: nothing };

const line = (priority: Priority, owner: string, size: number, more: Partial<Line> = {}): Line => ({
  ...{ priority, owner, size, due: NOW },
  ...more,
});
const plan = (lines: readonly Line[], places: number, served = fresh, weightOf?: (owner: string) => number) =>
  planTurns({ lines, served, now: NOW, step: stepMs(rule) }, places, weightOf);
const counted = (turns: readonly Line[], of: (turn: Line) => string): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(turns, of)].map(([name, all]) => [name, all.length]));

describe('the places of a window', () => {
  const all = [line('high', 'ana', 100), line('normal', 'ana', 100), line('low', 'ana', 100)];

  it('go to the classes ten, seven and three of twenty, window for window', () => {
    let served = fresh;
    for (let window = 0; window < 5; window += 1) {
      const { turns, served: next } = plan(all, 20, served);
      expect(counted(turns, ({ priority }) => priority)).toEqual({ high: 10, normal: 7, low: 3 });
      served = next;
    }
  });

  it.each(['high', 'normal', 'low'] as const)('all go to %s where nobody else waits', (priority) => {
    expect(plan([line(priority, 'ana', 100)], 20).turns).toHaveLength(20);
  });

  it('that a class does not need go to the others', () => {
    const { turns } = plan([line('high', 'ana', 2), line('low', 'ana', 100)], 20);
    expect(counted(turns, ({ priority }) => priority)).toEqual({ high: 2, low: 18 });
  });

  it('are no more than there are tasks', () => {
    expect(plan([line('low', 'ana', 3)], 20).turns).toHaveLength(3);
  });

  it('are not owed to a class for the time in which nobody waited in it', () => {
    const long = { ...fresh, passes: { high: 0, normal: 500, low: 500 } };
    const after = plan([line('normal', 'ana', 100)], 20, long).served;
    const { turns } = plan(all, 20, after);
    expect(counted(turns, ({ priority }) => priority)['high']).toBeLessThanOrEqual(11);
  });
});

describe('the owners of a class', () => {
  it('have their turns in rounds, however many one of them has waiting', () => {
    const lines = [line('normal', 'ana', 1000), line('normal', 'ben', 5), line('normal', 'cleo', 5)];
    const { turns } = plan(lines, 15);
    expect(counted(turns, ({ owner }) => owner)).toEqual({ ana: 5, ben: 5, cleo: 5 });
  });

  it('come in by where the others are: no turn is owed to who did not wait', () => {
    const { turns, served } = plan([line('normal', 'ana', 1000)], 500);
    const ana = turns.at(-1) ?? line('normal', 'ana', 500);
    const next = plan([ana, line('normal', 'ben', 100)], 20, served);
    expect(counted(next.turns, ({ owner }) => owner)).toEqual({ ana: 10, ben: 10 });
  });

  it('may weigh more than others', () => {
    const lines = [line('normal', 'ana', 100), line('normal', 'ben', 100)];
    const { turns } = plan(lines, 20, fresh, (owner) => (owner === 'ana' ? 3 : 1));
    expect(counted(turns, ({ owner }) => owner)).toEqual({ ana: 15, ben: 5 });
  });

  it('go first where first come, first served would have served them nine minutes ago, the longest first', () => {
    const lines = [
      line('high', 'ana', 100),
      line('low', 'ben', 2, { due: NOW - 9 * MINUTE_MS }),
      line('low', 'cleo', 1, { due: NOW - 12 * MINUTE_MS }),
      line('low', 'dora', 9, { due: NOW - 8 * MINUTE_MS }),
    ];
    const { turns } = plan(lines, 2);
    expect(turns.map(({ owner }) => owner)).toEqual(['cleo', 'ben']);
  });
});

describe('what is said to one who waits', () => {
  const view = (lines: readonly Line[]) => ({ lines, nextAt: NOW, now: NOW });

  it('is its place among all owners of its class', () => {
    const lines = [line('normal', 'ana', 1000), line('normal', 'ben', 2), line('low', 'ben', 50)];
    expect(positionIn(lines, { priority: 'normal', owner: 'cleo', behind: 0 })).toBe(3);
    expect(positionIn(lines, { priority: 'normal', owner: 'ben', behind: 2 })).toBe(6);
    expect(positionIn(lines, { priority: 'normal', owner: 'ana', behind: 1000 })).toBe(1003);
  });

  it('counts with the weights that owners had when they were last served', () => {
    const heavy = line('normal', 'ana', 1000, { weight: 3 });
    const lines = [heavy, line('normal', 'ben', 9, { weight: 1 })];
    expect(positionIn(lines, { priority: 'normal', owner: 'ben', behind: 1 })).toBe(1 + 6 + 1);
    expect(positionIn(lines, { priority: 'normal', owner: 'ana', behind: 1 })).toBe(1 + 1);
    expect(positionIn(lines, { priority: 'normal', owner: 'cleo', behind: 0 })).toBe(3 + 1 + 1);
    const [turn] = plan([line('normal', 'ana', 3)], 1, fresh, () => 3).turns;
    expect(turn?.weight).toBe(3);
  });

  it('is when the places of its class come to it, and never long after first come, first served', () => {
    const low = { priority: 'low', owner: 'ana', behind: 3 } as const;
    const alone = turnOf(rule, view([line('low', 'ana', 3)]), low);
    expect(alone).toBe(NOW + Math.round(3 * stepMs(rule)));
    const beside = view([line('low', 'ana', 3), line('high', 'ben', 5000)]);
    const later = turnOf(rule, beside, low);
    expect(later).toBeGreaterThan(alone);
    expect(later).toBeLessThanOrEqual(dueOf(rule, beside) + 10 * MINUTE_MS);
  });
});

describe('a lane', () => {
  it('is free a window after its last call left, or after it can have left at the latest', () => {
    const lanes = [
      { use: NOW - 9000, isExact: true },
      { use: NOW - 9000, isExact: false },
      { use: 0, isExact: false },
      { use: NOW - 60_000, isExact: true },
    ];
    expect(freeLanes({ creates: 4, windowMs: 10_000 }, lanes, NOW)).toEqual([
      { lane: 2, at: NOW },
      { lane: 3, at: NOW },
      { lane: 0, at: NOW + 1000 },
      { lane: 1, at: NOW + 3000 },
    ]);
  });
});

describe('where somebody stands who waits', () => {
  const own = { ...line('normal', 'ana', 30), joins: 50 }; // twenty have left
  const queue = (lines: readonly (Line & { joins: number })[]) => ({ lines, nextAt: NOW + 5000, now: NOW });

  it.each([
    [21, 0],
    [22, 1],
    [50, 29],
    [3, 0], // it was put on the list twice, and has the first ticket
    [70, 29],
  ])('follows from the ticket %s: %s come before it', (ticket, behind) => {
    expect(behindOf(own, ticket)).toBe(behind);
  });

  it('moves on with those who leave, and counts as many of each other owner as may come before', () => {
    const ben = { ...line('normal', 'ben', 2), joins: 2 };
    const who = { priority: 'normal', owner: 'ana', ticket: 25 } as const;
    const first = standingIn(rule, queue([own, ben]), who);
    expect(first?.position).toBe(4 + 2 + 1);
    const later = standingIn(rule, queue([{ ...own, size: 27 }, ben]), who);
    expect(later?.position).toBe(1 + 2 + 1);
    expect(later?.at).toBeLessThan(first?.at ?? 0);
    expect(later?.at).toBeGreaterThanOrEqual(NOW + 5000);
  });

  it('is nowhere once its line is no more', () => {
    expect(standingIn(rule, queue([]), { priority: 'normal', owner: 'ana', ticket: 1 })).toBeUndefined();
  });
});

describe('the next look for free lanes', () => {
  const at = (use: number) => ({ use, isExact: true });
  const together = Array.from({ length: 20 }, (_, i) => at(latestUse(NOW + i)));

  it('comes a window after calls that are about to leave, a quarter of a second ahead', () => {
    expect(nextLook(rule, together, { now: NOW, waiting: 100 })).toBe(NOW + 10_000 + 14 - 250);
    expect(nextLook(rule, together, { now: NOW, waiting: 1 })).toBe(NOW + 10_000 - 250);
  });

  it('is not kept waiting by a call that nobody has heard of', () => {
    const lost = together.map((lane, i) => (i < 15 ? at(NOW - 5000 + i) : lane));
    expect(nextLook(rule, lost, { now: NOW, waiting: 100 })).toBe(NOW + 5000 + 14 - 250);
  });

  it('gathers lanes that are free one after the other, for three seconds at most', () => {
    const spread = Array.from({ length: 20 }, (_, i) => at(NOW - 9000 + i * 450));
    expect(nextLook(rule, spread, { now: NOW, waiting: 100 })).toBe(NOW + 1000 + 3000 - 250);
    expect(nextLook(rule, spread, { now: NOW, waiting: 4 })).toBe(NOW + 1000 + 900 - 250);
  });

  it('is now where lanes are free', () => {
    expect(nextLook(rule, [at(0), at(0)], { now: NOW, waiting: 2 })).toBe(NOW);
  });
});
