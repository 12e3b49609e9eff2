import { postEvent, type Posted } from '#actions/webhooks/post-event.ts';
import type { DeliverDependencies, DeliverOrder } from '#actions/webhooks/deliver-events.ts';
import type { PushOrder } from '#actions/live/push-events.ts';
import type { SweepDependencies } from '#actions/webhooks/sweep-deliveries.ts';
import { stepAsideMs } from '#domain/tasks/schedule.ts';
import type { Table } from '#storage/table/table-port.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import { deliveryLeases } from '#storage/webhooks/delivery-lease.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { outbox, silent, type Outbox } from '#storage/webhooks/outbox.ts';
import { webhookStore } from '#storage/webhooks/webhook-store.ts';
import type { Clock, Log, Random } from '#domain/ports.ts';
import { allFunctions } from '../../../infra/functions.ts';
import type { Environment } from '../engine/environment.ts';
import type { Invocation } from '../engine/invocation.ts';
import { ServiceFault } from './port-call.ts';

const PATIENCE_MS = 15_000;

/** The functions that may hand events over. */
const wakers = new Set<string>(
  allFunctions.filter(({ invokes = {} }) => 'DELIVER_FUNCTION' in invokes).map(({ name }) => name),
);

const handing =
  (invocation: Invocation, { call }: Environment) =>
  (order: DeliverOrder): Promise<void> =>
    invocation.call<undefined>({
      operation: 'deliver.invoke',
      effect: () => void call('deliver-events', order, () => undefined),
    });

/** Has the feed of an owner pushed. */
export const pushing =
  (invocation: Invocation, { call }: Environment) =>
  (order: PushOrder): Promise<void> =>
    invocation.call<undefined>({
      operation: 'push.invoke',
      effect: () => void call('push-events', order, () => undefined),
    });

/**
 * What a change of a task is told through. Where a run has nobody who listens nobody is looked for: that would be one more read
 * beside every other, with nothing behind it that could go wrong in a way of its own.
 */
export function outboxPort(invocation: Invocation, environment: Environment, table: Table): Outbox {
  if (environment.receivers === undefined && environment.gateway === undefined) return silent;
  const hand = handing(invocation, environment);
  const push = pushing(invocation, environment);
  return outbox({
    table,
    now: () => environment.heap.now,
    wake: async (to) => {
      if (!wakers.has(invocation.action)) return;
      try {
        await ('webhookId' in to ? hand(to) : push(to));
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
      }
    },
  });
}

/** A request to a receiver. */
const posting =
  (invocation: Invocation, { receivers, heap }: Environment) =>
  (url: string, body: string): Promise<Posted> => {
    const { id } = JSON.parse(body) as { id: string };
    const failed = (reason: string) => (): Posted => ({ type: 'failed', reason });
    return invocation.call<Posted>({
      operation: 'receiver.post',
      milliseconds: 100,
      patienceMs: PATIENCE_MS,
      effect: () => {
        const answer = receivers?.take(url, id, heap.now) ?? 204;
        return typeof answer === 'number'
          ? { type: 'answered', status: answer, answer: '' }
          : failed(answer)();
      },
      onRefused: failed('ECONNREFUSED'),
      onLost: failed('ECONNRESET'),
    });
  };

/** What all that is done for listeners leans on. */
export interface Shared {
  readonly table: Table;
  readonly tasks: TaskStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What delivers events. */
export function webhookPorts(
  invocation: Invocation,
  environment: Environment,
  { table, tasks, clock, random, log }: Shared,
): { readonly delivering: DeliverDependencies; readonly sweeping: SweepDependencies } {
  const deliveries = deliveryStore(table);
  const webhooks = webhookStore(table, random.hex128, (tries) =>
    clock.sleep(stepAsideMs(tries, random.fraction())),
  );
  return {
    delivering: {
      webhooks,
      deliveries,
      leases: deliveryLeases(table, random.hex128),
      tasks,
      show: ({ task }) => ({ id: task.id, status: task.status }),
      example: async () => undefined,
      postEvent: postEvent({
        clock,
        post: posting(invocation, environment),
        hmac: () => 'signed',
        ed25519: async () => 'signed',
      }),
      clock,
      random,
      log,
    },
    sweeping: { deliveries, deliver: handing(invocation, environment), clock, log },
  };
}
