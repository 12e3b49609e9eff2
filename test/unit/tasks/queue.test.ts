import { describe, expect, it } from 'vitest';
import { queueRoom } from '#actions/tasks/queue-room.ts';
import { isOwner } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import { waitingUntil } from '#domain/tasks/queue.ts';
import { sampleTask } from '../domain/samples.ts';

const task = sampleTask();
const created = Date.parse(task.createdAt);
const allowance = Date.parse(task.deadlineAt) - created;
const at = (share: number): string => new Date(created + allowance * share).toISOString();

describe('the deadline of a task that waits for its turn', () => {
  it.each([0, 0.05, 0.1])('stays where it waits for %s of what it may take', (share) => {
    expect(waitingUntil(task, at(share))).toBe(task);
  });

  it.each([0.2, 0.9, 1.5, 4])(
    'counts from its turn where that comes after %s of what it may take',
    (share) => {
      expect(waitingUntil(task, at(share)).deadlineAt).toBe(at(share + 1));
    },
  );

  it('counts from the last turn of several, and no turn makes it earlier', () => {
    const first = waitingUntil(task, at(2));
    expect(waitingUntil(first, at(2.5)).deadlineAt).toBe(at(3.5));
    expect(waitingUntil(first, at(1))).toBe(first);
  });

  it('stays where the task has ended', () => {
    const ended = { ...task, status: 'CANCELED', ending: { at: at(0) } } as const;
    expect(waitingUntil(ended, at(3))).toBe(ended);
  });
});

describe('the room in a queue', () => {
  const owner = 'ana';
  if (!isOwner(owner)) throw new Error('Not an owner');
  const queued = { owner, service: 'KIE', priority: 'normal' } as const;
  const roomWith = (waitMs: () => number, limits: OwnerLimits = {}, elsewhere?: number) => {
    const clock = { time: created, now: () => clock.time };
    let asked = 0;
    const expectedWait = async (): Promise<number> => {
      asked += 1;
      return waitMs();
    };
    const room = queueRoom({
      gate: { expectedWait },
      shortestWait: async () => elsewhere ?? waitMs(),
      limitsOf: async () => limits,
      clock: { ...clock, sleep: async () => {}, now: () => clock.time },
      mostSeconds: 60,
    });
    return { room, clock, asked: () => asked };
  };

  it('is there for as long as may be waited', async () => {
    await expect(roomWith(() => 60_000).room(queued)).resolves.toBeUndefined();
  });

  it('is there where another account has it', async () => {
    await expect(roomWith(() => 90_400, {}, 60_000).room(queued)).resolves.toBeUndefined();
  });

  it('is none beyond that, and says how long it would take', async () => {
    await expect(roomWith(() => 90_400).room(queued)).rejects.toMatchObject({
      code: 'queue_full',
      details: { retryAfterSeconds: 31, extra: { expectedWaitSeconds: 91 } },
    });
  });

  it('is none for tasks of priority high of an owner whose right to it was taken away', async () => {
    const high = { ...queued, priority: 'high' } as const;
    const without = roomWith(() => 0, { highPriority: false });
    await expect(without.room(high)).rejects.toMatchObject({ code: 'forbidden' });
    expect(without.asked()).toBe(0);
    await expect(without.room(queued)).resolves.toBeUndefined();
    for (const limits of [{}, { highPriority: true }])
      await expect(roomWith(() => 0, limits).room(high)).resolves.toBeUndefined();
  });

  it('is asked for once by a crowd, and again two seconds later', async () => {
    const { room, clock, asked } = roomWith(() => 0);
    await Promise.all(Array.from({ length: 50 }, () => room(queued)));
    expect(asked()).toBe(1);
    clock.time += 2000;
    await room(queued);
    expect(asked()).toBe(2);
  });

  it('is asked for again after a failure', async () => {
    let fails = true;
    const { room } = roomWith(() => {
      if (fails) throw new Error('throttled');
      return 0;
    });
    await expect(room(queued)).rejects.toThrow('throttled');
    fails = false;
    await expect(room(queued)).resolves.toBeUndefined();
  });
});
