import { Failure } from '#domain/error.ts';
import type { Owner } from '#domain/ids.ts';
import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import type { Clock } from '#domain/ports.ts';
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import type { Priority } from '#domain/tasks/task.ts';
import type { GateViewer, Waiting } from '#storage/tasks/gate-view.ts';

interface RoomDependencies {
  readonly gate: Pick<GateViewer, 'expectedWait'>;
  /** How long it would be at the account where it is shortest (ms): asked where it is too long at the first. */
  readonly shortestWait: (service: string, waiting: Waiting) => Promise<number>;
  readonly clock: Clock;
  readonly limitsOf: (owner: Owner) => Promise<OwnerLimits>;
  /** A task that would wait longer for its turn is refused. */
  readonly mostSeconds: number;
}

export interface Queued {
  readonly owner: Owner;
  readonly service: string;
  readonly priority: Priority;
}

/** What a process has read of a queue holds for so long: a crowd of creates reads it once. */
const KNOWN_FOR_MS = 2000;

/**
 * Refuses a task that would have its turn too late, as `queue_full`, and one of priority `high` of an owner who has no right
 * to it: whoever sends it learns so at once, and pays nothing.
 */
export const queueRoom = ({ gate, shortestWait, limitsOf, clock, mostSeconds }: RoomDependencies) => {
  const known = new Map<string, { readonly until: number; readonly wait: Promise<number> }>();

  const asked = async (service: string, waiting: Waiting): Promise<number> => {
    const wait = await gate.expectedWait(defaultAccount(service), waiting);
    return wait <= mostSeconds * 1000 ? wait : shortestWait(service, waiting);
  };

  const waitOf = ({ owner, service, priority }: Queued): Promise<number> => {
    const [name, now] = [`${service} ${priority} ${owner}`, clock.now()];
    const before = known.get(name);
    if (before !== undefined && now < before.until) return before.wait;
    const wait = asked(service, { owner, priority, now });
    known.set(name, { until: now + KNOWN_FOR_MS, wait });
    wait.catch(() => known.delete(name));
    return wait;
  };

  const mayGoFirst = async (owner: Owner): Promise<boolean> => (await limitsOf(owner)).highPriority !== false;

  return async (queued: Queued): Promise<void> => {
    if (queued.priority === 'high' && !(await mayGoFirst(queued.owner)))
      throw new Failure('forbidden', 'This owner may not send tasks of priority high: send them as normal');
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
