import type { SubscribeOrder } from '#actions/live/subscribe.ts';
import type { Reach } from '#domain/keys/reach.ts';
import type { Credential, LiveTarget } from '#domain/live/live.ts';
import { isoTime } from '#domain/ports.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { Gateway } from '../engine/gateway.ts';
import { START } from '../engine/limits.ts';
import { PONG, serveConnection, type SocketMessage } from '../ports/live-ports.ts';
import { ownerOf, type ClientApi } from './client.ts';
import type { FollowerOptions } from './follower-options.ts';
import type { Order } from './order.ts';

/** What is said to a client, as far as it is looked at. */
interface Said {
  readonly type: string;
  readonly id?: string;
  readonly sequence?: number;
  readonly data?: { readonly id: string };
}

/** Something that was said, as it was heard. */
export interface Heard {
  readonly at: number;
  readonly connection: string;
  /** Whether that connection had said by then that it tells everything. */
  readonly isCaughtUp: boolean;
  readonly said: Said;
}

/** As in `docs/examples/live.mjs`. */
const PING_EVERY_MS = 60_000;
const PATIENCE_MS = 30_000;
const AGAIN_MS = 2000;
const AWAY_SECONDS = 20;

/** A client that is connected, and behaves as the documentation says. */
export class Follower {
  readonly options: FollowerOptions;
  readonly heard: Heard[] = [];
  /** When he has read the state himself. */
  readonly looks: number[] = [];
  target: LiveTarget | undefined;
  #api: ClientApi | undefined;
  readonly #gateway: Gateway;
  #connection: string | undefined;
  #isCaughtUp = false;
  /** The newest event that he has heard of, and the one before which nothing is missing. */
  #newest: string | undefined;
  #last: string | undefined;
  #posted = 0;

  constructor(options: FollowerOptions, gateway: Gateway) {
    this.options = options;
    this.#gateway = gateway;
    const { target } = options;
    if (target === 'owner') this.target = { type: 'owner' };
    else if ('prompt' in target) this.target = { type: 'prompt', id: target.prompt };
  }

  start(api: ClientApi): void {
    this.#api = api;
    const { name, from, to, breaks = [], ends } = this.options;
    api.after(from * 1000, () => this.#connect());
    api.after(to * 1000, () => this.#leave());
    for (const at of breaks) api.after(at * 1000, () => this.#break());
    if (ends?.by === 'revocation') api.after(ends.at * 1000, () => this.#gateway.revoked.add(name));
  }

  /** Somebody holds a task, and tells of it. */
  knows({ id, owner }: Pick<Task, 'id' | 'owner'>, { key }: Order): void {
    const { target } = this.options;
    if (target === 'owner' || !('key' in target) || this.target !== undefined) return;
    if (owner !== 'ana' || key !== target.key) return;
    this.target = { type: 'task', id };
    this.#connect();
  }

  get #mayConnect(): boolean {
    const { from, to, ends } = this.options;
    const seconds = (this.#gateway.now - START) / 1000;
    return seconds >= from && seconds < Math.min(to, ends?.at ?? Infinity);
  }

  #connect(): void {
    const { target } = this;
    if (target === undefined || this.#connection !== undefined || !this.#mayConnect) return;
    const id: string = this.#gateway.open({
      delayMs: 1000 * (this.options.slowSeconds ?? 0),
      takes: (text) => text === PONG || this.#takes(),
      heard: (text) => {
        if (this.#connection === id) this.#hear(id, JSON.parse(text) as Said);
      },
      closed: () => this.#hasLost(id),
    });
    this.#connection = id;
    this.#isCaughtUp = false;
    this.#newest = this.#last;
    const openedAt = this.#gateway.now;
    this.#say({ type: 'subscribe', order: this.#order({ id, openedAt }, target) });
    this.#after(PATIENCE_MS, () => {
      if (this.#connection === id && !this.#isCaughtUp) this.#hangUp(id);
    });
    this.#pingLater({ id, openedAt });
  }

  #order(connection: SubscribeOrder['connection'], target: LiveTarget): SubscribeOrder {
    const { name, ends } = this.options;
    const byToken = ends?.by === 'time';
    const credential: Credential = byToken ? { type: 'browser', keyId: name } : { type: 'key', hash: name };
    const reach: Reach | undefined = byToken ? target : undefined;
    return {
      connection,
      subscriber: {
        owner: ownerOf('ana'),
        scopes: ['tasks:read'],
        credential,
        ...(reach === undefined ? {} : { reach }),
        ...(byToken ? { expiresAt: isoTime(START + ends.at * 1000) } : {}),
      },
      target,
      ...(this.#last === undefined ? {} : { after: this.#last }),
    };
  }

  #after(milliseconds: number, run: () => void): void {
    this.#api?.after(milliseconds, run);
  }

  /** Whatever becomes of the function that is called for it: nobody but the gateway hears of that. */
  #say(message: SocketMessage): void {
    const run = { action: 'serve-connections', about: `${this.options.name} ${message.type}` };
    this.#api?.request({ ...run, run: (ports) => serveConnection(ports)(message) }, () => undefined);
  }

  #pingLater(connection: SubscribeOrder['connection']): void {
    this.#after(PING_EVERY_MS, () => {
      if (this.#connection !== connection.id) return;
      this.#say({ type: 'ping', connection });
      this.#pingLater(connection);
    });
  }

  #takes(): boolean {
    this.#posted += 1;
    return this.options.unheard?.includes(this.#posted) !== true;
  }

  #hear(connection: string, said: Said): void {
    const at = this.#gateway.now;
    if (said.type === 'resync') this.looks.push(at);
    if (said.type === 'subscribed') {
      this.#isCaughtUp = true;
      if (this.#last === undefined) this.looks.push(at);
    }
    if (said.id !== undefined && (this.#newest === undefined || said.id > this.#newest))
      this.#newest = said.id;
    if (this.#isCaughtUp) this.#last = this.#newest;
    this.heard.push({ at, connection, isCaughtUp: this.#isCaughtUp, said });
  }

  #hasLost(id: string): void {
    if (this.#connection !== id) return;
    this.#connection = undefined;
    this.#after(AGAIN_MS, () => this.#connect());
  }

  #hangUp(id: string): void {
    this.#gateway.close(id);
    this.#hasLost(id);
  }

  #break(): void {
    if (this.#connection === undefined) return;
    this.#gateway.break(this.#connection);
    this.#connection = undefined;
    this.#after(1000 * (this.options.awaySeconds ?? AWAY_SECONDS), () => this.#connect());
  }

  #leave(): void {
    if (this.#connection !== undefined) this.#gateway.close(this.#connection);
    this.#connection = undefined;
  }
}
