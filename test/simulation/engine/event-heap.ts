/** Something that will happen, unless it is canceled first. */
export interface Timer {
  cancel(): void;
}

class Entry implements Timer {
  readonly time: number;
  readonly order: number;
  run: (() => void) | undefined;

  constructor(time: number, order: number, run: () => void) {
    this.time = time;
    this.order = order;
    this.run = run;
  }

  cancel(): void {
    this.run = undefined;
  }

  isBefore(other: Entry): boolean {
    return this.time < other.time || (this.time === other.time && this.order < other.order);
  }
}

/** So many events are handed to the engine at once: fewer turns of its loop, and still a pause after every event. */
const BATCH = 64;

/** The one source of time: whatever happens is an event here, and happens in order of time, then of arming. */
export class EventHeap {
  #now: number;
  #armed = 0;
  readonly #heap: Entry[] = [];
  /** Events so far. */
  steps = 0;

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): Timer {
    const entry = new Entry(this.#now + Math.max(0, milliseconds), (this.#armed += 1), run);
    this.#push(entry);
    return entry;
  }

  /**
   * Lets everything happen until nothing is left, `until` is reached or `check`, which is called between any two events
   * when all that the first set in motion has come to rest, says no.
   */
  run(until: number, check: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      let over = false;
      let handed = 0;
      const end = (finish: () => void): void => {
        over = true;
        finish();
      };
      const step = (): void => {
        handed -= 1;
        if (over) return;
        try {
          const entry = check() ? this.#pop(until) : undefined;
          if (entry === undefined) return end(resolve);
          this.steps += 1;
          this.#now = entry.time;
          entry.run?.();
          if (handed === 0) hand();
        } catch (error) {
          end(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      // Between two of these callbacks the engine finishes all promises that are ready: nothing else pauses that exactly.
      const hand = (): void => {
        for (; handed < BATCH; handed += 1) setImmediate(step);
      };
      hand();
    });
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.isBefore(entry)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  /** The next event that still counts, if it is due by then. */
  #pop(until: number): Entry | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || (first.run !== undefined && first.time > until)) return undefined;
      this.#removeFirst();
      if (first.run !== undefined) return first;
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const child = this.#earlierChild(at);
      const below = heap[child];
      if (below === undefined || last.isBefore(below)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
  }

  #earlierChild(at: number): number {
    const left = this.#heap[2 * at + 1];
    const right = this.#heap[2 * at + 2];
    return left !== undefined && right !== undefined && right.isBefore(left) ? 2 * at + 2 : 2 * at + 1;
  }
}
