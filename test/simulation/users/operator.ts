import { createTask } from '#actions/tasks/create-task.ts';
import { decideItem } from '#actions/operators/decide-item.ts';
import type { Decision } from '#domain/operators/decision.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { isRemoteJobId, type Owner } from '#domain/ids.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { planSimulated } from '../provider/catalogue.ts';
import type { Ports } from '../ports/ports.ts';
import type { ProviderJob } from '../provider/provider-job.ts';
import type { Outcome, Work } from '../engine/runtime.ts';

/** What the operator needs of the simulation. */
export interface OperatorAccess {
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
  readonly #access: OperatorAccess;
  readonly #how: Decision['type'];

  constructor(access: OperatorAccess, how: Decision['type']) {
    this.#access = access;
    this.#how = how;
  }

  /** An item has been raised. */
  raised(item: OperatorItem): void {
    if (item.status === 'open') this.#access.after(THINKING_MS, () => this.#decide(item, 0));
  }

  #decision(item: OperatorItem): Decision {
    if (item.kind === 'output_missing' || this.#how === 'archive-again') return { type: 'archive-again' };
    const job = this.#access.jobOf(item);
    if (this.#how !== 'adopt') return { type: this.#how };
    if (job === undefined || !isRemoteJobId(job.id)) return { type: 'write-off' };
    return { type: 'adopt', externalTaskId: job.id };
  }

  #decide(item: OperatorItem, tries: number): void {
    if (tries >= MOST_TRIES) return;
    const order = {
      itemId: item.id,
      by: 'root' as Owner,
      reason: 'found in the console',
      decision: this.#decision(item),
    };
    const body: Work<OperatorItem>['body'] = (invocation) => {
      const ports = this.#access.portsFor(invocation);
      const create = createTask({
        ...ports,
        planGeneration: planSimulated,
      });
      const idSecretOf = async (owner: Owner) => `id-secret-of-${owner}`;
      return decideItem({ ...ports, create, idSecretOf, audit: auditWriter(365) })(order);
    };
    this.#access.invoke({ action: 'operate', about: item.taskId, seconds: 29, body }, (outcome) => {
      if (outcome.type !== 'returned') this.#access.after(5000, () => this.#decide(item, tries + 1));
      // Whoever has something looked for again looks whether it has come, and has it looked for once more.
      else if (outcome.value.status === 'open')
        this.#access.after(THINKING_MS, () => this.#decide(item, tries + 1));
    });
  }
}
