import { hash } from 'node:crypto';
import { callbackIdOf } from '#domain/webhooks/receiver.ts';
import type { Delivery } from '#domain/webhooks/delivery.ts';
import { webhookKey } from '#storage/webhooks/webhook-rows.ts';
import { ownerOf } from '../users/client.ts';
import type { Row } from '#storage/table/table-port.ts';
import { Receivers, type ReceiverOptions } from '../engine/receivers.ts';
import type { RuleContext } from './rule-context.ts';
import type { VisibleChange } from './visible-changes.ts';

/** Whoever was told that he is not wanted any more may have begun one more request, and those beside it. */
const LONGEST_AFTER_GONE_MS = 80_000;

/** Every change that a task's owner can see is told to whoever asks for it, once, and nothing else is told. */
export class WebhookRules {
  readonly #receivers: Receivers;
  readonly #told: Delivery[] = [];
  readonly #sequences = new Map<string, number>();

  constructor(receivers: Receivers) {
    this.#receivers = receivers;
  }

  deliveryChanged(before: Row | undefined, after: Row | undefined): void {
    if (before === undefined && after !== undefined) this.#told.push(after as unknown as Delivery);
  }

  /** Nothing is half written. */
  atRest(context: RuleContext, changes: readonly VisibleChange[]): void {
    for (const one of changes) this.#isTold(context, one);
    for (const { type, taskId, sequence } of this.#told.splice(0))
      if (type.startsWith('task.'))
        context.problem(`task ${taskId} is told of ${type} (${sequence}), which never was`);
  }

  #isTold(context: RuleContext, { pk, type, sequence, callbackUrl }: VisibleChange): void {
    const [, owner, taskId] = pk.split('#');
    if (owner !== 'ana') return;
    const isIt = (one: Delivery): boolean =>
      one.taskId === taskId && one.type === type && one.sequence === sequence;
    for (const receiver of this.#receivers.all) {
      const id = receiverIdOf(receiver);
      const found = this.#told.findIndex((one) => isIt(one) && one.webhookId === id);
      // Who is switched off in this very moment may be told, or not.
      const isOff = context.table.get(webhookKey(ownerOf('ana'), id))?.['disabled'] !== undefined;
      const isAskedFor = asksFor(receiver, type, callbackUrl);
      if (isAskedFor && !isOff && found < 0)
        context.problem(`task ${taskId}: ${receiver.name} is not told of ${type} (${sequence})`);
      if (isAskedFor && found >= 0) this.#inOrder(context, this.#told.splice(found, 1)[0]);
    }
  }

  #inOrder(context: RuleContext, one: Delivery | undefined): void {
    if (one === undefined) return;
    const name = `${one.webhookId} ${one.taskId} ${one.incarnation}`;
    if (one.sequence <= (this.#sequences.get(name) ?? 0))
      context.problem(`task ${one.taskId} is told out of order`);
    this.#sequences.set(name, one.sequence);
  }

  /** Nothing is on its way any more: what counts as delivered was taken, and the rest was given up for a reason. */
  atEnd(context: RuleContext): void {
    for (const receiver of this.#receivers.all) {
      const url = Receivers.urlOf(receiver);
      for (const row of context.table.partition(`deliveries#ana#${receiverIdOf(receiver)}`))
        this.#isOver(context, receiver, row as unknown as Delivery);
      if (receiver.namedByTasks !== true) this.#checkGone(context, url);
      this.#checkPace(context, receiver);
    }
  }

  #isOver(context: RuleContext, receiver: ReceiverOptions, delivery: Delivery): void {
    const { name, namedByTasks } = receiver;
    const { id, state, reason = '', tries } = delivery;
    if (state === 'pending') context.problem(`${name}: ${id} is never delivered`);
    if (state === 'delivered' && !this.#receivers.hasTaken(Receivers.urlOf(receiver), id))
      context.problem(`${name}: ${id} counts as delivered, and was not taken`);
    const grounds = namedByTasks === true ? /410|removed/ : /410|switched off|removed/;
    if (state === 'dead' && tries < 10 && !grounds.test(reason))
      context.problem(`${name}: ${id} was given up after ${tries} tries`);
    if (tries > 0) this.#isNoted(context, delivery);
  }

  /** Who was told stands in the timeline of the task, as long as there is one. */
  #isNoted(context: RuleContext, { id, webhookId, taskId, incarnation, state }: Delivery): void {
    if (taskId === undefined || state === 'pending') return;
    const pk = `task#ana#${taskId}`;
    if (context.table.get({ pk, sk: 'task' })?.['incarnation'] !== incarnation) return;
    const row = context.table.get({ pk, sk: `told#${id}#${webhookId}` });
    if (row?.['state'] !== state)
      context.problem(`task ${taskId} does not say that ${webhookId} was told: ${state}`);
  }

