interface Timer {
  readonly time: number;
  readonly order: number;
  readonly run: () => void;
}

const MIDDAY = Date.parse('2026-01-01T12:00:00.000Z');

/** A clock that stands still until `advance` moves it; timers fire in order of time, then of arming. */
export class ManualClock {
  #now: number;
  #armed = 0;
  readonly #timers = new Set<Timer>();

  constructor(start: number = MIDDAY) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** A time that has passed already fires in the next microtask, as a real timer would fire at once. */
  at(time: number, run: () => void): { cancel(): void } {
    const timer: Timer = { time, order: this.#armed++, run };
    this.#timers.add(timer);
    if (time <= this.#now) queueMicrotask(() => this.#fire(timer));
    return { cancel: () => void this.#timers.delete(timer) };
  }

  /** When the next timer is due, if one is armed. */
  next(): number | undefined {
    return this.#earliest()?.time;
  }

  /**
   * Moves time forward, stopping at every timer that falls due on the way. `settle` is awaited before each
   * step and at the end, so that work a timer started can arm the timers that follow from it.
   */
  async advance(ms: number, settle: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const target = this.#now + ms;
    for (;;) {
      await settle();
      const timer = this.#earliest();
      if (timer === undefined || timer.time > target) break;
      this.#now = Math.max(this.#now, timer.time);
      this.#fire(timer);
    }
    this.#now = target;
    await settle();
  }

  #earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (first === undefined || timer.time < first.time) first = timer;
      else if (timer.time === first.time && timer.order < first.order) first = timer;
    }
    return first;
  }

  #fire(timer: Timer): void {
    if (this.#timers.delete(timer)) timer.run();
  }
}
