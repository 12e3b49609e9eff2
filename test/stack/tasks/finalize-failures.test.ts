import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { LogEntry } from '@darkroom/local-cloud/log';
import { orders } from '../orders.ts';
import { rowsOf } from '../queries.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const line = z.looseObject({ FinalizeTaskErrors: z.number().optional() });
let world: World;
/** By function, what was counted for the alarm since the test began. */
let rung: { readonly by: string; readonly count: number }[] = [];

beforeAll(async () => {
  const log = (entry: LogEntry): void => {
    if (entry.type !== 'output') return;
    for (const text of entry.text.split('\n').filter((one) => one.startsWith('{'))) {
      const count = line.parse(JSON.parse(text)).FinalizeTaskErrors;
      if (count !== undefined) rung.push({ by: entry.function, count });
    }
  };
  world = await World.open({ cloud: { log } });
});
beforeEach(() => {
  rung = [];
});
afterAll(() => world.close());

/** Makes the task one whose dialect is so called: nothing can be done with one that nobody knows. */
async function speak(id: string, dialect: unknown): Promise<void> {
  const row = (await rowsOf(world, id)).find(({ sk }) => sk === 'task');
  if (row === undefined) throw new Error('There is no task');
  await world.table.write({ type: 'put', row: { ...row, dialect } });
}

describe('the alarm on Finalize', () => {
  it('does not ring where an output is only not to be had yet', async () => {
    world.kie.setKnobs({ fileFault: 'file-500' });
    const { body } = await world.create(orders.imagen('a file that comes late'));
    await world.settle();
    await world.advance(2 * MINUTE_MS);
    expect(await world.task(body.id)).toMatchObject({ status: 'PENDING', stage: 'archiving' });
    world.kie.setKnobs({ fileFault: 'ok' });
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
    expect(rung).toEqual([]);
  });

  it('rings where an attempt has failed, by the next one, and where all have, by the question after them', async () => {
    const { body } = await world.create(orders.imagen('what nobody can finish [latency:30]'));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    const row = (await rowsOf(world, body.id)).find(({ sk }) => sk === 'task');
    await speak(body.id, 'unheard-of');
    await world.advance(2 * MINUTE_MS);
    const names = new Set(rung.map(({ by }) => (/Finalize/i.test(by) ? 'Finalize' : 'Query')));
    expect(names).toEqual(new Set(['Finalize', 'Query']));
    await speak(body.id, row?.['dialect']);
    expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
  });
});
