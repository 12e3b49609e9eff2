import { hash } from 'node:crypto';
import { callbackIdOf } from '#domain/webhooks/receiver.ts';
import { stageOf } from '#domain/tasks/task-progress.ts';
import type { Delivery } from '#domain/webhooks/delivery.ts';
import { webhookKey } from '#storage/webhooks/webhook-rows.ts';
import { ownerOf } from '../users/client.ts';
import { readSnapshot } from '#storage/tasks/task-rows.ts';
import type { Row } from '#storage/table/table-port.ts';
import { Receivers, type ReceiverOptions } from '../engine/receivers.ts';
import { asTask, type RuleContext } from './rule-context.ts';

/** What must be told: at which version of a task's row, and as what. */
interface Expected {
  readonly pk: string;
  readonly sequence: number;
  readonly type: string;
  readonly callbackUrl?: string;
}

/** Whoever was told that he is not wanted any more may have begun one more request, and those beside it. */
const LONGEST_AFTER_GONE_MS = 80_000;

const revOf = (row: Row): number => Number(row['rev']);
const endedAs: Readonly<Record<string, string>> = {
  SUCCESS: 'task.succeeded',
  FAILED: 'task.failed',
  CANCELED: 'task.canceled',
};

const isPriced = (row: Row): boolean => {
  const { settlement } = asTask(row);
  return settlement?.final === true && settlement.estimated === undefined;
};

/** How a task has ended, as far as that may change afterwards. */
const endOf = (row: Row): string => {
  const { status, ending } = asTask(row);
  return JSON.stringify([status, ending?.failure?.code, ending?.openOutputs]);
};

/** Nobody else has receivers. */
const isAnas = (pk: string): boolean => pk.startsWith('task#ana#');

/** What the change of a task's row is to be told as, but for its stage. */
function changeOf(before: Row | undefined, after: Row): string | undefined {
  if (before === undefined) return 'task.created';
  const [was, is] = [asTask(before).status, asTask(after).status];
  if (is === 'PENDING') return undefined;
  if (was === 'PENDING') return endedAs[is];
  if (endOf(before) !== endOf(after)) return 'task.late_result';
  return !isPriced(before) && isPriced(after) ? 'task.cost_final' : undefined;
}

/** Every change that a task's owner can see is told to whoever asks for it, once, and nothing else is told. */
export class WebhookRules {
  readonly #receivers: Receivers;
  readonly #expected: Expected[] = [];
  readonly #told: Delivery[] = [];
  readonly #touched = new Set<string>();
  readonly #stages = new Map<string, string>();
  readonly #sequences = new Map<string, number>();

  constructor(receivers: Receivers) {
    this.#receivers = receivers;
  }

  taskChanged(before: Row | undefined, after: Row | undefined): void {
    const pk = (after ?? before)?.pk ?? '';
    if (!isAnas(pk)) return;
    this.#touched.add(pk);
    if (after === undefined) return void this.#stages.delete(pk);
    const type = changeOf(before, after);
    const { callbackUrl } = asTask(after);
    const place = callbackUrl === undefined ? {} : { callbackUrl };
    if (type !== undefined) this.#expected.push({ pk, type, sequence: revOf(after), ...place });
  }

  jobChanged(row: Row | undefined): void {
    if (row !== undefined && isAnas(row.pk)) this.#touched.add(row.pk);
  }

  deliveryChanged(before: Row | undefined, after: Row | undefined): void {
    if (before === undefined && after !== undefined) this.#told.push(after as unknown as Delivery);
  }

  /** Nothing is half written. */
  atRest(context: RuleContext): void {
    for (const pk of this.#touched) this.#stageChanged(context, pk);
    this.#touched.clear();
    for (const one of this.#expected.splice(0)) this.#isTold(context, one);
    for (const { type, taskId, sequence } of this.#told.splice(0))
      if (type.startsWith('task.'))
        context.problem(`task ${taskId} is told of ${type} (${sequence}), which never was`);
  }

  #stageChanged({ table }: RuleContext, pk: string): void {
    const snapshot = readSnapshot(table.partition(pk));
    const row = table.get({ pk, sk: 'task' });
    if (snapshot === undefined || row === undefined) return;
    const [was, is] = [this.#stages.get(pk), stageOf(snapshot)];
    this.#stages.set(pk, is);
    if (was === undefined || was === is || is === 'done') return;
    this.#expected.push({ pk, type: 'task.stage_changed', sequence: revOf(row) });
  }

  #isTold(context: RuleContext, { pk, type, sequence, callbackUrl }: Expected): void {
    const taskId = pk.split('#')[2];
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
