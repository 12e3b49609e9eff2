import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import { admissionGate, type Admission } from '#storage/tasks/admission-gate.ts';
import { gateKey } from '#storage/tasks/gate-row.ts';
import { waitingList } from '#storage/tasks/waiting-list.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const rule = { creates: 20, windowMs: 10_000 };
const NOON = Date.parse('2026-01-01T12:00:00Z');
const price = 4000;
const KIE = defaultAccount('KIE');
const GOOGLE = defaultAccount('GOOGLE');

const aTable = () => memoryTable(new MemoryTable());
const newGate = (table = aTable()) => admissionGate(table, () => rule);
const asker = (now: number) => ({ owner: 'ana', priority: 'normal', price, now }) as const;

const slotOf = (said: Admission): number | undefined =>
  said.type === 'slot' ? Date.parse(said.place.slotAt) : undefined;

describe('the places of the admission gate', () => {
  it('are taken at once while any is idle, and not a moment ahead', async () => {
    const gate = newGate();
    for (let i = 0; i < 20; i += 1) expect(slotOf(await gate.take(KIE, asker(NOON + i)))).toBe(NOON + i);
    expect(await gate.take(KIE, asker(NOON + 50))).toMatchObject({ type: 'queued' });
  });

  it('are free a window after the call has left, and later where nobody says that it has', async () => {
    const gate = newGate();
    const said = await Promise.all(
      Array.from({ length: 20 }, (_, i) => gate.take(KIE, { ...asker(NOON), fraction: i / 20 })),
    );
    const places = said.flatMap((one) => (one.type === 'slot' ? [one.place] : []));
    expect(places).toHaveLength(20);
    const [told] = places;
    if (told === undefined) throw new Error('There is a place');
    await gate.sent(KIE, told, NOON + 100);
    await gate.sent(KIE, told, NOON + 50); // once is once
    expect((await gate.take(KIE, asker(NOON + 10_099))).type).toBe('queued');
    expect(slotOf(await gate.take(KIE, asker(NOON + 10_100)))).toBe(NOON + 10_100);
    expect((await gate.take(KIE, asker(NOON + 11_999))).type).toBe('queued');
    expect(slotOf(await gate.take(KIE, asker(NOON + 12_000)))).toBe(NOON + 12_000);
  });

  it('are never more than a window takes, whenever calls leave and whether that is told or not', async () => {
    const call = fc.record({
      pause: fc.integer({ min: 0, max: 2500 }),
      lateBy: fc.integer({ min: 0, max: 2000 }),
      isTold: fc.boolean(),
      cannotQueue: fc.boolean(),
    });
    const property = fc.asyncProperty(fc.array(call, { maxLength: 200 }), async (calls) => {
      const gate = newGate();
      const left: number[] = [];
      let now = NOON;
      for (const { pause, lateBy, isTold, cannotQueue } of calls) {
        now += pause;
        const more = cannotQueue ? ({ cannotQueue: true } as const) : {};
        const said = await gate.take(KIE, { ...asker(now), ...more });
        const slot = slotOf(said);
        if (slot === undefined || said.type !== 'slot') continue;
        left.push(slot + lateBy);
        if (isTold) await gate.sent(KIE, said.place, slot + lateBy);
      }
      const sorted = left.toSorted((one, other) => one - other);
      for (const [i, time] of sorted.entries())
        expect((sorted[i + rule.creates] ?? Infinity) - time).toBeGreaterThanOrEqual(rule.windowMs);
    });
    await fc.assert(property, { numRuns: 200, endOnFailure: true });
  });

  it('that an earlier version has given out ahead are kept', async () => {
    const table = aTable();
    const lanes = Object.fromEntries(Array.from({ length: 19 }, (_, i) => [`lane${i}`, NOON + 60_000]));
    await table.write({ type: 'add', key: gateKey(KIE), set: { ...lanes, lane19: NOON - 11_000 } });
    const gate = newGate(table);
    expect((await gate.take(KIE, asker(NOON))).type).toBe('queued'); // it may have left two seconds after its slot
    expect(slotOf(await gate.take(KIE, asker(NOON + 1000)))).toBe(NOON + 1000);
    expect((await gate.take(KIE, asker(NOON + 59_000))).type).toBe('slot');
    expect((await gate.take(KIE, asker(NOON + 60_000))).type).toBe('queued');
  });

  it('go to nobody who has just come while others wait', async () => {
    const table = aTable();
    const [owner, taskId] = ['ben', 'a'.repeat(32)];
    if (!isOwner(owner) || !isTaskId(taskId)) throw new Error('Not an address');
    await waitingList(table).join(KIE, {
      ...{ priority: 'low', owner, taskId, n: 1, createdAt: '2026-01-01T12:00:00.000Z', due: NOON, price },
      ...{ taskToken: 'token', tokenUntil: NOON + 60_000, lookMs: 1000, run: 1 },
    });
    expect((await newGate(table).take(KIE, asker(NOON))).type).toBe('queued');
    const late = await newGate(table).take(KIE, { ...asker(NOON), cannotQueue: true });
    expect(slotOf(late)).toBe(NOON);
  });

  it('of two accounts are apart', async () => {
    const gate = newGate();
    const other = { service: 'KIE', account: 'second' };
    const both = [...Array.from({ length: 20 }, () => KIE), ...Array.from({ length: 20 }, () => other)];
    const said = await Promise.all(
      both.map((account, i) => gate.take(account, { ...asker(NOON), fraction: (i % 20) / 20 })),
    );
    expect(said.every(({ type }) => type === 'slot')).toBe(true);
  });
});

