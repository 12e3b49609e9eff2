import { concerns, SETTLE_MS, type FeedEvent } from '#domain/live/live.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import { isWatched } from '#storage/live/watch-markers.ts';
import { webhooksOf } from '#storage/webhooks/webhook-rows.ts';
import type { Row } from '#storage/table/table-port.ts';
import type { Gateway } from '../engine/gateway.ts';
import { START } from '../engine/limits.ts';
import type { Follower, Heard } from '../users/follower.ts';
import type { RuleContext } from './rule-context.ts';
import type { VisibleChange } from './visible-changes.ts';

/** A change of a task, when it was written, and with which event; none where none was. */
interface Change extends VisibleChange {
  readonly at: number;
  readonly owner: string;
  readonly taskId: string;
  readonly event: FeedEvent | undefined;
}

/** Two ticks of the schedule; with faults a lease that nobody gives back, and whatever is begun anew. */
const LONGEST_WAIT_MS = 130_000;
const LONGEST_WAIT_IN_FAULTS_MS = 6 * 60_000;
/** What an invocation had sent may be written so long after whoever listens was looked for: longer than any is promised to take. */
const LATEST_WRITE_MS = 15 * 60_000;
/** Events that are written later than so long after the time in their ids are late in everything. */
const LATE_MS = 10_000;
/** What has been asked before the end of a credential may be said so long after it. */
const LONGEST_SAYING_MS = 10_000;
const LONGEST_SAYING_IN_FAULTS_MS = 130_000;
/** So soon is a connection closed over which something could not be said. */
const LONGEST_CLOSING_MS = 20_000;
/** Once, and once more after coming back. */
const MOST_TIMES = 2;

const nameOf = (taskId: string | undefined, type: string, sequence: number | undefined): string =>
  `${type} (${sequence}) of task ${taskId}`;
const nameOfChange = ({ taskId, type, sequence }: Change): string => nameOf(taskId, type, sequence);
const nameOfHeard = ({ said }: Heard): string => nameOf(said.data?.id, said.type, said.sequence);
const isEvent = ({ said }: Heard): boolean => said.id !== undefined;

/** Whoever is connected hears, or is told to look at, every change that concerns what he follows, and nothing else. */
export class LiveRules {
  readonly #gateway: Gateway;
  readonly #followers: readonly Follower[];
  readonly #changes: Change[] = [];
  /** Events that have been written since nothing was half written. */
  readonly #written: FeedEvent[] = [];

  constructor(gateway: Gateway, followers: readonly Follower[]) {
    this.#gateway = gateway;
    this.#followers = followers;
  }

  feedChanged(before: Row | undefined, after: Row | undefined): void {
    if (before === undefined && after !== undefined) this.#written.push(after as unknown as FeedEvent);
  }

  /** Nothing is half written. */
  atRest(context: RuleContext, changes: readonly VisibleChange[]): void {
    for (const one of changes) {
      const [, owner = '', taskId = ''] = one.pk.split('#');
      const isIt = ({ type, sequence, ...event }: FeedEvent): boolean =>
        event.taskId === taskId && type === one.type && sequence === one.sequence;
      const found = this.#written.findIndex(isIt);
      const event = found < 0 ? undefined : this.#written.splice(found, 1)[0];
      const change = { ...one, at: context.now(), owner, taskId, event };
      this.#changes.push(change);
      this.#checkFeed(context, change);
    }
    for (const { type, taskId, sequence } of this.#written.splice(0))
      if (type !== 'resync')
        context.problem(`${nameOf(taskId, type, sequence)} is written down, and never was`);
  }

  /** A change is written down if somebody listens, and only then. */
  #checkFeed(context: RuleContext, change: Change): void {
    const { owner, at, event } = change;
    const marker = isOwner(owner) ? context.table.get({ pk: webhooksOf(owner), sk: 'watched' }) : undefined;
    const isListenedTo = marker !== undefined && isWatched(marker, at);
    if (!isListenedTo && event !== undefined)
      context.problem(`${nameOfChange(change)} is written down, and nobody listens`);
    const sinceThen = isListenedTo ? at - Number(marker['since']) : 0;
    const mayBeLate = context.hasFaults() && sinceThen < LATEST_WRITE_MS;
    if (event === undefined && sinceThen > SETTLE_MS && !mayBeLate)
      context.problem(`${nameOfChange(change)} is not written down`);
  }

  /** Nothing is on its way any more. */
  atEnd(context: RuleContext): void {
    for (const follower of this.#followers) {
      this.#hasHeardAll(context, follower);
      this.#hasHeardHisOwn(context, follower);
      this.#hasHeardInOrder(context, follower);
      this.#hasHeardInTime(context, follower);
    }
    for (const pk of context.table.partitions('feed#'))
      for (const row of context.table.partition(pk))
        if (row['dueAt'] !== undefined) context.problem(`the event ${row.sk} is never pushed`);
    if (!context.hasFaults()) this.#isTidy(context);
  }

