import type { Posted } from '#actions/live/live-dependencies.ts';
import type { Credential } from '#domain/live/live.ts';
import type { EventHeap } from './event-heap.ts';

/** The end of a connection at its client. */
export interface ClientEnd {
  /** So long (in milliseconds) a message is under way to it. */
  readonly delayMs: number;
  /** False where a message cannot be handed to it. */
  takes(text: string): boolean;
  heard(text: string): void;
  closed(): void;
}

interface Connection {
  readonly end: ClientEnd;
  /** When its network broke, of which nobody was told. */
  brokenAt?: number;
  /** When it was closed, by whichever side. */
  closedAt?: number;
}

/** For so long what is said over a broken network seems to have been sent. */
const UNNOTICED_MS = 5000;

/** The gateway that holds connections to clients: it calls our functions for them, and says to them what those have to say. */
export class Gateway {
  /** Called with the id of a connection that has been closed. */
  onClosed: (id: string) => void = () => undefined;
  /** Connections that somebody was told to be gone. */
  readonly gone = new Set<string>();
  /** Messages that could not be handed over: to which connection, and when. */
  readonly failures: { readonly id: string; readonly at: number }[] = [];
  /** Hashes of keys that are good no more. */
  readonly revoked = new Set<string>();
  readonly #heap: EventHeap;
  readonly #connections = new Map<string, Connection>();

  constructor(heap: EventHeap) {
    this.#heap = heap;
  }

  get now(): number {
    return this.#heap.now;
  }

  isGood = (credential: Credential): boolean =>
    credential.type !== 'key' || !this.revoked.has(credential.hash);

  /** A client connects. Gives the name of the connection. */
  open(end: ClientEnd): string {
    const id = `c${this.#connections.size + 1}`;
    this.#connections.set(id, { end });
    return id;
  }

  /** The network of a client breaks. */
  break(id: string): void {
    const connection = this.#connections.get(id);
    if (connection !== undefined) connection.brokenAt ??= this.now;
  }

  /** When a connection was closed; undefined where it was not. */
  closedAt(id: string): number | undefined {
    return this.#connections.get(id)?.closedAt;
  }

  /** Hands a message to a client. */
  post(id: string, text: string): Posted {
    const connection = this.#connections.get(id);
    const { brokenAt = Infinity, closedAt } = connection ?? {};
    if (connection === undefined || closedAt !== undefined || this.now > brokenAt + UNNOTICED_MS) {
      this.gone.add(id);
      return 'gone';
    }
    if (brokenAt < Infinity) return 'sent';
    const { end } = connection;
    if (!end.takes(text)) {
      this.failures.push({ id, at: this.now });
      return 'failed';
    }
    this.#heap.after(end.delayMs, () => {
      if (connection.brokenAt === undefined) end.heard(text);
    });
    return 'sent';
  }

  /** Closes a connection: its client hears of it, after whatever was said before, and so does the function. */
  close(id: string): void {
    const connection = this.#connections.get(id);
    if (connection === undefined || connection.closedAt !== undefined) return;
    connection.closedAt = this.now;
    if (connection.brokenAt !== undefined) return;
    this.#heap.after(connection.end.delayMs, () => connection.end.closed());
    this.onClosed(id);
  }
}
