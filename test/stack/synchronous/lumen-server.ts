import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aPicture } from '../../sample-media.ts';

/** Lumen itself. What it does with a call stands in the prompt: `[refused]`, `[cut]`, `[odd]`, `[empty]`, `[url]`. */
export interface LumenServer {
  readonly url: string;
  /** Prompts of the paid calls that arrived, in order. */
  readonly taken: string[];
  /** The pictures that it makes, the first one first. */
  readonly pictures: readonly Buffer[];
  /** Called when a paid call has arrived, before it is answered. */
  onTaken: () => Promise<void> | void;
  stop(): Promise<void>;
}

const KEY = 'lumen-key-0001';
export const lumenSecret = { apiKey: KEY };

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

export async function startLumen(): Promise<LumenServer> {
  const pictures = [
    await aPicture('png', { width: 640, height: 480 }),
    await aPicture('webp', { width: 96, height: 64 }),
  ];
  const [first = Buffer.alloc(0), second = first] = pictures;
  const file = (response: ServerResponse, bytes: Buffer): void =>
    void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);

  const many = (prompt: string): unknown[] => {
    if (prompt.includes('[empty]')) return [];
    const inline = { base64: first.toString('base64') };
    return [
      inline,
      prompt.includes('[url]') ? { url: `${url()}/file` } : { base64: second.toString('base64') },
    ];
  };

  const pay = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt } = JSON.parse(await textOf(request)) as { prompt: string };
    if (request.headers.authorization !== `Bearer ${KEY}`) return json(response, 401, {});
    lumen.taken.push(prompt);
    await lumen.onTaken();
    if (prompt.includes('[cut]')) return void response.destroy();
    if (prompt.includes('[refused]')) return json(response, 422, { error: 'not such a picture' });
    if (request.url === '/v1/one')
      return file(response, prompt.includes('[odd]') ? Buffer.from('<html>') : first);
    json(response, 200, { id: 'lum-1', credits: 2.5, pictures: many(prompt) });
  };

  const server = createServer((request, response) => {
    if (request.method === 'POST') void pay(request, response);
    else if (request.url === '/file') file(response, second);
    else json(response, 200, {});
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const url = (): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const lumen: LumenServer = {
    url: url(),
    taken: [],
    pictures,
    onTaken: () => undefined,
    stop: () => new Promise((done) => void server.close(() => done())),
  };
  return lumen;
}
