import type { RawRequest } from '#providers/network/http.ts';
import { kieAt } from '../unit/providers/kie/connected.ts';
import type { Call, Reply } from '#providers/call.ts';

/** A request as it would have left the house. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  /** As text, and read again. */
  readonly text: string | undefined;
  readonly body: unknown;
}

const readAgain = (text: string | undefined): unknown =>
  text === undefined ? undefined : (JSON.parse(text) as unknown);

function sentOf({ method, url, headers, body }: RawRequest): Sent {
  const text = typeof body === 'string' ? body : undefined;
  return {
    ...{ method, path: url.pathname, query: Object.fromEntries(url.searchParams) },
    ...{ authorization: headers['authorization'], text, body: readAgain(text) },
  };
}

const silence: Reply = { type: 'broken', reason: 'nothing was to be sent' };

/** The provider's client, with a recorder in place of the network. */
export class Transport {
  readonly sent: Sent[] = [];
  #reply: Reply = silence;
  readonly #client = kieAt('https://provider.example/some/path', async () => 'a-key', {
    request: async (request) => {
      this.sent.push(sentOf(request));
      return this.#reply;
    },
  });

  /** Makes a call and gives what left the house. */
  async carry(call: Call): Promise<Sent> {
    await this.#client.send(call, { timeoutMs: 1000 });
    const last = this.sent.at(-1);
    if (last === undefined) throw new Error('nothing was sent');
    return last;
  }

  /** Makes a call, answers it with this, and gives what the client hands on. */
  answer(call: Call, reply: Reply): Promise<Reply> {
    this.#reply = reply;
    return this.#client.send(call, { timeoutMs: 1000 });
  }
}
