import { beforeEach, describe, expect, it } from 'vitest';
import { openTaskWorld, owner } from './open-task-world.ts';

/** What is counted of open tasks for each API key, beside the count of their owner. */
let w: ReturnType<typeof openTaskWorld>;
beforeEach(() => {
  w = openTaskWorld();
});

describe('a limit of the tasks that each key may have open', () => {
  const limitKeys = (keyOpenTasks: number | null) => w.setLimits({ keyOpenTasks });
  const ofKey = (keyId: string): unknown =>
    w.memory.get({ pk: `limits#${owner}`, sk: 'open' })?.[`key ${keyId}`];

  it('is of each key, and not of who comes with a token', async () => {
    await limitKeys(1);
    expect([await w.isOpened(1, 'k1'), await w.isOpened(2, 'k1'), await w.isOpened(3, 'k2')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([await w.isOpened(4), await w.isOpened(5)]).toEqual([true, true]);
    expect([w.count(), ofKey('k1'), ofKey('k2')]).toEqual([4, 1, 1]);
    await w.end(w.storedTask(1));
    expect([w.count(), ofKey('k1'), await w.isOpened(2, 'k1')]).toEqual([3, 0, true]);
  });

  it('says what was exceeded: that of the owner where both are', async () => {
    await limitKeys(1);
    await w.create(1, 'k1');
    const refused = await w.create(2, 'k1').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'rate_limited', details: { extra: { exceeded: 'key-open' } } });
    expect(String(refused)).toContain('1 tasks of this key are open, and 1 may be at once');
    await w.limit(1);
    const both = await w.create(2, 'k1').catch((error: unknown) => error);
    expect(both).toMatchObject({ code: 'rate_limited', details: { extra: { exceeded: 'open' } } });
  });

  it('holds what the key had ordered before', async () => {
    await w.create(1, 'k1');
    await w.create(2, 'k1');
    await limitKeys(2);
    expect(await w.isOpened(3, 'k1')).toBe(true);
    await w.sweep();
    expect([w.count(), ofKey('k1'), await w.isOpened(4, 'k1')]).toEqual([3, 3, false]);
    await w.end(w.storedTask(1));
    await w.end(w.storedTask(2));
    expect(await w.isOpened(4, 'k1')).toBe(true);
  });

  it('is put right where another version has ended what it knows no key of', async () => {
    await limitKeys(2);
    await w.create(1, 'k1');
    const [task] = [await w.create(2, 'k1')];
    const row = w.memory.get({ pk: `limits#${owner}`, sk: 'open' });
    const head = w.rowOf(task);
    if (row !== undefined) w.memory.spoil({ ...row, open: 1 });
    w.memory.transact([
      { type: 'remove', key: { pk: `open#${owner}`, sk: `${task.id}#${task.incarnation ?? ''}` } },
    ]);
    if (head !== undefined) {
      const { placed, ...left } = { ...head, ...w.ended(task) } as typeof head & { placed?: true };
      void placed;
      w.memory.spoil(left);
    }
    expect(await w.isOpened(3, 'k1')).toBe(false);
    await w.sweep();
    expect([w.count(), ofKey('k1'), await w.isOpened(3, 'k1')]).toEqual([1, 1, true]);
  });

  it('ends when it is lifted', async () => {
    await limitKeys(1);
    const task = await w.create(1, 'k1');
    await limitKeys(null);
    await w.sweep();
    expect(w.rowOf(await w.create(2, 'k1'))).not.toHaveProperty('placed');
    await w.end(task);
    await w.sweep();
    expect([w.count(), w.places()]).toEqual([undefined, []]);
  });
});
