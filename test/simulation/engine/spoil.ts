import type { Row } from '#storage/table/table-port.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import type { Spoiled } from '../scenarios/simulation-options.ts';
import type { EventHeap } from './event-heap.ts';

interface Spoiling {
  readonly table: MemoryTable;
  readonly heap: EventHeap;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly spoiled: Spoiled | undefined;
}

/** Once the provider has taken a job, its row or its task's request cannot be read any more. Told of every row that is written. */
export function spoilRow({ table, heap, startedAt, spoiled }: Spoiling, row: Row): void {
  if (spoiled === undefined || !row.sk.startsWith('job#') || row['state'] !== 'submitted') return;
  if (spoiled.what === 'job') {
    const { claim, externalId, ...rest } = row;
    if (claim !== undefined && externalId !== undefined) table.spoil({ ...rest, state: 'unknown' });
  }
  const request = table.get({ pk: row.pk, sk: 'request' });
  if (spoiled.what !== 'task' || request === undefined || row['readyAt'] !== undefined) return;
  table.spoil({ ...request, providerParams: 'torn' });
  heap.after(startedAt + spoiled.seconds * 1000 - heap.now, () => table.spoil(request));
}
