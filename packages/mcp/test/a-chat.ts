import { createDarkroom } from '@darkroom/client';
import { startFakeApi, type FakeApi } from '@darkroom/client/fake-api';
import type { Time } from '@darkroom/client/transport';
import { Client, InMemoryTransport, type ClientOptions } from '@modelcontextprotocol/client';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { darkroomServer } from '../server.ts';
import type { Serving } from '../serving.ts';

/** Pauses between questions pass at once; the longest one may wait passes where it is said so, else never. */
export class ChatTime implements Time {
  isUp = false;
  #now = 0;

  readonly now = (): number => this.#now;

  readonly wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      if (milliseconds >= 15_000 && !this.isUp) return;
      setImmediate(() => {
        this.#now += milliseconds;
        resolve();
      });
    });
}

/** The versions of the protocol that are served. */
export const eras = ['2025-11-25', '2026-07-28'] as const;

/** What a test wants otherwise. */
interface Wishes extends Partial<Pick<Serving, 'confirmAbove' | 'folders' | 'waits'>> {
  readonly era?: (typeof eras)[number];
  /** How the user answers, where he can be asked. */
  readonly user?: (question: string) => { action: 'accept' | 'decline'; content?: Record<string, boolean> };
}

export interface Chat {
  readonly api: FakeApi;
  readonly time: ChatTime;
  readonly client: Client;
  /** What a tool answers: its text, its data, and whatever else. */
  call(name: string, args?: Record<string, unknown>, onprogress?: (message?: string) => void): Promise<Said>;
  close(): Promise<void>;
}

export interface Said {
  readonly isError: boolean;
  readonly text: string;
  readonly data: Record<string, unknown>;
  readonly others: readonly { readonly type: string }[];
}

/** A chat with an API that is scripted; it asks the user where a test plays him. */
export async function aChat({ era = eras[1], user, ...limits }: Wishes = {}): Promise<Chat> {
  const api = await startFakeApi();
  const time = new ChatTime();
  const darkroom = createDarkroom({ url: api.url, key: api.key, time, liveUrl: false });
  const serving: Serving = { darkroom, confirmAbove: Number.POSITIVE_INFINITY, ...limits };
  const [mine, its] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(() => darkroomServer(serving), { transport: its });
  const client = new Client({ name: 'a chat', version: '1' }, optionsFor(era, user !== undefined));
  if (user) client.setRequestHandler('elicitation/create', async ({ params }) => user(params.message));
  await client.connect(mine);
  return {
    api,
    time,
    client,
    call: async (name, args = {}, onprogress) => {
      const result = await client.callTool(
        { name, arguments: args },
        onprogress ? { onprogress: ({ message }) => onprogress(message) } : {},
      );
      const [first, ...others] = result.content;
      return {
        isError: result.isError === true,
        text: first?.type === 'text' ? first.text : '',
        data: (result.structuredContent ?? {}) as Record<string, unknown>,
        others,
      };
    },
    close: async () => {
      await client.close();
      await handle.close();
      await api.stop();
    },
  };
}

const optionsFor = (era: (typeof eras)[number], asks: boolean): ClientOptions => ({
  versionNegotiation: { mode: era === eras[1] ? { pin: era } : 'legacy' },
  ...(asks ? { capabilities: { elicitation: { form: {} } } } : {}),
});
