import { DarkroomError, type ProblemBody } from './error.ts';
import type { LiveOptions, LiveTarget, TaskChange } from './live-events.ts';
import type { Transport } from './transport.ts';

interface Message extends Partial<TaskChange> {
  readonly problem?: ProblemBody;
  readonly task?: string;
  readonly prompt?: string;
}

const isChange = (message: Message): message is TaskChange => message.data !== undefined;

const HEARTBEAT_MS = 60_000;
const OPEN = 1;
/** A connection takes fifty, and who has just left counts until that is heard. */
const MOST_FOLLOWERS = 45;

/** The connections of a client: whoever follows something joins one, or opens one. */
const connections = new WeakMap<Transport, Set<Connection>>();

/** A connection with room for one more. */
export function connectionFor(line: Transport, target: LiveTarget, open: () => WebSocket): Connection {
  const known = connections.get(line) ?? new Set();
  connections.set(line, known);
  return [...known].find((one) => one.hasRoom(target)) ?? new Connection(line, open(), known);
}

/** What outlives a connection. */
export interface Memory {
  /** The highest sequence, by task. */
  readonly told: Map<string, number>;
  /** The newest event before which nothing is missing. */
  last?: string;
}

interface Following {
  readonly target: LiveTarget;
  readonly token: string;
  readonly options: LiveOptions;
  readonly memory: Memory;
}

/** One that follows something, for as long as the connection lasts. */
interface Follower extends Following {
  live: boolean;
  newest: string | undefined;
  readonly end: (refusal?: ProblemBody) => void;
}

/** One socket, and all who are told over it. They subscribe one after the other: a refusal does not say whom it is for. */
class Connection {
  readonly #line: Transport;
  readonly #socket: WebSocket;
  readonly #over = new AbortController();
  readonly #followers = new Set<Follower>();
  /** What was ever followed here. Nothing is twice: the end of the first could be heard after the beginning of the second. */
  readonly #targets = new Set<string>();
  /** Who is to subscribe; the first has asked. */
  readonly #queue: Follower[] = [];
  #silent = false;

  constructor(line: Transport, socket: WebSocket, all: Set<Connection>) {
    this.#line = line;
    this.#socket = socket;
    all.add(this);
    this.#over.signal.addEventListener('abort', () => all.delete(this));
    // What comes after the end is not listened to, but taken: an `error` that nobody takes would end the process.
    const on = (event: string, then: (message: MessageEvent) => void): void =>
      socket.addEventListener(event, (message) => {
        if (!this.#over.signal.aborted) then(message as MessageEvent);
      });
    on('open', () => this.#ask());
    on('message', ({ data }) => this.#hear(JSON.parse(String(data)) as Message));
    on('close', () => this.#end());
    on('error', () => this.#end());
    this.#beat().catch(() => undefined);
  }

  hasRoom(target: LiveTarget): boolean {
    return this.#followers.size < MOST_FOLLOWERS && !this.#targets.has(JSON.stringify(target));
  }

  /** Whether it was ever live, when it is over. Rejects with a refusal. */
  follow(following: Following): Promise<boolean> {
    const { signal } = following.options;
    return new Promise((resolve, reject) => {
      const leave = (): void => this.#leave(follower);
      const follower: Follower = {
        ...following,
        live: false,
        newest: following.memory.last,
        end: (refusal) => {
          this.#followers.delete(follower);
          signal.removeEventListener('abort', leave);
          if (refusal) reject(new DarkroomError(refusal));
          else resolve(follower.live);
        },
      };
      signal.addEventListener('abort', leave);
      this.#followers.add(follower);
      this.#targets.add(JSON.stringify(following.target));
      if (this.#queue.push(follower) === 1) this.#ask();
    });
  }

  #say(message: object): void {
    if (this.#socket.readyState === OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** The first in the queue subscribes. */
  #ask(): void {
    const [first] = this.#queue;
    if (first)
      this.#say({ action: 'subscribe', token: first.token, ...first.target, after: first.memory.last });
  }

  #leave(follower: Follower): void {
    follower.end();
    if (this.#followers.size === 0) this.#end();
    else if (follower.live) this.#say({ action: 'unsubscribe', ...follower.target });
  }

  #end(): void {
    this.#over.abort();
    // A broken line never says goodbye: nothing of it is waited for.
    this.#socket.close();
    for (const { end } of this.#followers) end();
  }

  async #beat(): Promise<void> {
    for (let asking: Follower | undefined; ;) {
      await this.#line.time.wait(HEARTBEAT_MS, this.#over.signal);
      const [first] = this.#queue;
      // Nothing was said since, or nothing to who had asked by then.
      if (this.#silent || (first && first === asking) || this.#socket.readyState !== OPEN) return this.#end();
      this.#silent = true;
      asking = first;
      this.#say({ action: 'ping' });
    }
  }
  #hear(message: Message): void {
    this.#silent = false;
    const { type, problem } = message;
    if (problem) this.#next()?.end(problem);
    else if (type === 'subscribed') this.#begin(this.#next());
    else for (const one of this.#followers) if (concerns(one.target, message)) tell(one, message);
    if (this.#followers.size === 0) this.#end();
  }

  /** The first has been answered. */
  #next(): Follower | undefined {
    const first = this.#queue.shift();
    while (this.#queue[0] && !this.#followers.has(this.#queue[0])) this.#queue.shift();
    this.#ask();
    return first;
  }

  #begin(first: Follower | undefined): void {
    if (!first) return;
    first.live = true;
    if (!this.#followers.has(first)) return this.#say({ action: 'unsubscribe', ...first.target });
    first.options.onConnection?.(true);
    if (first.memory.last === undefined) first.options.onLook();
    remember(first);
  }
}

/** An event that is too large is told as its task alone, to whoever follows it. */
function concerns(target: LiveTarget, { data, task = data?.id, prompt = data?.promptId }: Message): boolean {
  if ('owner' in target) return true;
  if ('task' in target) return task === target.task;
  return prompt === target.prompt || (!data && !!task);
}

function tell(follower: Follower, message: Message): void {
  const { options, memory } = follower;
  if (message.type === 'resync') options.onLook();
  if (!isChange(message)) return;
  const { id, data, sequence } = message;
  if (follower.newest === undefined || id > follower.newest) follower.newest = id;
  remember(follower);
  if (sequence <= (memory.told.get(data.id) ?? 0)) return;
  memory.told.set(data.id, sequence);
  options.onEvent(message);
}

// Only once it is live: what was missed comes before that, and what is new may come between.
function remember({ live, newest, memory }: Follower): void {
  if (live && newest !== undefined) memory.last = newest;
}
