/** Makes `Date` in this thread tell the time that `now` gives, wherever it gives one. Timers stay real. */
export function followTime(now: () => number | undefined): void {
  const RealDate = Date;
  const told = (): number => now() ?? RealDate.now();
  const followed = new Proxy(RealDate, {
    construct: (target, given: unknown[], asked) =>
      Reflect.construct(target, given.length === 0 ? [told()] : given, asked) as Date,
    apply: () => new RealDate(told()).toString(),
    get: (target, key) => (key === 'now' ? told : (Reflect.get(target, key) as unknown)),
  });
  RealDate.prototype.constructor = followed;
  globalThis.Date = followed;
}

/** Reads the time that the host writes into the memory. */
export function timeIn(memory: SharedArrayBuffer): () => number {
  const cell = new BigInt64Array(memory);
  return () => Number(Atomics.load(cell, 0));
}
