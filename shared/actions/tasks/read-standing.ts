import { isoTime, type Clock } from '#domain/ports.ts';
import type { GateRule } from '#domain/tasks/lanes.ts';
import { accountNamed } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { standingIn } from '#domain/tasks/turns.ts';
import type { GateViewer } from '#storage/tasks/gate-view.ts';

interface StandingDependencies {
  readonly gate: Pick<GateViewer, 'view'>;
  readonly ruleOf: (service: string) => GateRule;
  readonly clock: Clock;
}

/** The wait of the job of a task that has its turn first, among those that wait for one: all wait at one account. */
const waitOf = ({ jobs }: TaskSnapshot): { readonly ticket: number; readonly account?: string } | undefined =>
  jobs
    .flatMap((job) => (job.state === 'queued' && job.wait?.type === 'turn' ? [job.wait] : []))
    .map(({ ticket = 0, account }) => ({ ticket, ...(account === undefined ? {} : { account }) }))
    .filter(({ ticket }) => ticket > 0)
    .sort((left, right) => left.ticket - right.ticket)[0];

/**
 * A task with where it stands in the queue at its provider, where it waits in one: as the queue is now, and not as it was
 * when the task joined it. Two requests to the table, for such tasks only.
 */
export const withStanding =
  ({ gate, ruleOf, clock }: StandingDependencies) =>
  async (snapshot: TaskSnapshot): Promise<TaskSnapshot> => {
    const wait = waitOf(snapshot);
    if (wait === undefined) return snapshot;
    const { service, owner, priority } = snapshot.task;
    const { queue } = await gate.view(accountNamed(service, wait.account), clock.now());
    const standing = standingIn(ruleOf(service), queue, { owner, priority, ticket: wait.ticket });
    if (standing === undefined) return snapshot;
    const { position, at } = standing;
    // A whole second: what is shown changes only when something has.
    return { ...snapshot, queued: { position, startsAt: isoTime(Math.ceil(at / 1000) * 1000) } };
  };
