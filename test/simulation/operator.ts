import { createTask } from '#actions/tasks/create-task.ts';
import { decideItem } from '#actions/operators/decide-item.ts';
import type { Decision } from '#domain/operators/decision.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { isRemoteJobId } from '#domain/ids.ts';
import { planGeneration } from '#providers/catalog.ts';
import type { Ports } from './ports.ts';
import type { ProviderJob } from './provider-job.ts';
import type { Outcome, Work } from './runtime.ts';

/** What the operator's desk needs of the world. */
export interface Desk {
  readonly portsFor: (invocation: Parameters<Work<unknown>['body']>[0]) => Ports;
  readonly invoke: <T>(work: Work<T>, done: (outcome: Outcome<T>) => void) => void;
  readonly after: (milliseconds: number, run: () => void) => void;
  /** What the provider shows in its console for this job of ours. */
  readonly jobOf: (item: OperatorItem) => ProviderJob | undefined;
}

const THINKING_MS = 20 * 60_000;
const MOST_TRIES = 5;

/** A person who decides about every open item, and tries again when the console breaks. */
export class Operator {
  readonly #desk: Desk;
  readonly #how: Decision['type'];

  constructor(desk: Desk, how: Decision['type']) {
    this.#desk = desk;
    this.#how = how;
  }

  /** An item has been raised. */
  raised(item: OperatorItem): void {
    if (item.status === 'open') this.#desk.after(THINKING_MS, () => this.#decide(item, 0));
  }

  #decision(item: OperatorItem): Decision {
    const job = this.#desk.jobOf(item);
    if (this.#how !== 'adopt') return { type: this.#how };
    if (job === undefined || !isRemoteJobId(job.id)) return { type: 'write-off' };
    return { type: 'adopt', externalTaskId: job.id };
  }

  #decide(item: OperatorItem, tries: number): void {
    if (tries >= MOST_TRIES) return;
    const order = { itemId: item.id, reason: 'looked it up in the console', decision: this.#decision(item) };
    const body: Work<OperatorItem>['body'] = (invocation) => {
      const ports = this.#desk.portsFor(invocation);
      const create = createTask({
        ...ports,
        planGeneration: (params, now) => planGeneration(params, { allowRetired: true, now }),
      });
      return decideItem({ ...ports, create, idSecretOf: async (owner) => `id-secret-of-${owner}` })(order);
    };
    this.#desk.invoke({ action: 'operate', about: item.taskId, seconds: 29, body }, (outcome) => {
      if (outcome.type !== 'returned') this.#desk.after(5000, () => this.#decide(item, tries + 1));
    });
  }
}
