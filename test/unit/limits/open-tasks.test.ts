import { beforeEach, describe, expect, it } from 'vitest';
import { openTaskWorld, owner } from './open-task-world.ts';

/** What the sweeper makes of the count of an owner's open tasks, whatever other versions have left there. */
let w: ReturnType<typeof openTaskWorld>;
beforeEach(() => {
  w = openTaskWorld();
});

describe('a count of open tasks', () => {
  it('is written by no task while there is no limit', async () => {
    await w.end(await w.create(1));
    expect([w.count(), w.places()]).toEqual([undefined, []]);
  });

  it('holds what was open before there was a limit, as soon as it was looked at', async () => {
    await w.create(1);
    await w.create(2);
    await w.create(3);
    await w.limit(3);
    expect(await w.isOpened(4)).toBe(true);
    await w.sweep();
    expect(w.count()).toBe(4);
    expect(await w.isOpened(5)).toBe(false);
    await w.end(w.storedTask(1));
    expect(await w.isOpened(5)).toBe(false);
    await w.end(w.storedTask(2));
    expect(await w.isOpened(5)).toBe(true);
  });

  it('lets nobody in while more are open than a limit that was lowered', async () => {
    await w.limit(3);
    const tasks = [await w.create(1), await w.create(2), await w.create(3)];
    await w.limit(1);
    for (const task of tasks) {
      expect(await w.isOpened(4)).toBe(false);
      await w.end(task);
    }
    expect(await w.isOpened(4)).toBe(true);
  });

  it('gives back what an earlier version has ended, and what it has removed', async () => {
    await w.limit(2);
    const [one, other] = [await w.create(1), await w.create(2)];
    const row = w.rowOf(one);
    if (row !== undefined) w.memory.spoil({ ...row, ...w.ended(one) });
    w.memory.transact([
      { type: 'remove', key: { pk: `task#${owner}#${other.id}`, sk: 'task' } },
      { type: 'remove', key: { pk: `task#${owner}#${other.id}`, sk: 'request' } },
    ]);
    expect(await w.isOpened(3)).toBe(false);
    await w.sweep();
    expect([w.count() ?? 0, w.places()]).toEqual([0, []]);
    expect(w.rowOf(one)).not.toHaveProperty('placed');
    expect([await w.isOpened(3), await w.isOpened(4), await w.isOpened(5)]).toEqual([true, true, false]);
  });

  it('keeps the place of a task whose row cannot be read', async () => {
    await w.limit(1);
    const task = await w.create(1);
    const row = w.rowOf(task);
    if (row !== undefined) w.memory.spoil({ ...row, history: 'torn' });
    await w.sweep();
    expect([w.count(), await w.isOpened(2)]).toEqual([1, false]);
  });

  it('is put right where it is not the number of places, but not over what moves meanwhile', async () => {
    await w.limit(5);
    await w.create(1);
    const seen = await w.counts.read(owner);
    await w.create(2);
    await w.counts.correct(owner, seen, []);
    expect(w.count()).toBe(2);
    const row = w.memory.get({ pk: `limits#${owner}`, sk: 'open' });
    if (row !== undefined) w.memory.spoil({ ...row, open: 7 });
    await w.sweep();
    expect(w.count()).toBe(2);
  });

  it('goes when nothing is open any more, and is begun anew', async () => {
    await w.limit(1);
    await w.end(await w.create(1));
    await w.sweep();
    expect(w.count()).toBeUndefined();
    expect([await w.isOpened(2), await w.isOpened(3)]).toEqual([true, false]);
  });

  it('ends with the limit: who has a place gives it back, and nobody takes one', async () => {
    await w.limit(5);
    const counted = await w.create(1);
    await w.limit(null);
    await w.sweep();
    const free = await w.create(2);
    expect(w.rowOf(free)).not.toHaveProperty('placed');
    await w.end(counted);
    await w.sweep();
    expect(w.count()).toBeUndefined();
    // … and what was opened meanwhile is counted when there is one again.
    await w.limit(1);
    await w.sweep();
    expect([w.count(), await w.isOpened(3)]).toEqual([1, false]);
  });

  it('holds a task that is opened anew, also beyond the limit', async () => {
    await w.limit(1);
    const task = await w.create(1);
    await w.end(task);
    await w.create(2);
    await w.tasks.amendTask(task, ({ ending, ...open }) => {
      void ending;
      return { ...open, status: 'PENDING' };
    });
    expect([w.count(), await w.isOpened(3)]).toEqual([2, false]);
  });
});
