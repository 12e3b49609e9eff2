import { storeAnasUpload } from '../engine/uploads.ts';
import { START } from '../engine/limits.ts';
import type { Receivers } from '../engine/receivers.ts';
import type { MemoryMedia } from '../ports/media.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import { setBudgets } from './budgets.ts';
import type { SimulationOptions } from './simulation-options.ts';
import { storeWebhooks } from './webhooks.ts';

interface Beginning {
  readonly budgets: NonNullable<SimulationOptions['budgets']>;
  readonly receivers: Receivers | undefined;
}

/** What is there before anybody does anything. */
export async function prepare(
  table: MemoryTable,
  media: MemoryMedia,
  { budgets, receivers }: Beginning,
): Promise<void> {
  await setBudgets(table, budgets, START);
  storeWebhooks(table, receivers, START);
  await storeAnasUpload(table, media, START);
}
