const LOOK_MS = 500;

/** Acts once when the process that started us is gone, however it went: another one has become our parent then. */
export function whenOrphaned(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, LOOK_MS).unref();
}