  #checkGone(context: RuleContext, url: string): void {
    const arrivals = this.#receivers.arrivals.get(url) ?? [];
    const gone = arrivals.find(({ answer }) => answer === 410);
    if (
      gone !== undefined &&
      arrivals.some(({ at }) => at > gone.at + LONGEST_AFTER_GONE_MS) &&
      !context.hasFaults()
    )
      context.problem(`${url} is told of more after it has answered 410`);
  }

  /**
   * Where nothing fails but receivers: what one has taken does not come again, what one has not comes again before long, and
   * whoever takes everything at once is kept waiting by nobody else.
   */
  #checkPace(context: RuleContext, receiver: ReceiverOptions): void {
    if (context.hasFaults()) return;
    const url = Receivers.urlOf(receiver);
    const byEvent = Map.groupBy(this.#receivers.arrivals.get(url) ?? [], ({ id }) => id);
    for (const [id, arrivals] of byEvent) {
      const taken = arrivals.findIndex(({ answer }) => typeof answer === 'number' && answer < 300);
      if (taken >= 0 && taken < arrivals.length - 1)
        context.problem(`${url}: ${id} comes again, and was taken`);
      const [first, second] = arrivals.map(({ at }) => at);
      if (first === undefined) continue;
      const late = first - Number.parseInt(id.slice(4, 16), 16);
      if (receiver.mood === 'steady' && late > LONGEST_WAIT_MS)
        context.problem(`${url}: ${id} comes after ${late} ms`);
      if (second === undefined || isSlow(receiver)) continue;
      checkWait(context, `${url}: ${id}`, second - first);
    }
  }
}

/** Two ticks of the schedule, and what a call that was busy until then has left. */
const LONGEST_WAIT_MS = 130_000;

/** The second try comes five seconds after the first, and then when the schedule does. */
function checkWait(context: RuleContext, what: string, wait: number): void {
  if (wait < 4000 || wait > LONGEST_WAIT_MS) context.problem(`${what} comes again after ${wait} ms`);
}

/** One that holds up its own events. */
const isSlow = ({ mood }: ReceiverOptions): boolean => mood === 'flaky' || mood === 'slow';

/** What a `callbackUrl` is told of: written down here once more, so that a change of it is noticed. */
const callbackTypes = new Set(['task.succeeded', 'task.failed', 'task.canceled', 'task.late_result']);

/** What its events are kept under. */
const receiverIdOf = (receiver: ReceiverOptions): string =>
  receiver.namedByTasks === true
    ? callbackIdOf(hash('sha256', Receivers.urlOf(receiver)))
    : webhookIdOf(receiver.name);

/** Whether it is to be told of an event of a task that names this address. */
function asksFor(receiver: ReceiverOptions, type: string, callbackUrl: string | undefined): boolean {
  if (receiver.namedByTasks !== true) return receiver.events === undefined || receiver.events.includes(type);
  return callbackUrl === Receivers.urlOf(receiver) && callbackTypes.has(type);
}

/** The webhook of a receiver. */
export const webhookIdOf = (name: string): string =>
  `wh_${Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32)}`;