  #concerns({ target }: Follower, { owner, taskId, promptId }: Change): boolean {
    if (target === undefined || owner !== 'ana' || !isTaskId(taskId)) return false;
    const about = { taskId, ...(promptId === undefined ? {} : { promptId }) };
    return concerns(target, about as unknown as FeedEvent);
  }

  /** What is of a task that has gone cannot be told any more, and what is written long after it began may be told to nobody. */
  #isExcused({ table, hasFaults }: RuleContext, { pk, incarnation, event, at }: Change): boolean {
    if (table.get({ pk, sk: 'task' })?.['incarnation'] !== incarnation) return true;
    if (!hasFaults()) return false;
    const since = Number(table.get({ pk: 'webhooks#ana', sk: 'watched' })?.['since']);
    return event === undefined ? at > since + SETTLE_MS : at - Date.parse(event.at) > LATE_MS;
  }

  /** Of what happens later he need not hear before he goes, or may not any more. */
  #heardUntil(context: RuleContext, { options: { to, ends, slowSeconds = 0 } }: Follower): number {
    const wait = context.hasFaults() ? LONGEST_WAIT_IN_FAULTS_MS : LONGEST_WAIT_MS;
    return START + 1000 * (Math.min(to, ends?.at ?? Infinity) - slowSeconds) - wait;
  }

  #hasHeardAll(context: RuleContext, follower: Follower): void {
    const { name, from } = follower.options;
    const until = this.#heardUntil(context, follower);
    const { heard, looks, target } = follower;
    if (looks.length === 0 && target !== undefined && until > START + 1000 * from)
      context.problem(`${name} never begins to follow`);
    const known = new Set(heard.filter(isEvent).map(nameOfHeard));
    for (const change of this.#changes) {
      if (change.at > until || !this.#concerns(follower, change)) continue;
      const isKnown = known.has(nameOfChange(change)) || looks.some((at) => at >= change.at);
      if (!isKnown && !this.#isExcused(context, change))
        context.problem(`${name} never hears of ${nameOfChange(change)}`);
    }
  }

  #hasHeardHisOwn(context: RuleContext, follower: Follower): void {
    const { name } = follower.options;
    for (const one of follower.heard.filter(isEvent)) {
      const change = this.#changes.find((known) => nameOfChange(known) === nameOfHeard(one));
      if (change === undefined) context.problem(`${name} hears of ${nameOfHeard(one)}, which never was`);
      else if (!this.#concerns(follower, change))
        context.problem(`${name} hears of ${nameOfHeard(one)}, which does not concern him`);
    }
  }

  /** Once a connection has said that it tells everything, an older event of a task comes after a newer one only as a repetition. */
  #hasHeardInOrder(context: RuleContext, { options, heard, looks }: Follower): void {
    const highest = new Map<string, number>();
    const times = new Map<string, number>();
    const known = new Set<string>();
    for (const one of heard.filter(isEvent)) {
      const { connection, isCaughtUp, said } = one;
      const [id, sequence] = [String(said.id), Number(said.sequence)];
      const lane = `${connection} ${said.data?.id}`;
      const before = highest.get(lane) ?? 0;
      if (isCaughtUp && sequence < before && !known.has(id) && !this.#isLate(one, looks))
        context.problem(`${options.name} hears of ${nameOfHeard(one)} after a newer event`);
      highest.set(lane, Math.max(before, sequence));
      known.add(id);
      const often = (times.get(`${connection} ${id}`) ?? 0) + 1;
      times.set(`${connection} ${id}`, often);
      if (often > MOST_TIMES && !context.hasFaults())
        context.problem(`${options.name} hears of ${nameOfHeard(one)} again and again`);
    }
  }

  /** He has looked since, or it came late into the table. */
  #isLate(one: Heard, looks: readonly number[]): boolean {
    const change = this.#changes.find((known) => nameOfChange(known) === nameOfHeard(one));
    if (change?.event === undefined) return false;
    if (looks.some((at) => at >= change.at && at <= one.at)) return true;
    return change.at - Date.parse(change.event.at) > LATE_MS;
  }

  #hasHeardInTime(context: RuleContext, { options, heard }: Follower): void {
    const { name, ends, slowSeconds = 0 } = options;
    if (ends === undefined) return;
    const grace = context.hasFaults() ? LONGEST_SAYING_IN_FAULTS_MS : LONGEST_SAYING_MS;
    const until = START + 1000 * (ends.at + slowSeconds) + grace;
    for (const one of heard.filter(isEvent))
      if (one.at > until) context.problem(`${name} hears of ${nameOfHeard(one)}, and may not any more`);
  }

  /** Where nothing fails but clients: who has not got something is closed, and of who is gone no row is left. */
  #isTidy(context: RuleContext): void {
    // Who has not got what he had missed is told to look, by what goes on after it.
    const isToldLater = (id: string, after: number): boolean =>
      this.#followers.some(({ heard }) =>
        heard.some(
          ({ connection, said, at }) => connection === id && said.type === 'subscribed' && at > after,
        ),
      );
    for (const { id, at } of this.#gateway.failures)
      if ((this.#gateway.closedAt(id) ?? Infinity) > at + LONGEST_CLOSING_MS && !isToldLater(id, at))
        context.problem(`${id} is not closed, and has not got a message`);
    for (const pk of context.table.partitions('listeners#'))
      for (const { sk: id } of context.table.partition(pk))
        if (this.#gateway.gone.has(id) || this.#gateway.closedAt(id) !== undefined)
          context.problem(`${id} is gone, and still listens`);
  }
}
