import type { Clock } from './clock.ts';

/** When patience ends: so many milliseconds from now on the clock. */
export interface Deadline {
  readonly clock: Clock;
  readonly ms: number;
}

/**
 * What `work` comes to, or `otherwise()` once the deadline has passed. Under a clock that is moved by
 * hand only its moves count, so that a busy machine times nothing out.
 */
export async function within<T>({ clock, ms }: Deadline, work: Promise<T>, otherwise: () => T): Promise<T> {
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
