import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Call, Reply } from '#providers/call.ts';
import { closedPort, httpServer, rawServer, stopServersAfterEach } from '../local-server.ts';
import { kieAt } from './connected.ts';

stopServersAfterEach();

const key = 'sk-canary-123456';
const create: Call = {
  method: 'POST',
  path: '/api/v1/jobs/createTask',
  body: { model: 'm', input: { prompt: 'ß' } },
};
const send = (baseUrl: string, call: Call = create, timeoutMs = 5000): Promise<Reply> =>
  kieAt(baseUrl, async () => key).send(call, { timeoutMs });

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('a call to Kie', () => {
  it('carries the key, a name, and JSON, to the origin alone', async () => {
    const seen: { request: IncomingMessage; text: string }[] = [];
    const { origin } = await httpServer((request, response) => {
      void textOf(request).then((text) => {
        seen.push({ request, text });
        response.end('{"code":200}');
      });
    });
    expect(await send(`${origin}/api/v1/jobs?x=1`)).toEqual({
      type: 'answered',
      status: 200,
      text: '{"code":200}',
    });
    const [{ request, text } = expect.fail('nothing came')] = seen;
    expect(request).toMatchObject({ method: 'POST', url: '/api/v1/jobs/createTask' });
    expect(request.headers).toMatchObject({
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      host: new URL(origin).host,
    });
    expect(request.headers['user-agent']).toMatch(/^Darkroom\//);
    expect(JSON.parse(text)).toEqual(create.body);
  });

  it('writes a query into the address', async () => {
    let url: string | undefined;
    const { origin } = await httpServer((request, response) => {
      url = request.url;
      response.end('{}');
    });
    await send(origin, { method: 'GET', path: '/api/v1/jobs/recordInfo', query: { taskId: 'a&b=c' } });
    expect(url).toBe('/api/v1/jobs/recordInfo?taskId=a%26b%3Dc');
  });

  it('is asked for its time when all is ready, and not made when that has passed', async () => {
    const arrived = Promise.withResolvers<string>();
    const { origin } = await rawServer((socket) => {
      let text = '';
      socket.on('data', (bytes) => (text += bytes.toString()));
      socket.on('close', () => arrived.resolve(text));
    });
    const limits = { timeoutMs: 5000, isTimely: () => false };
    const client = kieAt(origin, async () => key);
    expect(await client.send(create, limits)).toEqual({
      type: 'not-sent',
      reason: 'the time for this call had passed',
    });
    expect(await arrived.promise).toBe('');
  });

  it('hands on the status and the text of an error', async () => {
    const { origin } = await httpServer((_request, response) => response.writeHead(502).end('<html>'));
    expect(await send(origin)).toEqual({ type: 'answered', status: 502, text: '<html>' });
  });

  it('does not follow a redirect, nor call twice', async () => {
    let calls = 0;
    const { origin } = await httpServer((_request, response) => {
      calls += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await send(origin)).toMatchObject({ type: 'answered', status: 307 });
    expect(calls).toBe(1);
  });
});

describe('a call that was not sent', () => {
  it('met a closed port', async () => {
    expect(await send(`http://127.0.0.1:${await closedPort()}`)).toEqual({
      type: 'not-sent',
      reason: 'ECONNREFUSED',
    });
  });

  it('met a name that does not exist', async () => {
    const reply = await send('http://no-such-host.invalid');
    expect(reply.type).toBe('not-sent');
  });

  it('met a server that does not speak TLS, and no byte of the request left', async () => {
    const received: Buffer[] = [];
    const { port } = await rawServer((socket) => {
      socket.on('data', (chunk: Buffer) => received.push(chunk));
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    expect(await send(`https://127.0.0.1:${port}`)).toMatchObject({ type: 'not-sent' });
    expect(Buffer.concat(received).toString('latin1')).not.toContain('POST');
  });

  it('met a TLS handshake that never ends', async () => {
    const { port } = await rawServer(() => undefined);
    expect(await send(`https://127.0.0.1:${port}`, create, 100)).toMatchObject({ type: 'not-sent' });
  });

  it('had no usable key', async () => {
    const keys: (() => Promise<string>)[] = [
      async () => '',
      async () => 'two\nlines',
      async () => {
        throw new Error('no secret');
      },
    ];
    for (const apiKey of keys) {
      const client = kieAt('http://127.0.0.1:1', apiKey);
      expect(await client.send(create, { timeoutMs: 100 })).toEqual({
        type: 'not-sent',
        reason: 'no usable API key',
      });
    }
  });
});

describe('a call that broke', () => {
  it('was cut off before the answer', async () => {
    const { origin } = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await send(origin)).toEqual({ type: 'broken', reason: 'ECONNRESET' });
  });

  it('was cut off as soon as the connection stood', async () => {
    const { origin } = await rawServer((socket) => socket.resetAndDestroy());
    // A reset may be seen before or after the connection counts as made; neither may be called an answer.
    expect((await send(origin)).type).not.toBe('answered');
  });

  it('was closed in silence', async () => {
    const { origin } = await rawServer((socket) => socket.once('data', () => socket.end()));
    expect(await send(origin)).toEqual({ type: 'broken', reason: 'ECONNRESET' });
  });

  it('was cut off within the answer', async () => {
    const { origin } = await rawServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"code":')),
    );
    expect(await send(origin)).toEqual({ type: 'broken', reason: 'ECONNRESET', text: '{"code":' });
  });

  it('waited in vain for the head of the answer', async () => {
    const { origin } = await rawServer((socket) => socket.resume());
    expect(await send(origin, create, 100)).toEqual({ type: 'broken', reason: 'timeout' });
  });

  it('waited in vain for the rest of the answer', async () => {
    const { origin } = await httpServer((_request, response) => {
      response.writeHead(200);
      response.write('{"code":');
    });
    expect(await send(origin, create, 150)).toEqual({ type: 'broken', reason: 'timeout', text: '{"code":' });
  });

  it('got what is not HTTP', async () => {
    const { origin } = await rawServer((socket) =>
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')),
    );
    expect(await send(origin)).toMatchObject({ type: 'broken' });
  });

  it('got an answer without end', async () => {
    const { origin } = await httpServer((_request, response) => {
      const flood = (): void => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', flood);
      };
      flood();
    });
    const reply = await send(origin);
    expect(reply).toMatchObject({ type: 'broken', reason: 'ANSWER_TOO_LARGE' });
    expect(reply.type === 'broken' && reply.text?.length).toBe(65_536);
  });

  it('got another protocol', async () => {
    const { origin } = await rawServer((socket) =>
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'),
      ),
    );
    expect(await send(origin)).toMatchObject({ type: 'broken' });
  });
});

describe('whatever happens', () => {
  it('leaves no connection behind and tells nobody the key', async () => {
    const replies: Reply[] = [];
    const { origin, sockets } = await rawServer((socket) =>
      socket.once('data', (data) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n${data.length}`)),
    );
    replies.push(await send(origin), await send('http://127.0.0.1:1'), await send('http://nowhere.invalid'));
    expect(JSON.stringify(replies)).not.toContain(key);
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });
});
