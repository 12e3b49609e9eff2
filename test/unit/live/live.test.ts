import { describe, expect, it } from 'vitest';
import { eventMessage } from '#actions/live/event-message.ts';
import { FEED_MS, resumedFrom, WATCHED_MS } from '#domain/live/live.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { watchMarkers } from '#storage/live/watch-markers.ts';
import { outbox } from '#storage/webhooks/outbox.ts';
import { isWelcome } from '../../../functions/live/socket-events.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { sampleTask } from '../domain/samples.ts';

const START = Date.parse('2026-11-21T10:00:00.000Z');
const task = sampleTask();
const { owner } = task;

describe('a change of a task', () => {
  const told = async (now: number) => {
    const table = memoryTable(new MemoryTable());
    await watchMarkers(table).begin(owner, START);
    const woken: string[] = [];
    const wake = async (to: { owner: string }) => void woken.push('webhookId' in to ? 'webhook' : to.owner);
    const notices = outbox({ table, now: () => now, wake }).notices(owner);
    const writes = await notices.writes({ task, type: 'task.succeeded', sequence: 7, by: 'f'.repeat(32) });
    await notices.sendOn();
    return { writes, woken };
  };

  it('is one row in the feed of who is connected, or was within a day, and he is woken', async () => {
    const { writes, woken } = await told(START + WATCHED_MS - 1);
    expect(writes).toMatchObject([
      { type: 'put', row: { pk: `feed#${owner}`, type: 'task.succeeded', sequence: 7, taskId: task.id } },
    ]);
    expect(woken).toEqual([owner]);
  });

  it('is written nowhere once nobody was connected for a day', async () => {
    expect(await told(START + WATCHED_MS)).toEqual({ writes: [], woken: [] });
  });
});

describe('who listens', () => {
  it('is written down with the first connection, and anew no more often than every hour', async () => {
    const memory = new MemoryTable();
    const markers = watchMarkers(memoryTable(memory));
    let writes = 0;
    memory.onChange = () => void (writes += 1);
    expect(await markers.begin(owner, START)).toBe(START);
    expect(await markers.begin(owner, START + 3599_000)).toBe(START);
    expect(writes).toBe(1);
    expect(await markers.begin(owner, START + 3601_000)).toBe(START);
    expect(writes).toBe(2);
    const later = START + 3601_000 + WATCHED_MS;
    expect(await markers.begin(owner, later)).toBe(later);
  });

  it('resumes from what is kept, and from nothing else', () => {
    const idAt = (time: number): string => `evt_${time.toString(16).padStart(12, '0')}${'0'.repeat(16)}`;
    const [since, now] = [START - 2 * FEED_MS, START];
    const from = (time: number, beginning = since) => resumedFrom(idAt(time), { now, since: beginning });
    expect(from(START - 1000)).toBe(`evt_${(START - 121_000).toString(16).padStart(12, '0')}`);
    expect(from(START - FEED_MS - 1)).toBeUndefined();
    expect(from(START - 1000, START - 999)).toBeUndefined();
    expect(from(START + 61_000)).toBeUndefined();
  });
});

describe('what is said of an event', () => {
  const event = {
    id: 'evt_1',
    owner,
    type: 'task.succeeded',
    at: 'now',
    sequence: 3,
    taskId: task.id,
  } as const;
  const said = async (shown: unknown, snapshot: TaskSnapshot | undefined) =>
    JSON.parse(
      (await eventMessage({ tasks: { load: async () => snapshot }, show: () => shown })(event)) ?? 'null',
    ) as unknown;
  const snapshot = { task, jobs: [], outputs: [] } as unknown as TaskSnapshot;

  it('is what webhooks are sent', async () => {
    expect(await said({ id: task.id }, snapshot)).toEqual({
      ...{ id: 'evt_1', type: 'task.succeeded', timestamp: 'now', sequence: 3 },
      data: { id: task.id },
    });
  });

  it('is to look at the task where that is more than a message holds, and nothing where it is gone', async () => {
    expect(await said('ä'.repeat(65 * 1024), snapshot)).toEqual({ type: 'resync', task: task.id });
    expect(await said({}, undefined)).toBeNull();
  });
});

describe('a page', () => {
  it.each([
    [{}, ['https://studio.example.com'], true],
    [{ Origin: 'https://studio.example.com' }, ['https://studio.example.com'], true],
    [{ origin: 'https://evil.example.com' }, ['https://studio.example.com'], false],
    [{ origin: 'https://evil.example.com' }, ['*'], true],
    [{ origin: 'https://evil.example.com' }, [], true],
  ])('of %j is let in where %j may: %s', (headers, origins, welcome) => {
    expect(isWelcome({ headers }, origins)).toBe(welcome);
  });
});
