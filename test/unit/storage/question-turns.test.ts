import { describe, expect, it } from 'vitest';
import { accountNamed, defaultAccount } from '#domain/tasks/provider-account.ts';
import { questionTurns } from '#storage/tasks/question-turns.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const KIE = defaultAccount('KIE');
const now = Date.parse('2026-01-01T12:00:00Z');
/** Two questions keep the others waiting for 240 ms. */
const rule = { questions: 10, windowMs: 1200 };
const newTurns = () =>
  questionTurns(memoryTable(new MemoryTable()), (service) => (service === 'KIE' ? rule : undefined));
const visitOf = (nth: number, at = now) => ({ taskId: `task-${nth}`, questions: 2, now: at });

describe('the turns to ask a service', () => {
  it('come one after the other, as far apart as it answers, and at once after a pause', async () => {
    const turns = newTurns();
    const taken = [];
    for (let nth = 0; nth < 8; nth += 1) taken.push((await turns.take(KIE, visitOf(nth))) - now);
    expect(taken).toEqual([0, 240, 480, 720, 960, 1200, 1440, 1680]);
    expect(await turns.take(KIE, visitOf(8, now + 60_000))).toBe(now + 60_000);
  });

  it('that are far off are kept for the task, and taken when it comes again', async () => {
    const turns = newTurns();
    for (let nth = 0; nth < 100; nth += 1) await turns.take(KIE, visitOf(nth));
    const at = now + 99 * 240;
    expect(await turns.take(KIE, visitOf(99, now + 500))).toBe(at);
    expect(await turns.take(KIE, visitOf(100, now + 500))).toBe(now + 100 * 240);
    const again = [at - 500, at, at + 1500];
    for (const time of again) {
      await turns.take(KIE, { taskId: 'many', questions: 200, now: time });
      expect(await turns.take(KIE, visitOf(99, time))).toBe(at);
    }
    expect(await turns.take(KIE, visitOf(99, at + 2000))).toBeGreaterThan(at + 2000);
  });

  it('are never the same for a crowd that comes at once', async () => {
    const turns = newTurns();
    const taken = await Promise.all(Array.from({ length: 300 }, (_, nth) => turns.take(KIE, visitOf(nth))));
    expect(new Set(taken).size).toBe(300);
    expect(Math.max(...taken) - now).toBe(299 * 240);
  });

  it('of one account are not waited for by whoever asks with another', async () => {
    const turns = newTurns();
    const second = accountNamed('KIE', 'second');
    for (let nth = 0; nth < 100; nth += 1) await turns.take(KIE, visitOf(nth));
    expect(await turns.take(second, visitOf(99))).toBe(now);
    expect(await turns.take(second, visitOf(100))).toBe(now + 240);
    expect(await turns.take(KIE, visitOf(99))).toBe(now + 99 * 240);
  });

  it('are not needed where a service has no rule', async () => {
    const turns = newTurns();
    expect(await turns.take(defaultAccount('GOOGLE'), visitOf(1))).toBe(now);
    expect(await turns.take(defaultAccount('GOOGLE'), visitOf(2))).toBe(now);
  });
});
