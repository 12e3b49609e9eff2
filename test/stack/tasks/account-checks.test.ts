import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { LogEntry } from '@darkroom/local-cloud/log';
import { orders } from '../orders.ts';
import { usageOf } from '../queries.ts';
import { World } from '../test-stack.ts';

const HOUR_MS = 3600_000;
let world: World;

const line = z.looseObject({
  level: z.string().optional(),
  message: z.string().optional(),
  ProviderBalance: z.number().optional(),
  AccountDifference: z.number().optional(),
  AccountDiffers: z.number().optional(),
  ProviderAccount: z.number().optional(),
});

/** What the function that looks after the account wrote in its last run, line by line. */
const written: z.infer<typeof line>[] = [];

beforeAll(async () => {
  const log = (entry: LogEntry): void => {
    if (entry.type !== 'output' || !/CheckAccounts/i.test(entry.function)) return;
    for (const text of entry.text.split('\n'))
      if (text.startsWith('{')) written.push(line.parse(JSON.parse(text)));
  };
  world = await World.open({ credits: 5000, cloud: { log } });
});
afterAll(() => world.close());

async function tick(): Promise<void> {
  written.length = 0;
  await world.cloud.runSchedule('CheckAccountsSchedule');
  await world.settle();
}

/** A day passes in which the function looks before and after the night. */
async function nextDay(): Promise<void> {
  await tick();
  await world.sleep(24 * HOUR_MS);
  await tick();
}

const told = (metric: 'ProviderBalance' | 'AccountDifference' | 'AccountDiffers' | 'ProviderAccount') =>
  written.flatMap((one) => one[metric] ?? []);

describe('the account at the provider', () => {
  it('tells its balance as a metric at every look, and no difference before a day is over', async () => {
    await tick();
    expect(told('ProviderBalance')).toEqual([5000]);
    expect((await world.run(orders.imagen('paid for'))).status).toBe('SUCCESS');
    await tick();
    expect(told('ProviderBalance')).toEqual([4996]);
    expect(told('AccountDifference')).toEqual([]);
  });

  it('has lost in a day what the ledger says, and nobody is called', async () => {
    expect((await world.run(orders.veo('dearer'))).status).toBe('SUCCESS');
    await nextDay();
    expect(told('AccountDifference')).toEqual([0]);
    expect(told('AccountDiffers')).toEqual([]);
    expect(written).toContainEqual(
      expect.objectContaining({
        level: 'INFO',
        message: 'the account was compared with the ledger',
        taken: 64,
        booked: 64,
      }),
    );
  });

  it('that lost more than the ledger knows of rings, with the difference as a metric', async () => {
    expect((await world.run(orders.imagen('one that we know of'))).status).toBe('SUCCESS');
    world.kie.setCredits(world.kie.credits - 300);
    await nextDay();
    expect(told('AccountDifference')).toEqual([300]);
    expect(told('AccountDiffers')).toEqual([1]);
    expect(told('ProviderAccount')).toEqual([1]);
    await nextDay();
    expect(told('AccountDifference')).toEqual([0]);
  });

  it('that somebody pays in to is no difference, and what is missing shows all the same', async () => {
    await tick();
    world.kie.setCredits(world.kie.credits + 10_000);
    await tick();
    world.kie.setCredits(world.kie.credits - 250);
    await nextDay();
    expect(told('AccountDifference')).toEqual([250]);
    expect(told('AccountDiffers')).toEqual([1]);
  });

  it('that cannot be asked is told by no figure, and asked again at the next look', async () => {
    world.kie.setKnobs({ edgeBlocked: true });
    await tick();
    expect(told('ProviderBalance')).toEqual([]);
    expect(written).toContainEqual(
      expect.objectContaining({ level: 'WARN', message: 'the balance of an account was not read' }),
    );
    world.kie.setKnobs({ edgeBlocked: false });
    await tick();
    expect(told('ProviderBalance')).toEqual([world.kie.credits]);
  });
});

describe('the same look', () => {
  it('adds charges to the sums of usage that a version without sums has written, once', async () => {
    const before = await usageOf(world);
    const at = new Date(world.clock.now()).toISOString();
    const key = { pk: 'ledger#ana', sk: `${at}#${'0'.repeat(32)}#settle#1` };
    const line = { type: 'settle', at, taskId: '0'.repeat(32), model: 'VEO3', job: 1, amount: 2500 };
    await world.table.write({ type: 'put', row: { ...key, ...line } });
    expect((await usageOf(world)).credits).toBe(before.credits + 2.5);

    await world.sleep(HOUR_MS);
    await tick();
    await tick();
    expect(await world.table.get(key)).toEqual({ ...key, ...line, schema: 1, inSums: 1 });
    expect((await usageOf(world)).credits).toBe(before.credits + 2.5);
    await world.table.write({ type: 'remove', key });
    expect((await usageOf(world)).credits).toBe(before.credits + 2.5);
  });
});
