import type { MemoryMedia } from '../ports/media.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import type { Watch } from '../rules/watch.ts';
import type { EventHeap } from './event-heap.ts';
import type { Schedule } from './schedule.ts';

interface Parts {
  readonly table: MemoryTable;
  readonly media: MemoryMedia;
  readonly heap: EventHeap;
  readonly schedule: Schedule;
  readonly watch: Watch;
}

/** Puts an empty table beside the full bucket, which is walked through for so long: nothing of it may be removed. */
export async function walkBesideEmptyTable(
  { table, media, heap, schedule, watch }: Parts,
  milliseconds: number,
): Promise<void> {
  table.empty();
  media.onRemove = (key) => watch.problem(`${key} was removed beside an empty table`);
  schedule.walkThroughBucket();
  await heap.run(heap.now + milliseconds, () => watch.problems.length === 0);
}
