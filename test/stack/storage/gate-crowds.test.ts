import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateRule } from '#domain/tasks/lanes.ts';
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import type { Priority } from '#domain/tasks/task.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { turnLeases } from '#storage/tasks/turn-lease.ts';
import { waitingList, type WaitingJob } from '#storage/tasks/waiting-list.ts';
import { documentClient, dynamoTable } from '#storage/table/dynamo-table.ts';
import type { Table } from '#storage/table/table-port.ts';
import { startEngine, type Engine } from '@darkroom/local-cloud/dynamodb';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { createTable } from './engine-table.ts';

const kie: GateRule = { creates: 20, windowMs: 12_000 };
/** So narrow that a crowd of some dozens queues for longer than anybody's patience. */
const narrow: GateRule = { creates: 4, windowMs: 60_000 };
const NOON = Date.parse('2026-01-01T12:00:00Z');
const classes = ['low', 'normal', 'high'] as const;
const classOf = (i: number): Priority => classes[i % 3] ?? 'low';

async function slotOf(table: Table, priority: Priority, now: number, rule = kie): Promise<number> {
  const asker = { owner: 'ana', priority, price: 4000, now, cannotQueue: true } as const;
  const admission = await admissionGate(table, () => rule).take(defaultAccount('KIE'), asker);
  // Whoever finds the lanes changed each time he tries is told that he has to wait, and asks again.
  if (admission.type === 'queued') return slotOf(table, priority, now, rule);
  if (admission.type === 'shut') throw new Error('The gate is open');
  return Date.parse(admission.place.slotAt);
}

const waitingJob = (i: number): WaitingJob => {
  const [owner, taskId] = ['ana', String(i).padStart(32, '0')];
  if (!isOwner(owner) || !isTaskId(taskId)) throw new Error('Not an address');
  const createdAt = new Date(NOON + i).toISOString();
  return {
    ...{ priority: 'normal', owner, taskId, n: 1, createdAt, due: NOON, price: 4000, run: 1 },
    ...{ taskToken: `token ${i}`, tokenUntil: NOON + 600_000, lookMs: 70_000 },
  };
};

function expectSpaced(slots: readonly number[], rule: GateRule): void {
  const sorted = slots.toSorted((left, right) => left - right);
  for (const [i, slot] of sorted.entries()) {
    expect((sorted[i + rule.creates] ?? Infinity) - slot).toBeGreaterThanOrEqual(rule.windowMs);
  }
}

describe('many askers in any interleaving', () => {
  const asker = fc.record({
    priority: fc.constantFrom<Priority>('low', 'low', 'low', 'normal', 'high', 'high'),
    now: fc.integer({ min: 0, max: 30_000 }),
    /** Which of its writes are done, lose their answer, and are sent again. */
    repeats: fc.array(fc.boolean(), { maxLength: 3 }),
  });

  /** Answers come in the order that the scheduler draws; a repeated write is what the SDK makes of a lost answer. */
  function slowTable(memory: Table, s: fc.Scheduler, repeats: readonly boolean[]): Table {
    const left = [...repeats];
    return {
      ...memory,
      get: (key) => s.schedule(Promise.resolve('get')).then(() => memory.get(key)),
      update: async (write) => {
        await s.schedule(Promise.resolve('update'));
        if (left.shift() === true) {
          await memory.update(write);
          await s.schedule(Promise.resolve('update again'));
        }
        return memory.update(write);
      },
    };
  }

  it.each([
    ['twenty lanes', kie],
    ['four lanes', narrow],
  ])(
    'never share a slot of %s, though answers of writes are lost and the writes repeated',
    async (_, rule) => {
      const askers = fc.array(asker, { minLength: 1, maxLength: 80, size: 'max' });
      const property = fc.asyncProperty(fc.scheduler(), askers, async (s, all) => {
        const memory = memoryTable(new MemoryTable());
        const taking = all.map(async ({ priority, now, repeats }) => {
          const slot = await slotOf(slowTable(memory, s, repeats), priority, NOON + now, rule);
          expect(slot).toBeGreaterThanOrEqual(NOON + now);
          return slot;
        });
        expectSpaced(await s.waitFor(Promise.all(taking)), rule);
      });
      await fc.assert(property, { numRuns: 100, endOnFailure: true });
    },
  );
});

