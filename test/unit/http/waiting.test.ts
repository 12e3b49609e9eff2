import { describe, expect, it } from 'vitest';
import { waiterSlots } from '#storage/compute/waiter-slots.ts';
import type { HttpRequest } from '../../../functions/http/request.ts';
import { waiting } from '../../../functions/http/waiting.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const arrivedAt = Date.parse('2026-10-02T10:00:05Z');

const request = (prefer: string | undefined, at = arrivedAt): HttpRequest => ({
  requestId: 'r',
  arrivedAt: at,
  headers: { prefer },
  query: {},
  parameters: {},
  body: '',
  bytes: () => new Uint8Array(),
});

/** Waiters of one stage, whose waits end when the test says so. */
function aStage(most: number) {
  const table = memoryTable(new MemoryTable());
  let now = arrivedAt;
  const keep = waiting(waiterSlots(table, most), { now: () => now });
  const granted: number[] = [];
  const ends: (() => void)[] = [];
  const ask = (prefer: string | undefined, at = now, isPending = true) =>
    keep(request(prefer, at), {
      first: 'first',
      isPending: () => isPending,
      settle: (_, seconds) => {
        granted.push(seconds);
        return new Promise<string>((done) => void ends.push(() => done('ended')));
      },
    });
  return { table, ask, granted, ends, pass: (ms: number) => (now += ms) };
}

const calm = (): Promise<void> => new Promise((done) => void setImmediate(done));

describe('a caller who prefers to wait', () => {
  it('waits for the end, as long as it asked', async () => {
    const { ask, granted, ends } = aStage(5);
    const answer = ask('wait=20');
    await calm();
    expect(granted).toEqual([20]);
    ends[0]?.();
    expect(await answer).toEqual({ value: 'ended', waited: 20 });
  });

  it('waits no longer than the gateway does, whatever has passed since its request arrived', async () => {
    const { ask, granted } = aStage(5);
    void ask('wait=25', arrivedAt - 20_000);
    await calm();
    expect(granted).toEqual([8]);
    expect(await ask('wait=25', arrivedAt - 28_500)).toEqual({ value: 'first', waited: 0 });
  });

  it('is answered at once where as many wait as may, and waits again when one has left', async () => {
    const { ask, ends, granted } = aStage(2);
    const waiters = [ask('wait=20'), ask('wait=20')];
    await calm();
    expect(await ask('wait=20')).toEqual({ value: 'first', waited: 0 });
    ends[0]?.();
    await waiters[0];
    void ask('wait=20');
    await calm();
    expect(granted).toHaveLength(3);
  });

  it('counts those that began in the window before, and forgets within a minute who died', async () => {
    const { ask, granted, pass } = aStage(1);
    void ask('wait=20');
    await calm();
    pass(30_000);
    expect(await ask('wait=20')).toMatchObject({ waited: 0 });
    pass(30_000);
    void ask('wait=20');
    await calm();
    expect(granted).toHaveLength(2);
  });

  it('needs no place for what has ended, nor where it does not wait', async () => {
    const { ask } = aStage(0);
    expect(await ask('wait=20', arrivedAt, false)).toEqual({ value: 'first', waited: 20 });
    expect(await ask(undefined)).toEqual({ value: 'first', waited: 0 });
    expect(await ask('wait=20')).toEqual({ value: 'first', waited: 0 });
  });

  it('is answered where the table cannot be asked', async () => {
    const refusing = {
      take: async () => {
        throw new Error('throttled');
      },
    };
    const keep = waiting(refusing, { now: () => arrivedAt });
    const never = async (): Promise<string> => Promise.reject(new Error('waited'));
    const awaited = { first: 'first', isPending: () => true, settle: never };
    expect(await keep(request('wait=5'), awaited)).toEqual({ value: 'first', waited: 0 });
  });
});
