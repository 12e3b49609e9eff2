import { WebSocket } from 'ws';
import type { Clock } from '../clock.ts';
import type { ConnectionFacts } from './socket-event.ts';

// AWS's quotas: a connection that says nothing is closed after ten minutes, any after two hours.
const IDLE_MS = 10 * 60_000;
const LONGEST_MS = 2 * 3600_000;
const GOING_AWAY = 1001;
/** Messages are charged in steps of so many bytes. */
const STEP_BYTES = 32 * 1024;

interface ConnectionOptions {
  readonly facts: ConnectionFacts;
  readonly socket: WebSocket;
  readonly clock: Clock;
  readonly onMessages: (count: number) => void;
}

/** A client that is connected. It is closed when it has been silent for too long, or there for too long. */
export class Connection {
  readonly facts: ConnectionFacts;
  readonly #options: ConnectionOptions;
  readonly #last: { cancel(): void };
  #idle: { cancel(): void };
  lastActiveAt: number;

  constructor(options: ConnectionOptions) {
    const { clock, facts } = options;
    this.facts = facts;
    this.#options = options;
    this.lastActiveAt = clock.now();
    this.#last = clock.at(facts.connectedAt + LONGEST_MS, () => this.close(GOING_AWAY, 'Going away'));
    this.#idle = this.#watch();
  }

  /** Something has come, or gone out. */
  touched(bytes: number): void {
    this.#options.onMessages(Math.max(1, Math.ceil(bytes / STEP_BYTES)));
    this.lastActiveAt = this.#options.clock.now();
    this.#idle.cancel();
    this.#idle = this.#watch();
  }

  /** Sends a text; false where the client is no longer there. */
  async send(text: string): Promise<boolean> {
    const { socket } = this.#options;
    if (socket.readyState !== WebSocket.OPEN) return false;
    const isSent = await new Promise<boolean>((resolve) => {
      socket.send(text, (error) => resolve(error === undefined || error === null));
    });
    if (isSent) this.touched(Buffer.byteLength(text));
    return isSent;
  }

  close(code: number, reason: string): void {
    this.#options.socket.close(code, reason);
  }

  /** It is gone: nothing is waited for any more. */
  ended(): void {
    this.#last.cancel();
    this.#idle.cancel();
  }

  terminate(): void {
    this.ended();
    this.#options.socket.terminate();
  }

  #watch(): { cancel(): void } {
    const { clock } = this.#options;
    return clock.at(clock.now() + IDLE_MS, () => this.close(GOING_AWAY, 'Going away'));
  }
}
