import { describe, expect, it } from 'vitest';
import { turnWeights } from '#actions/workflow/turn-weights.ts';
import { limitsIn, limitsText } from '#domain/limits/owner-limits.ts';
import { amendOwnLimits, readManyOwnLimits } from '#storage/limits/limit-store.ts';
import { isOwner } from '#domain/ids.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const weighing = (usual = {}) => {
  const table = memoryTable(new MemoryTable());
  const world = { now: Date.parse('2026-01-01T12:00:00Z'), asked: 0 };
  const read = readManyOwnLimits(table);
  const weightsOf = turnWeights({
    ownLimits: (owners) => {
      world.asked += owners.length;
      return read(owners);
    },
    usual,
    clock: { now: () => world.now },
  });
  const set = async (owner: string, turnWeight: number): Promise<void> => {
    if (!isOwner(owner)) throw new Error('Not an owner');
    await amendOwnLimits(table)(
      owner,
      () => ({ turnWeight }),
      () => [],
    );
  };
  return { world, weightsOf, set };
};

describe('the turns of owners', () => {
  it('are equally many where nothing is set, and what is set for each where something is', async () => {
    const { weightsOf, set } = weighing();
    await set('ben', 3);
    const weightOf = await weightsOf(['ana', 'ben']);
    expect([weightOf('ana'), weightOf('ben'), weightOf('cleo')]).toEqual([1, 3, 1]);
  });

  it('follow what is usual in the deployment', async () => {
    const { weightsOf, set } = weighing({ turnWeight: 2 });
    await set('ben', 1);
    const weightOf = await weightsOf(['ana', 'ben']);
    expect([weightOf('ana'), weightOf('ben')]).toEqual([2, 1]);
  });

  it('are read once a minute, and not at all of an owner who is alone', async () => {
    const { world, weightsOf } = weighing();
    await weightsOf(['ana']);
    expect(world.asked).toBe(0);
    await weightsOf(['ana', 'ben']);
    await weightsOf(['ben', 'ana', 'cleo']);
    expect(world.asked).toBe(3);
    world.now += 60_000;
    await weightsOf(['ana', 'ben']);
    expect(world.asked).toBe(5);
  });
});

describe('a right', () => {
  it('is told to functions beside limits, and is said to be one or the other', () => {
    const limits = { openTasks: 3, turnWeight: 2, highPriority: false };
    expect(limitsIn(limitsText(limits))).toEqual(limits);
    expect(limitsIn(limitsText({ highPriority: true }))).toEqual({ highPriority: true });
    expect(limitsIn('')).toEqual({});
    expect(() => limitsIn('highPriority=perhaps')).toThrow('true or false');
  });
});
