import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { World } from '../test-stack.ts';

/** What a client was told. */
export interface Told {
  readonly type: string;
  readonly id?: string;
  readonly timestamp?: string;
  readonly sequence?: number;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly problem?: { readonly code: string; readonly status: number };
  readonly resumed?: boolean;
  readonly task?: string;
  readonly prompt?: string;
  readonly owner?: true;
}

/** A client of the push address. */
export class LiveClient {
  readonly told: Told[] = [];
  readonly #socket: WebSocket;
  /** The code that the connection was closed with. */
  readonly closed: Promise<number>;
  #heard: () => void = () => undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        resolve(code);
        this.#heard();
      });
    });
    socket.on('message', (data: Buffer) => {
      this.told.push(JSON.parse(data.toString()) as Told);
      this.#heard();
    });
  }

  /** Connects; fails with the status of a refusal. */
  static async connect(
    world: Pick<World, 'cloud'>,
    headers: Record<string, string> = {},
  ): Promise<LiveClient> {
    const socket = new WebSocket(`${world.cloud.socketUrl}/live`, { headers });
    const client = new LiveClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  say(message: unknown): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Waits for a message such as this, from the beginning on. */
  async hears(is: (message: Told) => boolean): Promise<Told> {
    for (;;) {
      const found = this.told.find(is);
      if (found !== undefined) return found;
      if (this.#socket.readyState !== WebSocket.OPEN)
        throw new Error(`The connection is closed: ${JSON.stringify(this.told)}`);
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  /** Subscribes, and waits for the answer. */
  async subscribe(order: Record<string, unknown>): Promise<Told> {
    const before = this.told.length;
    this.say({ action: 'subscribe', ...order });
    const isAnswer = ({ type }: Told): boolean => ['subscribed', 'error'].includes(type);
    return this.hears((message) => isAnswer(message) && this.told.indexOf(message) >= before);
  }

  /** Everything that was said to it before now has come. */
  async caughtUp(): Promise<void> {
    const before = this.told.length;
    this.say({ action: 'ping' });
    await this.hears((message) => message.type === 'pong' && this.told.indexOf(message) >= before);
  }

  /** The events that have come, each once, as ids tell them apart. */
  events(taskId?: string): Told[] {
    const events = this.told.filter(
      ({ id, data }) => id !== undefined && (taskId ?? data?.['id']) === data?.['id'],
    );
    return [...new Map(events.map((event) => [event.id, event])).values()];
  }

  async leave(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }

  /** As who loses his network: nobody is told. */
  async breakOff(): Promise<void> {
    this.#socket.terminate();
    if (this.#socket.readyState !== WebSocket.CLOSED) await once(this.#socket, 'close');
  }
}

/** One that connects again and again, and resumes: it remembers the ids of what it was told. */
export class ReturningClient {
  readonly seen = new Set<string>();
  readonly #world: World;
  #client: LiveClient | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  get client(): LiveClient {
    if (this.#client === undefined) throw new Error('It has not connected yet');
    return this.#client;
  }

  takeOver(): void {
    for (const { id = '' } of this.#client?.events() ?? []) this.seen.add(id);
  }

  /** Connects, after it has broken off where it was connected, to all that is Ana's. */
  async connect(): Promise<void> {
    this.takeOver();
    await this.#client?.breakOff();
    this.#client = await LiveClient.connect(this.#world);
    const after = [...this.seen].sort().at(-1);
    const order = { token: this.#world.keys.get('ana'), owner: true };
    const answer = await this.client.subscribe({ ...order, ...(after === undefined ? {} : { after }) });
    if (answer.type !== 'subscribed') throw new Error(JSON.stringify(answer));
    this.takeOver();
  }

  /** The ids of what has happened to these tasks and was not told, when all has come to rest. */
  async missed(tasks: ReadonlySet<string>): Promise<{ written: number; missed: readonly string[] }> {
    await this.#world.settle();
    await this.client.caughtUp();
    this.takeOver();
    const feed = await this.#world.table.partition('feed#ana');
    const ids = feed.filter((row) => tasks.has(String(row['taskId']))).map(({ sk }) => sk);
    return { written: ids.length, missed: ids.filter((id) => !this.seen.has(id)) };
  }
}
