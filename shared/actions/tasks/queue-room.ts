import { Failure } from '#domain/error.ts';
import type { Clock } from '#domain/ports.ts';
import type { Priority } from '#domain/tasks/task.ts';
import type { AdmissionGate } from '#storage/tasks/admission-gate.ts';

interface RoomDependencies {
  readonly gate: Pick<AdmissionGate, 'expectedWait'>;
  readonly clock: Clock;
  /** A task that would wait longer for its turn is refused. */
  readonly mostSeconds: number;
}

export interface Queued {
  readonly service: string;
  readonly priority: Priority;
}

/** What a process has read of a queue holds for so long: a crowd of creates reads it once. */
const KNOWN_FOR_MS = 2000;

/** Refuses a task that would have its turn too late, as `queue_full`: whoever sends it learns so at once, and pays nothing. */
export const queueRoom = ({ gate, clock, mostSeconds }: RoomDependencies) => {
  const known = new Map<string, { readonly until: number; readonly wait: Promise<number> }>();

  const waitOf = ({ service, priority }: Queued): Promise<number> => {
    const [name, now] = [`${service} ${priority}`, clock.now()];
    const before = known.get(name);
    if (before !== undefined && now < before.until) return before.wait;
    const wait = gate.expectedWait(service, { priority, now });
    known.set(name, { until: now + KNOWN_FOR_MS, wait });
    wait.catch(() => known.delete(name));
    return wait;
  };

  return async (queued: Queued): Promise<void> => {
    const seconds = Math.ceil((await waitOf(queued)) / 1000);
    if (seconds <= mostSeconds) return;
    const detail = `${queued.service} takes only so many calls: a task of priority ${queued.priority} would have its turn in about ${seconds} seconds; at most ${mostSeconds} are waited`;
    throw new Failure('queue_full', detail, {
      retryAfterSeconds: seconds - mostSeconds,
      extra: { expectedWaitSeconds: seconds },
    });
  };
};

export type QueueRoom = ReturnType<typeof queueRoom>;
