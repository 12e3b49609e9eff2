import type { AccountDuty } from '#domain/tasks/provider-account.ts';
import { accountKey } from '#storage/tasks/account-rows.ts';
import { storeAnasUpload } from '../engine/uploads.ts';
import type { EventHeap } from '../engine/event-heap.ts';
import { START } from '../engine/limits.ts';
import type { Receivers } from '../engine/receivers.ts';
import type { MemoryMedia } from '../ports/media.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import { setBudgets } from './budgets.ts';
import type { SimulationOptions } from './simulation-options.ts';
import { storeWebhooks } from './webhooks.ts';

interface Beginning {
  readonly accounts: readonly string[];
  readonly budgets: NonNullable<SimulationOptions['budgets']>;
  readonly receivers: Receivers | undefined;
}

/** Sets what one of our accounts at the provider takes. */
function setAccount(table: MemoryTable, account: string, state: AccountDuty): void {
  table.write({ type: 'put', row: { ...accountKey('KIE', account), account, state } });
}

/** Has one of our accounts take no more calls, from so many seconds after the start on. */
export function drainAt(
  heap: EventHeap,
  table: MemoryTable,
  { account, at }: NonNullable<SimulationOptions['drained']>,
): void {
  heap.after(at * 1000, () => setAccount(table, account, 'draining'));
}

/** What is there before anybody does anything. */
export async function prepare(
  table: MemoryTable,
  media: MemoryMedia,
  { budgets, receivers, accounts }: Beginning,
): Promise<void> {
  for (const account of accounts) setAccount(table, account, 'open');
  await setBudgets(table, budgets, START);
  storeWebhooks(table, receivers, START);
  await storeAnasUpload(table, media, START);
}