describe('the gate', () => {
  it('gives no slot while it is shut, and goes on as it was when it is opened', async () => {
    const gate = newGate();
    const now = Date.parse('2026-01-01T12:00:00Z');
    await gate.shut(KIE, { type: 'key' });
    expect((await gate.state(KIE)).closures).toEqual([{ type: 'key' }]);
    expect((await gate.state(GOOGLE)).closures).toEqual([]);
    expect(await gate.take(KIE, { owner: 'ana', priority: 'high', price, now })).toEqual({
      type: 'shut',
      why: 'key',
    });
    expect((await gate.take(GOOGLE, { owner: 'ana', priority: 'high', price, now })).type).toBe('slot');
    await gate.open(KIE, { type: 'key' });
    expect((await gate.state(KIE)).closures).toEqual([]);
    expect(await gate.take(KIE, { owner: 'ana', priority: 'high', price, now })).toEqual({
      type: 'slot',
      place: { slotAt: '2026-01-01T12:00:00.000Z', lane: 0 },
    });
  });
});

describe('the gate of an account that is running dry', () => {
  it('lets through what costs less than the least that could not be paid, until that is opened', async () => {
    const gate = newGate();
    const now = Date.parse('2026-01-01T12:00:00Z');
    const ask = (cost: number) => gate.take(KIE, { owner: 'ana', priority: 'high', price: cost, now });
    const dear = { type: 'credit', price: 4000 } as const;
    await gate.shut(KIE, dear);
    await gate.shut(KIE, { type: 'credit', price: 60_000 });
    expect((await gate.state(KIE)).closures).toEqual([dear]);
    expect(await ask(4000)).toEqual({ type: 'shut', why: 'credit' });
    expect(await ask(60_000)).toEqual({ type: 'shut', why: 'credit' });
    expect((await ask(3999)).type).toBe('slot');
    await gate.shut(KIE, { type: 'key' });
    expect(await ask(3999)).toEqual({ type: 'shut', why: 'key' });
    await gate.open(KIE, dear);
    expect(await ask(60_000)).toEqual({ type: 'shut', why: 'key' });
    await gate.open(KIE, { type: 'key' });
    expect((await ask(60_000)).type).toBe('slot');
    expect((await gate.state(KIE)).closures).toEqual([]);
    await gate.shut(KIE, { type: 'credit', price: 60_000 });
    expect((await ask(4000)).type).toBe('slot');
    expect(await ask(60_000)).toEqual({ type: 'shut', why: 'credit' });
  });
});
