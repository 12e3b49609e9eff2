import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GateRule } from '#domain/tasks/lanes.ts';
import type { Priority } from '#domain/tasks/task.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
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
  const admission = await admissionGate(table, () => rule).take('KIE', { priority, price: 4000, now });
  if (admission.type === 'shut') throw new Error('The gate is open');
  return Date.parse(admission.slotAt);
}

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

  it('get a slot each, for a handful of writes, and hardly a slot is left out', async () => {
    let writes = 0;
    const counting: Table = {
      ...table,
      update: (write) => {
        writes += 1;
        return table.update(write);
      },
    };
    const slots = await Promise.all(
      Array.from({ length: 300 }, (_, i) => slotOf(counting, classOf(i), NOON)),
    );
    expectSpaced(slots, kie);
    expect(writes).toBeLessThanOrEqual(300 * 5);
    // A hundred low ones, at three a window, would end after 33 windows if not one place were left empty.
    expect((Math.max(...slots) - NOON) / kie.windowMs).toBeLessThanOrEqual(40);
  });
});
