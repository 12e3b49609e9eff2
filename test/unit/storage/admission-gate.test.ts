import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanesOf } from '#domain/tasks/lanes.ts';
import type { Priority } from '#domain/tasks/task.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const rule = { creates: 20, windowMs: 12_000 };
const MINUTE_MS = 60_000;
const price = 4000;

interface Given {
  readonly priority: Priority;
  /** When it was asked for, and when it may go. */
  readonly asked: number;
  readonly slot: number;
}

const newGate = () => admissionGate(memoryTable(new MemoryTable()), () => rule);

/** Asks for slots one after the other: `[ms since the one before, priority]`. */
async function slotsFor(wishes: readonly (readonly [number, Priority])[]): Promise<Given[]> {
  const gate = newGate();
  const given: Given[] = [];
  let now = Date.parse('2026-01-01T12:00:00Z');
  for (const [pause, priority] of wishes) {
    now += pause;
    const admission = await gate.take('KIE', { priority, price, now });
    if (admission.type === 'shut') throw new Error('The gate is open');
    given.push({ priority, asked: now, slot: Date.parse(admission.slotAt) });
  }
  return given;
}

/** The most slots that lie within any stretch as long as a window. */
function densest(slots: readonly number[]): number {
  const sorted = slots.toSorted((left, right) => left - right);
  return sorted.reduce((most, slot, i) => {
    const inside = sorted.slice(i).findIndex((later) => later >= slot + rule.windowMs);
    return Math.max(most, inside < 0 ? sorted.length - i : inside);
  }, 0);
}

/** What first come, first served would give each: the same gate without classes. */
function firstCome(given: readonly Given[]): number[] {
  const lanes = Array.from({ length: rule.creates }, () => 0);
  return given.map(({ asked }) => {
    const lane = lanes.indexOf(Math.min(...lanes));
    const slot = Math.max(asked, (lanes[lane] ?? 0) + rule.windowMs);
    lanes[lane] = slot;
    return slot;
  });
}

function expectInOrder(given: readonly Given[]): void {
  for (const wanted of ['high', 'normal', 'low'] as const) {
    const own = given.filter((one) => one.priority === wanted).map(({ slot }) => slot);
    expect(own).toEqual(own.toSorted((left, right) => left - right));
  }
}

const priority = fc.constantFrom<Priority>('high', 'normal', 'low');
const crowds = fc.array(fc.tuple(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })), priority), {
  minLength: 1,
  maxLength: 300,
});

