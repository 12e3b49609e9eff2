import { orders } from '../test/stack/orders.ts';
import type { World } from '../test/stack/test-stack.ts';
import { prices, socketPrices } from './prices.ts';
import type { TableWatch } from './table-watch.ts';
import { fixed } from './text-table.ts';

/** What one task takes, all functions together. */
export interface Counted {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly invocations: number;
  readonly messages: number;
}

/** Counts one picture without a budget. */
export async function countOne(
  world: World,
  watch: TableWatch,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Counted> {
  await world.settle();
  world.cloud.meter.reset();
  watch.take();
  await world.run(orders.imagen('counted'), more);
  await world.settle();
  const charges = watch.take();
  const { invocations, socketMessages: messages } = world.cloud.meter.counts();
  // The bench itself asks for the task.
  const ofTask = Object.entries(invocations).filter(([name]) => !/ReadTasks|Sweep/.test(name));
  return {
    writeUnits: charges.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
    readUnits: charges.reduce((sum, { readUnits }) => sum + readUnits, 0),
    invocations: ofTask.reduce((sum, [, count]) => sum + count, 0),
    messages,
  };
}

/** Without the time of Lambda. */
const dollarsPerMillion = (counted: Counted): number =>
  (['writeUnits', 'readUnits', 'invocations', 'messages'] as const).reduce((sum, name) => {
    const { dollars, per } = name === 'messages' ? socketPrices.messages : prices[name];
    return sum + (counted[name] * dollars * 1_000_000) / per;
  }, 0);

/** A row of a table: units, calls, messages, and dollars for a million tasks. */
export const rowOf = (name: string, counted: Counted): string[] => [
  name,
  ...[counted.writeUnits, counted.readUnits, counted.invocations, counted.messages].map(String),
  fixed(dollarsPerMillion(counted), 2),
];
