import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { postOnce } from '#providers/network/post-once.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function receiver(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(response));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const options = { localOrigins: ['loopback'], timeoutMs: 20_000, answerBytes: 10 };
const post = (url: string, more: Partial<Parameters<typeof postOnce>[1]> = {}) =>
  postOnce({ url, headers: {}, body: '{}' }, { ...options, ...more });

describe('a request to a receiver', () => {
  it('is answered with its status and the beginning of what it says', async () => {
    const url = await receiver((response) => void response.writeHead(202).end('x'.repeat(1_000_000)));
    expect(await post(url)).toEqual({ type: 'answered', status: 202, answer: 'x'.repeat(10) });
  });

  it('follows no redirect', async () => {
    const url = await receiver((response) => void response.writeHead(307, { location: '/hook' }).end());
    expect(await post(url)).toMatchObject({ type: 'answered', status: 307 });
  });

  it('is given up where nothing is said in time', async () => {
    const url = await receiver(() => undefined);
    expect(await post(url, { timeoutMs: 200 })).toEqual({ type: 'failed', reason: 'no answer within 0.2 s' });
  });

  it('is answered by a status whose body never ends', async () => {
    const url = await receiver((response) => void response.writeHead(200).write('hm'));
    expect(await post(url, { timeoutMs: 5000 })).toEqual({ type: 'answered', status: 200, answer: 'hm' });
  });

  it('says that nobody is there', async () => {
    expect(await post('http://127.0.0.1:1/')).toMatchObject({ type: 'failed' });
  });

  it.each([
    'http://127.0.0.1:8080/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://example.com:8443/',
    'http://example.com/',
    'https://user:word@example.com/',
    'not an address',
  ])('never goes to %s', async (url) => {
    let connected = false;
    const connect = async (): Promise<never> => {
      connected = true;
      throw new Error('connected');
    };
    expect(await post(url, { localOrigins: [], connect })).toMatchObject({ type: 'failed' });
    expect(connected).toBe(false);
  });

  it('never goes where a public name leads to a closed address', async () => {
    const resolve = async (): Promise<string[]> => ['10.1.2.3'];
    expect(await post('https://receiver.example.com/', { localOrigins: [], resolve })).toEqual({
      type: 'failed',
      reason: 'receiver.example.com does not lead to a public address',
    });
  });
});
