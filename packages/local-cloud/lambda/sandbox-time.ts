/** Makes `Date` in this thread tell the time the host writes into the cell. Timers stay real. */
export function followTime(memory: SharedArrayBuffer): void {
  const cell = new BigInt64Array(memory);
  const now = (): number => Number(Atomics.load(cell, 0));
  const RealDate = Date;
  const followed = new Proxy(RealDate, {
    construct: (target, given: unknown[], asked) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  });
  RealDate.prototype.constructor = followed;
  globalThis.Date = followed;
}