describe('slots of the admission gate', () => {
  it('are never more than a window takes, in any stretch of time as long as one', async () => {
    await fc.assert(
      fc.asyncProperty(crowds, async (wishes) => {
        const given = await slotsFor(wishes);
        expect(densest(given.map(({ slot }) => slot))).toBeLessThanOrEqual(rule.creates);
        for (const { asked, slot } of given) expect(slot).toBeGreaterThanOrEqual(asked);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it('come first in, first out within a class', async () => {
    await fc.assert(
      fc.asyncProperty(crowds, async (wishes) => {
        expectInOrder(await slotsFor(wishes));
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it('keep nobody more than ten minutes longer than first come, first served would', async () => {
    const pressed = fc.tuple(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), priority), { minLength: 800, maxLength: 1500 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.constant<Priority>('high')), { maxLength: 500 }),
    );
    await fc.assert(
      fc.asyncProperty(pressed, async ([crowd, favoured]) => {
        const given = await slotsFor([...crowd, ...favoured, [0, 'low'], [0, 'normal']]);
        const fair = firstCome(given);
        for (const [i, { slot }] of given.entries()) {
          expect(slot - (fair[i] ?? 0)).toBeLessThanOrEqual(10 * MINUTE_MS);
        }
        expect(densest(given.map(({ slot }) => slot))).toBeLessThanOrEqual(rule.creates);
        expectInOrder(given);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  it('are ten for high, seven for normal and three for low of every window that is wanted by all', async () => {
    const fillers = Array.from({ length: 20 }, () => [0, 'normal'] as const);
    const crowd = Array.from(
      { length: 90 },
      (_, i) => [0, (['low', 'normal', 'high'] as const)[i % 3] ?? 'low'] as const,
    );
    const given = (await slotsFor([...fillers, ...crowd])).slice(20);
    const start = given[0]?.asked ?? 0;
    const inWindow = (n: number, wanted: Priority): number =>
      given.filter((one) => one.priority === wanted && one.slot === start + n * rule.windowMs).length;
    for (const n of [1, 2, 3]) {
      expect([inWindow(n, 'high'), inWindow(n, 'normal'), inWindow(n, 'low')]).toEqual([10, 7, 3]);
    }
  });

  it('that nobody of their class wants go to another, at once and only then', async () => {
    const low = await slotsFor(Array.from({ length: 25 }, () => [0, 'low'] as const));
    const start = low[0]?.asked ?? 0;
    expect(low.filter(({ slot }) => slot === start)).toHaveLength(20);
    expect(low.slice(20).map(({ slot }) => (slot - start) / rule.windowMs)).toEqual([1, 1, 1, 2, 2]);
  });

  it('that patience gives away in a thousandfold burst do not keep the other classes from theirs', async () => {
    const burst = Array.from({ length: 1000 }, () => [0, 'normal'] as const);
    const given = await slotsFor([...burst, [MINUTE_MS, 'high'], [0, 'low']]);
    const start = given[0]?.asked ?? 0;
    expect((given[999]?.slot ?? 0) - start).toBeLessThanOrEqual(20 * MINUTE_MS);
    expect(given.slice(1000).map(({ asked, slot }) => slot - asked)).toEqual([0, 0]);
  });

  it('are given once each to many that ask at the same moment', async () => {
    const gate = newGate();
    const now = Date.parse('2026-01-01T12:00:00Z');
    const wishes = Array.from(
      { length: 300 },
      (_, i) => (['low', 'normal', 'high'] as const)[i % 3] ?? 'low',
    );
    const taken = await Promise.all(wishes.map((wish) => gate.take('KIE', { priority: wish, price, now })));
    const slots = taken.map((one) => (one.type === 'slot' ? Date.parse(one.slotAt) : 0));
    expect(densest(slots)).toBe(rule.creates);
  });
});

describe('the gate', () => {
  it('gives no slot while it is shut, and goes on as it was when it is opened', async () => {
    const gate = newGate();
    const now = Date.parse('2026-01-01T12:00:00Z');
    await gate.shut('KIE', { type: 'key' });
    expect(await gate.closures('KIE')).toEqual([{ type: 'key' }]);
    expect(await gate.closures('GOOGLE')).toEqual([]);
    expect(await gate.take('KIE', { priority: 'high', price, now })).toEqual({ type: 'shut', why: 'key' });
    expect((await gate.take('GOOGLE', { priority: 'high', price, now })).type).toBe('slot');
    await gate.open('KIE', { type: 'key' });
    expect(await gate.closures('KIE')).toEqual([]);
    expect(await gate.take('KIE', { priority: 'high', price, now })).toEqual({
      type: 'slot',
      slotAt: '2026-01-01T12:00:00.000Z',
    });
  });
});

describe('the gate of an account that is running dry', () => {
  it('lets through what costs less than the least that could not be paid, until that is opened', async () => {
    const gate = newGate();
    const now = Date.parse('2026-01-01T12:00:00Z');
    const ask = (cost: number) => gate.take('KIE', { priority: 'high', price: cost, now });
    const dear = { type: 'credit', price: 4000 } as const;
    await gate.shut('KIE', dear);
    await gate.shut('KIE', { type: 'credit', price: 60_000 });
    expect(await gate.closures('KIE')).toEqual([dear]);
    expect(await ask(4000)).toEqual({ type: 'shut', why: 'credit' });
    expect(await ask(60_000)).toEqual({ type: 'shut', why: 'credit' });
    expect((await ask(3999)).type).toBe('slot');
    await gate.shut('KIE', { type: 'key' });
    expect(await ask(3999)).toEqual({ type: 'shut', why: 'key' });
    await gate.open('KIE', dear);
    expect(await ask(60_000)).toEqual({ type: 'shut', why: 'key' });
    await gate.open('KIE', { type: 'key' });
    expect((await ask(60_000)).type).toBe('slot');
    expect(await gate.closures('KIE')).toEqual([]);
    await gate.shut('KIE', { type: 'credit', price: 60_000 });
    expect((await ask(4000)).type).toBe('slot');
    expect(await ask(60_000)).toEqual({ type: 'shut', why: 'credit' });
  });
});

describe('the lanes of a class', () => {
  it('are at least one each, and all of them together, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 200 }), (creates) => {
        const { high, normal, low } = lanesOf({ creates, windowMs: 1000 });
        for (const lanes of [high, normal, low]) expect(lanes.length).toBeGreaterThanOrEqual(1);
        expect([...high, ...normal, ...low]).toEqual(Array.from({ length: creates }, (_, lane) => lane));
      }),
    );
  });
});

describe('the expected wait', () => {
  it.each(['high', 'normal', 'low'] as const)(
    'of priority %s is that of the slot which is taken next, and takes none',
    async (priority) => {
      const gate = newGate();
      const now = Date.parse('2026-01-01T12:00:00Z');
      const waits: number[] = [];
      for (let i = 0; i < 60; i += 1) {
        const expected = await gate.expectedWait('KIE', { priority, now });
        expect(await gate.expectedWait('KIE', { priority, now })).toBe(expected);
        const taken = await gate.take('KIE', { priority, price, now });
        if (taken.type === 'shut') throw new Error('The gate is open');
        waits.push(Date.parse(taken.slotAt) - now - expected);
      }
      // The newcomer moves first come, first served on by one place: only where patience is out does it count.
      expect(waits.every((difference) => Math.abs(difference) <= rule.windowMs)).toBe(true);
      expect(waits.filter((difference) => difference !== 0).length).toBeLessThan(5);
    },
  );
});