describe('300 askers at the same moment, on the real engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-gate-'));
  let engine: Engine;
  let client: DynamoDBClient;
  let table: Table;
  beforeAll(async () => {
    engine = await startEngine(folder);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = new DynamoDBClient({ endpoint: engine.url, region: 'us-east-1', credentials });
    await createTable(client, 'gate');
    table = dynamoTable(documentClient(client), 'gate');
  });
  afterAll(async () => {
    client.destroy();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('get the places that there are, and no more; the others are told to wait', async () => {
    let writes = 0;
    const counting: Table = {
      ...table,
      update: (write) => {
        writes += 1;
        return table.update(write);
      },
    };
    const gate = admissionGate(counting, () => kie);
    const said = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        gate.take(defaultAccount('KIE'), { owner: 'ana', priority: classOf(i), price: 4000, now: NOON }),
      ),
    );
    expect(said.filter(({ type }) => type === 'slot').length).toBeLessThanOrEqual(kie.creates);
    expect(said.filter(({ type }) => type === 'slot').length).toBeGreaterThan(0);
    expect(said.filter(({ type }) => type === 'shut')).toEqual([]);
    expect(writes).toBeLessThanOrEqual(300 * 12);
  });

  it('wait in lines that are counted, and leave them', async () => {
    const waiting = waitingList(table);
    const account = defaultAccount('LINES');
    const jobs = Array.from({ length: 6 }, (_, i) => waitingJob(i));
    await Promise.all(jobs.map((job) => waiting.join(account, job)));
    const [line] = await waiting.lines(account);
    expect(line).toMatchObject({ priority: 'normal', owner: 'ana', size: 6, joins: 6 });
    const first = await waiting.first(account, { priority: 'normal', owner: 'ana' }, 4);
    expect(first.map(({ taskId }) => taskId)).toEqual(jobs.slice(0, 4).map(({ taskId }) => taskId));
    for (const job of first) await waiting.leave(account, { ...job, taskToken: 'of another' });
    expect(await waiting.first(account, { priority: 'normal', owner: 'ana' }, 9)).toHaveLength(6);
    for (const job of jobs) await waiting.leave(account, job);
    expect(await waiting.first(account, { priority: 'normal', owner: 'ana' }, 9)).toEqual([]);
    if (line === undefined) throw new Error('There is a line');
    await waiting.count(account, { ...line, joins: 5 }, { left: 6, next: undefined });
    expect(await waiting.lines(account)).toHaveLength(1);
    await waiting.count(account, line, { left: 6, next: undefined });
    expect(await waiting.lines(account)).toEqual([]);
  });

  it('follow one execution that gives them their turns: no two have one name, and it ends by itself', async () => {
    const leases = turnLeases(table);
    const account = defaultAccount('LEASE');
    const claim = (now: number, replaces?: string) =>
      leases.claim(account, { now, until: now + 40_000, ...(replaces === undefined ? {} : { replaces }) });
    const crowd = await Promise.all(Array.from({ length: 5 }, () => claim(NOON)));
    const [first, ...others] = [...new Set(crowd.flatMap((name) => name ?? []))];
    expect([first, others]).toEqual([`LEASE-default-${NOON}`, []]);
    expect(await claim(NOON + 39_000)).toBeUndefined();
    const second = await claim(NOON + 40_001);
    expect(second).toBe(`LEASE-default-${NOON + 40_001}`);
    // Who hands over does so in the same moment, and under another name all the same.
    const third = await claim(NOON + 40_001, second);
    expect(third).toBe(`LEASE-default-${NOON + 40_002}`);
    expect(await claim(NOON + 40_002, second)).toBeUndefined();
    if (second === undefined || third === undefined) throw new Error('There was no lease');
    expect(await leases.keep(account, { holder: second, until: NOON + 90_000 })).toBe(false);
    expect(await leases.keep(account, { holder: third, until: NOON + 60_000 })).toBe(true);
    const lanes = [{ lane: 0, at: NOON }];
    const served = { passes: { high: 1, normal: 1, low: 1 }, clocks: { high: 0, normal: 0, low: 0 } };
    const reserve = (holder: string) =>
      leases.reserve(account, { holder, until: NOON + 60_000 }, { row: undefined, lanes, served });
    expect([await reserve(second), await reserve(third), await reserve(third)]).toEqual([false, true, false]);
    await leases.end(account, second, false);
    expect(await claim(NOON + 50_000)).toBeUndefined();
    await leases.end(account, third, false);
    expect(await claim(NOON + 50_000)).toBeDefined();
  });
});
