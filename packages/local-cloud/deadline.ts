import type { Clock } from './clock.ts';

/**
 * What `work` comes to, or `otherwise()` once so many milliseconds have passed on the clock. Under a clock that is moved by
 * hand only its moves count, so that a busy machine times nothing out.
 */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>, otherwise: () => T): Promise<T> {
  let timer: { cancel(): void } | undefined;
  const late = new Promise<T>((resolve) => {
    timer = clock.at(clock.now() + ms, () => resolve(otherwise()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer?.cancel();
  }
}
