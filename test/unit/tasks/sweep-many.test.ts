import { describe, expect, it } from 'vitest';
import { sweptOnce } from '../../../bench/growth-sweeper.ts';
import { shardsAt, WRITTEN_SHARDS, DUE_SHARDS } from '#storage/tasks/due-tasks.ts';

describe('a sweep of many open tasks', () => {
  it('finds those that were never started before it puts off a single one that runs well, and asks about no other', async () => {
    const { asked, started, left, requests, untilFound } = await sweptOnce({ open: 600, neverStarted: 5 });
    expect({ asked, started, left }).toEqual({ asked: 5, started: 5, left: 0 });
    expect(requests).toBeGreaterThan(2 * 595);
    expect(untilFound).toBeLessThan(60);
  });

  it('looks at none that runs well once more before its deadline', async () => {
    const { again } = await sweptOnce({ open: 100, neverStarted: 0 });
    expect(again).toEqual({ looked: 0, asked: 0 });
  });
});

it('every shard has its turn within a quarter of an hour, and those that are written to every minute', () => {
  const own = Array.from({ length: WRITTEN_SHARDS }, (_, shard) => shard);
  const minutes = Array.from({ length: 15 }, (_, n) =>
    shardsAt(Date.parse('2026-11-30T10:00:00Z') + n * 60_000),
  );
  for (const shards of minutes) expect(shards.slice(0, WRITTEN_SHARDS)).toEqual(own);
  expect(new Set(minutes.flat()).size).toBe(DUE_SHARDS);
});
