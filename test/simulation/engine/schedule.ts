import { NOTICE_MS } from '#domain/files/orphans.ts';
import { closuresIn, isLedIn } from '#storage/tasks/gate-row.ts';
import { DUE_COUNTS } from '#storage/limits/place-rows.ts';
import { DUE_SHARDS, duePartition } from '#storage/tasks/due-tasks.ts';
import { feedShards } from '#storage/live/feed-store.ts';
import { dueShards } from '#storage/webhooks/delivery-rows.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { EventHeap, Timer } from './event-heap.ts';
import type { MemoryTable } from '../ports/memory-table.ts';

const MINUTE_MS = 60_000;
/** When everything is more than a day old. */
const CLEANUP_AFTER_MS = 49 * 3600_000;
/** What a walk has noted is due when the next one comes. */
const WALKS_APART_MS = NOTICE_MS + MINUTE_MS;
/** Objects that one walk through the bucket could not read are noted by the second and removed by the third. */
const WALKS = 3;

/** Whether there is something to do at a gate: it is shut, or places are given out there. */
const needsTick = (row: Row | undefined): boolean => isShut(row) || isLedIn(row);

/** Whether the row of an admission gate says that something is not sent. */
export const isShut = (row: Row | undefined): boolean => row !== undefined && closuresIn(row).length > 0;

interface Parts {
  readonly heap: EventHeap;
  readonly table: MemoryTable;
  /** Calls a function; `done` says whether it came through. */
  readonly call: (action: string, done: (came: boolean) => void) => void;
}

/** The schedules: the sweeper every minute, as long as it would find something, and walks through the bucket at the end. */
export class Schedule {
  readonly #parts: Parts;
  #tick: Timer | undefined;
  #tickAt = Infinity;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A row has changed: there may be something to sweep sooner than it was known. */
  noticed(row: Row | undefined): void {
    if (typeof row?.['dueAt'] === 'string') this.#arm(Date.parse(row['dueAt']));
    if (row?.sk === 'gate' && needsTick(row)) this.#arm(this.#parts.heap.now + MINUTE_MS);
  }

  /** Invokes the cleanup once, whatever the outcome. */
  cleanUpAt(milliseconds: number): void {
    this.#parts.heap.after(milliseconds, () => this.#parts.call('expire-uploads', () => undefined));
  }

  /** Walks through the bucket: once while it is empty, so that it is marked, and at the end; each until it has come through. */
  walkThroughBucket(): void {
    this.#walkAfter(0, 1);
    // What one cleanup has left, as one that is called twice does, the next finishes.
    this.#walkAfter(CLEANUP_AFTER_MS, 1);
    this.#walkAfter(CLEANUP_AFTER_MS + 5 * MINUTE_MS, WALKS);
  }

  #walkAfter(milliseconds: number, walks: number): void {
    this.#parts.heap.after(milliseconds, () =>
      this.#parts.call('expire-uploads', (came) => {
        if (!came) this.#walkAfter(MINUTE_MS, walks);
        else if (walks > 1) this.#walkAfter(WALKS_APART_MS, walks - 1);
      }),
    );
  }

  #arm(dueAt: number): void {
    const { heap, call } = this.#parts;
    const at = Math.ceil(Math.max(dueAt, heap.now + 1) / MINUTE_MS) * MINUTE_MS;
    if (at >= this.#tickAt) return;
    this.#tick?.cancel();
    this.#tickAt = at;
    this.#tick = heap.after(at - heap.now, () => {
      this.#tickAt = Infinity;
      // A tick that would find nothing is not simulated: most of them do, in a real day as in this one.
      const [tasks, deliveries] = [this.#nextDue(), this.#nextIn([...dueShards, ...feedShards])];
      if (tasks <= heap.now) call('sweep-tasks', () => undefined);
      if (deliveries <= heap.now) call('sweep-deliveries', () => undefined);
      const due = Math.min(tasks, deliveries);
      if (due < Infinity) this.#arm(due);
    });
  }

  /** When the sweeper has work: a task is due, or a provider that was shut is to be tried again. */
  #nextDue(): number {
    const { heap, table } = this.#parts;
    const shut = table.partitions('gate#').some((pk) => needsTick(table.get({ pk, sk: 'gate' })));
    const parts = [DUE_COUNTS, ...Array.from({ length: DUE_SHARDS }, (_, shard) => duePartition(shard))];
    return Math.min(shut ? heap.now : Infinity, this.#nextIn(parts));
  }

  #nextIn(partitions: readonly string[]): number {
    const { table } = this.#parts;
    const entries = partitions.flatMap((partition) => table.index({ index: 'due', partition, limit: 1 }));
    return Math.min(Infinity, ...entries.map(({ sort }) => Date.parse(sort)));
  }
}
